import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { recordQuery } from "./queries.ts";
import styles from "./run.module.css";

interface Props {
  readonly run: RunView;
}

/** What happened in a run, step by step. */
export function LogTab({ run }: Props) {
  const record = useQuery(recordQuery(run.id));
  return (
    <Loaded query={record} reading="the log">
      {({ log }) => (
        <ol className={`${styles.plain} ${styles.log}`}>
          {log.map((event, index) => (
            // A log is only ever longer; nothing in it moves.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells two equal lines apart
            <li key={index}>
              <time dateTime={event.at} className={styles.quiet}>
                {new Date(event.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" })}
              </time>
              <LinkedText text={event.says} connectionId={run.connectionId} />
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

/** What was asked of the directory, and what it came to. */
export function RequestsTab({ run }: Props) {
  const record = useQuery(recordQuery(run.id));
  return (
    <Loaded query={record} reading="the requests">
      {({ requests }) => (
        <>
          {run.readingSays.map((line) => (
            <Text key={line} size="sm" mb="xs">
              {line}
            </Text>
          ))}
          {run.reading?.notEvidenceBecause != null && (
            <Text size="sm" mb="xs">
              Nobody counts as gone by this answer: {run.reading.notEvidenceBecause}.
            </Text>
          )}
          {requests.length === 0 ? (
            <Empty title="Nothing was asked of the directory.">This run worked from our copy, or ended before its first request.</Empty>
          ) : (
            <Table maw={480}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Asked for</Table.Th>
                  <Table.Th ta="end">Requests</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {requests.map(({ what, n }) => (
                  <Table.Tr key={what}>
                    <Table.Td>{what}</Table.Td>
                    <Table.Td ta="end">{n.toLocaleString()}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </>
      )}
    </Loaded>
  );
}

/** The settings of a run, and what was changed in them since. */
export function SettingsTab({ run }: Props) {
  const record = useQuery(recordQuery(run.id));
  return (
    <Loaded query={record} reading="the settings that were used">
      {({ settings }) => (
        <>
          <Text size="sm" mb="xs">
            <AnchorLink to="/directories/$connectionId/versions" params={{ connectionId: String(run.connectionId) }}>
              Version {settings.version}
            </AnchorLink>
            {settings.savedBy !== null && <>, saved by {settings.savedBy}</>}
            {settings.savedAt !== null && (
              <>
                {" "}
                <When at={settings.savedAt} />
              </>
            )}
            .
          </Text>
          {settings.sinceThen.length === 0 ? (
            <Text size="sm">Nothing was changed in the settings since then.</Text>
          ) : (
            <>
              <Text size="sm" mb="xs">
                Changed since then (version {run.currentSettingsVersion} is in force):
              </Text>
              <ul>
                {settings.sinceThen.map((line) => (
                  <li key={line} dir="auto">
                    {line}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
