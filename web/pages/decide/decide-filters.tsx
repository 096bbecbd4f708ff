import { Button, Group, Select } from "@mantine/core";
import type { QuestionReason } from "../../../src/model/change.ts";
import { useConnections } from "../../queries/connections.ts";
import type { DecideChange, DecideSearch } from "./decide-search.ts";

interface DecideFiltersProps {
  readonly search: DecideSearch;
  readonly reasons: readonly { readonly value: QuestionReason; readonly label: string; readonly n: number }[];
  readonly open: number;
  readonly answered: number;
  readonly onChange: (change: DecideChange) => void;
}

/** Open or answered, of which directory, and why they are asked. */
export function DecideFilters({ search, reasons, open, answered, onChange }: DecideFiltersProps) {
  const isAnswered = search.show === "answered";
  const connections = useConnections().data?.items ?? [];
  return (
    <Group gap="xs">
      <Button
        variant={isAnswered ? "default" : "light"}
        aria-pressed={!isAnswered}
        onClick={() => onChange({ show: undefined, account: undefined })}
      >
        {open.toLocaleString()} open
      </Button>
      <Button
        variant={isAnswered ? "light" : "default"}
        aria-pressed={isAnswered}
        onClick={() => onChange({ show: "answered", account: undefined })}
      >
        {answered.toLocaleString()} answered
      </Button>
      {(reasons.length > 1 || search.reason !== undefined) && (
        <Select
          aria-label="Reason"
          placeholder="Reason"
          clearable
          clearButtonProps={{ "aria-label": "Clear: Reason" }}
          w="16rem"
          data={reasons.map(({ value, label, n }) => ({ value, label: `${label} (${n})` }))}
          value={search.reason ?? null}
          onChange={(value) => onChange({ reason: reasons.find((known) => known.value === value)?.value, account: undefined })}
        />
      )}
      {(connections.length > 1 || search.connection !== undefined) && (
        <Select
          aria-label="Directory"
          placeholder="Directory"
          clearable
          searchable={connections.length > 6}
          clearButtonProps={{ "aria-label": "Clear: Directory" }}
          w="16rem"
          data={connections.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={search.connection === undefined ? null : String(search.connection)}
          onChange={(value) => onChange({ connection: value === null ? undefined : Number(value), account: undefined })}
        />
      )}
    </Group>
  );
}
