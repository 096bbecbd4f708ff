import { Button } from "@mantine/core";
import { Empty } from "../../ui/empty.tsx";
import { noFilters, type RunSearch } from "./run-search.ts";

/** The filters let nothing through. */
export function NoRows({ onClear }: { readonly onClear: (change: RunSearch) => void }) {
  return (
    <Empty
      title="Nothing fits these filters."
      action={<Button onClick={() => onClear({ ...noFilters, show: "all" })}>Clear filters</Button>}
    >
      All rows are still in the plan; they are only not shown.
    </Empty>
  );
}
