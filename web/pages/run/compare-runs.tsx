import { NativeSelect, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { formatTime } from "../../ui/when.tsx";
import { runQuery, runsQuery } from "./queries.ts";
import styles from "./run.module.css";
import type { RunSearch } from "./run-search.ts";

interface Props {
  readonly run: RunView;
  readonly other: number | undefined;
  readonly onChange: (change: RunSearch) => void;
}

/** Another run of the same connection beside this one. */
export function CompareRuns({ run, other, onChange }: Props) {
  const runs = useQuery(runsQuery({ connectionId: run.connectionId, limit: 100 }));
  const choices = (runs.data?.items ?? []).filter(({ id }) => id !== run.id);
  if (runs.data !== undefined && choices.length === 0 && other === undefined)
    return <Empty title="Nothing to compare with.">This is the only run of {run.connection} so far.</Empty>;
  return (
    <section aria-label="Compare">
      <NativeSelect
        label="Compare with"
        maw={380}
        value={other === undefined ? "" : String(other)}
        onChange={(event) =>
          onChange({ tab: "compare", compare: event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value) })
        }
        data={[
          { value: "", label: "no other run" },
          // An older one may be named in the address only.
          ...(other !== undefined && !choices.some(({ id }) => id === other) ? [{ value: String(other), label: `run ${other}` }] : []),
          ...choices.map(({ id, what, startedAt }) => ({ value: String(id), label: `run ${id}, ${what}, ${formatTime(startedAt)}` })),
        ]}
      />
      {other !== undefined && <Comparison run={run} other={other} />}
    </section>
  );
}

function Comparison({ run, other }: { readonly run: RunView; readonly other: number }) {
  const query = useQuery(runQuery(other));
  return (
    <Loaded query={query} reading={`run ${other}`}>
      {(second) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={`Run ${run.id} beside run ${other}`}>
          <Table maw={640} mt="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Counts</Table.Th>
                <Table.Th ta="end">Run {run.id}</Table.Th>
                <Table.Th ta="end">
                  <PathLink href={`/runs/${other}`}>Run {other}</PathLink>
                </Table.Th>
                <Table.Th ta="end">Difference</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ label, of, search }) => {
                const [a, b] = [of(run), of(second)];
                return (
                  <Table.Tr key={label}>
                    <Table.Th scope="row" fw={400}>
                      {label}
                    </Table.Th>
                    <Table.Td ta="end">
                      <PathLink href={`/runs/${run.id}?${search}`}>{a.toLocaleString()}</PathLink>
                    </Table.Td>
                    <Table.Td ta="end">
                      <PathLink href={`/runs/${other}?${search}`}>{b.toLocaleString()}</PathLink>
                    </Table.Td>
                    <Table.Td ta="end">{a === b ? "same" : `${a > b ? "+" : "−"}${Math.abs(a - b).toLocaleString()}`}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </Loaded>
  );
}

const kind = (name: keyof NonNullable<RunView["counts"]>["kinds"]) => (run: RunView) => run.counts?.kinds[name] ?? 0;

const rows: readonly { readonly label: string; readonly of: (run: RunView) => number; readonly search: string }[] = [
  { label: "accounts read", of: ({ read }) => read ?? 0, search: "tab=requests" },
  { label: "create", of: kind("create"), search: "kind=create" },
  { label: "update", of: kind("update"), search: "kind=update" },
  { label: "link", of: kind("link"), search: "kind=link" },
  { label: "deactivate", of: kind("deactivate"), search: "kind=deactivate" },
  { label: "reactivate", of: kind("reactivate"), search: "kind=reactivate" },
  { label: "decide", of: kind("decide"), search: "kind=decide" },
  { label: "left out", of: kind("leftOut"), search: "kind=leftOut" },
  { label: "change site", of: ({ counts }) => counts?.siteMoves ?? 0, search: "counts=siteMoves" },
  { label: "lose a role", of: ({ counts }) => counts?.roleLosses ?? 0, search: "counts=roleLosses" },
  { label: "applied", of: ({ result }) => result?.applied ?? 0, search: "state=applied" },
  { label: "failed", of: ({ result }) => result?.failed ?? 0, search: "state=failed" },
];
