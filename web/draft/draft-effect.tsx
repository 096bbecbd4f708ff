import { Alert, Anchor, Group, List, Stack, Table, Text } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { PlacementDifference } from "../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../src/core/canonical-json.ts";
import { api, ask, Refused } from "../api.ts";
import { ProgressBar } from "../live/progress-bar.tsx";
import { isAtWork, useRunProgress } from "../live/use-run-progress.ts";
import { runQuery } from "../pages/run/queries.ts";
import { Loaded } from "../ui/loaded.tsx";
import { PathLink } from "../ui/path-link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { useWhy } from "../why/why-provider.tsx";
import classes from "./draft-bar.module.css";
import { PeopleNumber } from "./people-list.tsx";
import type { Draft } from "./use-draft.ts";

interface Props {
  readonly connectionId: number;
  readonly draft: Draft;
  readonly effect: { readonly runId: number; readonly isOutdated: boolean };
}

/** What the draft would do: first how far the run is, then its counts beside those of the settings in force. Nothing was written. */
export function DraftEffect({ connectionId, draft, effect }: Props) {
  const run = useQuery(runQuery(effect.runId));
  const { progress } = useRunProgress(effect.runId, run.data?.state);
  // Only the last few what-ifs are kept.
  if (run.error instanceof Refused && run.error.problem.status === 404) return null;
  if (run.isError) return <ProblemAlert error={run.error} onRetry={() => void run.refetch()} />;
  if (run.data === undefined || isAtWork(run.data.state)) return <ProgressBar progress={progress} waitingFor="Working out the effect…" />;
  return (
    <Alert
      color="blue"
      variant="light"
      icon={<IconEye size={20} />}
      withCloseButton
      closeButtonLabel="Hide the effect"
      onClose={draft.hideEffect}
      title={effect.isOutdated ? "The effect before your latest change" : "The effect"}
    >
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text size="sm" dir="auto" style={{ overflowWrap: "anywhere" }}>
            {run.data.says}
          </Text>
          <Anchor component={PathLink} href={`/runs/${effect.runId}`}>
            All {run.data.lines.toLocaleString()} lines of this effect
          </Anchor>
        </Group>
        {!effect.isOutdated && <Difference connectionId={connectionId} draft={draft} />}
      </Stack>
    </Alert>
  );
}

function Difference({ connectionId, draft }: { readonly connectionId: number; readonly draft: Draft }) {
  const query = useQuery({
    queryKey: ["connections", connectionId, "difference", draft.version, canonicalJson(draft.settings)],
    queryFn: () =>
      ask(
        api.connections[":connectionId"].placements.difference.$post({
          param: { connectionId: String(connectionId) },
          json: { settings: draft.settings },
        }),
      ),
  });
  return (
    <Loaded query={query} reading="who would go elsewhere">
      {(difference) => <DifferenceTable connectionId={connectionId} draft={draft} difference={difference} />}
    </Loaded>
  );
}

const counted = [
  { key: "placed", label: "placed by a rule" },
  { key: "leftOut", label: "left out by a rule" },
  { key: "notCreated", label: "suspended or broken, unknown to the desk" },
  { key: "unmapped", label: "claimed by no rule" },
] as const;

interface TableProps {
  readonly connectionId: number;
  readonly draft: Draft;
  readonly difference: PlacementDifference;
}

function DifferenceTable({ connectionId, draft, difference }: TableProps) {
  const { openWhy } = useWhy();
  const { now, after, moved, movers, ways } = difference;
  return (
    <Group align="flex-start" gap="xl">
      <Table.ScrollContainer minWidth={260} type="native">
        <Table verticalSpacing={3} horizontalSpacing="sm" withRowBorders={false} w="auto" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Of {difference.people.toLocaleString()} accounts</Table.Th>
              <Table.Th ta="right">now</Table.Th>
              <Table.Th ta="right">draft</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {counted.map(({ key, label }) => (
              <Table.Tr key={key}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right">
                  <PeopleNumber
                    connectionId={connectionId}
                    settings={draft.saved}
                    label={`${now[key].toLocaleString()} ${label}, now`}
                    lists={[{ title: `Now: ${label}`, which: { goesTo: key } }]}
                  >
                    {now[key].toLocaleString()}
                  </PeopleNumber>
                </Table.Td>
                <Table.Td ta="right">
                  <PeopleNumber
                    connectionId={connectionId}
                    settings={draft.settings}
                    isStrong={now[key] !== after[key]}
                    label={`${after[key].toLocaleString()} ${label}, by the draft`}
                    lists={[{ title: `By the draft: ${label}`, which: { goesTo: key } }]}
                  >
                    {after[key].toLocaleString()}
                  </PeopleNumber>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Stack gap={4} style={{ flex: "1 1 16rem", minWidth: 0 }}>
        <Text size="sm" fw={600}>
          {moved === 0 ? "Nobody goes elsewhere." : `${moved.toLocaleString()} ${moved === 1 ? "account goes" : "accounts go"} elsewhere`}
        </Text>
        {(moved > movers.length ? ways.slice(0, 5) : []).map(({ from, to, n }) => (
          <Text key={`${from} ${to}`} size="sm" dir="auto" className={classes.names}>
            {n.toLocaleString()} × {from} → {to}
          </Text>
        ))}
        <List size="sm" spacing={2} className={classes.names}>
          {movers.map(({ externalId, name, email, from, to }) => (
            <List.Item key={externalId}>
              <button type="button" className={classes.name} dir="auto" onClick={() => openWhy({ connectionId, person: externalId })}>
                {name || email || externalId}
              </button>
              {`: ${from} → ${to}`}
            </List.Item>
          ))}
        </List>
        {moved > movers.length && movers.length > 0 && (
          <Text size="sm" c="dimmed">
            and {(moved - movers.length).toLocaleString()} more
          </Text>
        )}
      </Stack>
    </Group>
  );
}
