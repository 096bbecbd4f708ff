import { Select, Table, Text } from "@mantine/core";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { useSaveColumns } from "./queries.ts";
import type { TakeoverFileView } from "./takeover-types.ts";

interface Props {
  readonly takeoverId: number;
  readonly file: TakeoverFileView;
}

const samples = 3;

/** What each column of a file fills, beside what is in its first lines. Each choice is kept at once. */
export function ColumnsTable({ takeoverId, file }: Props) {
  const save = useSaveColumns();
  const columns = save.isPending && save.variables !== undefined ? save.variables.columns : file.columns;
  const used = new Set(Object.values(columns));
  return (
    <>
      {file.missing.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          No column fills {file.missing.join(", ")} yet. Nothing of this file can be taken over without.
        </Text>
      )}
      <StackingTable label={`Columns of the file of ${file.kind}s`} minWidth="38rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>In the first lines</Table.Th>
            <Table.Th w="16rem">Fills</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.facts.header.map((title, place) => (
            <Table.Tr key={title}>
              <Table.Td data-label="Column" dir="auto">
                {title}
              </Table.Td>
              <Table.Td data-label="In the first lines" dir="auto" style={{ overflowWrap: "anywhere" }}>
                {sayCells(file.facts.sample.map((row) => row[place] ?? ""))}
              </Table.Td>
              <Table.Td data-label="Fills">
                <Select
                  aria-label={`${title} fills`}
                  placeholder="Nothing: stays out"
                  searchable
                  clearable
                  clearButtonProps={{ "aria-label": `${title} fills nothing` }}
                  data={file.fields
                    .filter(({ field }) => field === columns[title] || !used.has(field))
                    .map(({ field, label, isRequired }) => ({ value: field, label: isRequired ? `${label} (needed)` : label }))}
                  value={columns[title] ?? null}
                  onChange={(field) => save.mutate({ id: takeoverId, kind: file.kind, columns: { ...columns, [title]: field } })}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
      {save.error !== null && <ProblemAlert error={save.error} />}
    </>
  );
}

function sayCells(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== "").map((cell) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell));
  return filled.length === 0 ? "empty" : filled.slice(0, samples).join(" · ");
}
