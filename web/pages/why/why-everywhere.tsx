import { Paper, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { Refused } from "../../api.ts";
import { Empty } from "../../ui/empty.tsx";
import { WhyPanel } from "../../why/why-panel.tsx";
import { type WhyTarget, whyQuery } from "../../why/why-query.ts";
import { SeveralFit } from "./several-fit.tsx";
import type { WhySearch } from "./why-search.ts";

interface WhyEverywhereProps {
  readonly search: WhySearch;
  readonly person: string;
  readonly connections: readonly ConnectionRow[];
}

/** The answer of every directory that knows the person; those that do not are named in one line. */
export function WhyEverywhere({ search, person, connections }: WhyEverywhereProps) {
  const targets = connections.map((connection): WhyTarget => targetOf(connection.id, person, search));
  const asked = useQueries({ queries: targets.map(whyQuery) });
  const waiting = asked.filter((one) => one.isPending).length;
  const rows = connections.map((connection, index) => ({ connection, target: targets[index], asked: asked[index] }));
  const found = rows.filter(({ asked: one }) => one?.data !== undefined && (one.data.kind !== "deskOnly" || connections.length === 1));
  const deskOnly = rows.filter(({ asked: one }) => one?.data?.kind === "deskOnly");
  // Where no directory has the person, what the desk knows is said once.
  const shown = found.length > 0 || waiting > 0 ? found : deskOnly.slice(0, 1);
  const refused = rows.filter(({ asked: one }) => one?.isError === true && !isNotFound(one.error));
  const unknown = rows.filter((row) => !shown.includes(row) && !refused.includes(row) && row.asked?.isPending === false);
  return (
    <Stack gap="lg">
      {waiting > 0 && (
        <Text size="sm" role="status">
          Asking {connections.length === 1 ? connections[0]?.name : `${connections.length} directories, ${waiting} to go`}…
        </Text>
      )}
      {shown.map(
        ({ connection, target }) =>
          target !== undefined && (
            <Paper key={connection.id} withBorder p="md" radius="md" component="section" aria-label={connection.name}>
              <VisuallyHidden>
                <Title order={2}>{connection.name}</Title>
              </VisuallyHidden>
              <WhyPanel {...target} />
            </Paper>
          ),
      )}
      {refused.map(({ connection, asked: one }) => (
        <Stack key={connection.id} gap="xs">
          <Title order={2} size="h4" dir="auto">
            {connection.name}
          </Title>
          <SeveralFit connectionId={connection.id} person={person} error={one?.error} />
        </Stack>
      ))}
      {waiting === 0 && shown.length === 0 && refused.length === 0 && (
        <Empty title={`Nobody is called “${person}”`}>
          No account of {connections.map(({ name }) => name).join(", ")} and nobody on the desk has this name, address, alias or id. New
          people appear here with the next import's reading.
        </Empty>
      )}
      {waiting === 0 && shown.length > 0 && unknown.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Not in {unknown.map(({ connection }) => connection.name).join(", ")}.
        </Text>
      )}
    </Stack>
  );
}

function targetOf(connectionId: number, person: string, { recordOf }: WhySearch): WhyTarget {
  return recordOf === undefined ? { connectionId, person } : { connectionId, recordOf, recordId: Number(person) };
}

function isNotFound(error: unknown): boolean {
  return error instanceof Refused && error.problem.status === 404;
}
