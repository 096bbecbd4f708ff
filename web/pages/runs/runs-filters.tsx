import { TextInput } from "@mantine/core";
import { useConnections } from "../../queries/connections.ts";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { listOf, oneOrMany } from "../run/run-search.ts";
import type { RunsSearch } from "./runs-search.ts";

const kinds = [
  { value: "manual", label: "Import" },
  { value: "scheduled", label: "Scheduled import" },
  { value: "replan", label: "Planned from our copy" },
  { value: "undo", label: "Undo" },
  { value: "whatIf", label: "Effect of a draft" },
];

const results = [
  { value: "open", label: "Under way, ready or waiting" },
  { value: "applied", label: "Applied" },
  { value: "partly", label: "Applied, not all of it" },
  { value: "noChanges", label: "Without changes" },
  { value: "failed", label: "Failed or stopped" },
  { value: "rejected", label: "Rejected" },
  { value: "undone", label: "Taken back" },
];

interface FiltersProps {
  readonly search: RunsSearch;
  readonly onChange: (search: RunsSearch) => void;
  readonly hasConnection: boolean;
}

/** Everything that narrows a list of runs. All of it stands in the address. */
export function RunsFilters({ search, onChange, hasConnection }: FiltersProps) {
  const connections = useConnections(hasConnection);
  const change = (part: RunsSearch) => onChange(withoutEmpty({ ...search, ...part }));
  return (
    <>
      <FilterMenu
        label="Result"
        options={results}
        chosen={listOf(search.result)}
        onChange={(values) => change({ result: oneOrMany(values) })}
      />
      {hasConnection && (
        <FilterMenu
          label="Connection"
          options={(connections.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          chosen={search.connection === undefined ? [] : [String(search.connection)]}
          onChange={(values) => change({ connection: values.length === 0 ? undefined : Number(values.at(-1)) })}
        />
      )}
      <FilterMenu label="Kind" options={kinds} chosen={listOf(search.kind)} onChange={(values) => change({ kind: oneOrMany(values) })} />
      <TextInput
        type="date"
        label="From"
        value={search.since ?? ""}
        onChange={(event) => change({ since: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label="To"
        value={search.until ?? ""}
        onChange={(event) => change({ until: event.currentTarget.value || undefined })}
      />
    </>
  );
}

function withoutEmpty(search: RunsSearch): RunsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
