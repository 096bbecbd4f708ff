import { SegmentedControl } from "@mantine/core";
import { type ListView, listViews } from "./ticket-views.ts";

const offered: readonly ListView["key"][] = ["open", "overdue", "closed", "all"];

interface Props {
  readonly current: ListView["key"];
  readonly onChange: (key: ListView["key"]) => void;
}

/** The views of a short list of tickets: there is nothing to count. */
export function ViewChoice({ current, onChange }: Props) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Which tickets"
      data={listViews.filter(({ key }) => offered.includes(key)).map(({ key, label }) => ({ value: key, label }))}
      value={current}
      onChange={(key) => onChange(listViews.find((view) => view.key === key)?.key ?? "all")}
    />
  );
}
