import { Button, Checkbox, Group, Stack, Table, Text } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { HoldView } from "../../../src/api/v1/shapes/settings.ts";
import { api, ask } from "../../api.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import classes from "./status.module.css";

const sheet = 50;

/** People whom runs leave alone until the directory says something new about them, or somebody releases them. */
export function HeldPeople({ connectionId }: { readonly connectionId: number }) {
  const [limit, setLimit] = useState(sheet);
  const query = useQuery({
    queryKey: ["connections", connectionId, "holds", limit],
    queryFn: () =>
      ask(api.connections[":connectionId"].holds.$get({ param: { connectionId: String(connectionId) }, query: { limit: String(limit) } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query} reading="who is held">
      {({ items, total }) =>
        total === 0 ? (
          <Text size="sm" c="dimmed">
            Nobody is held. People land here when you reject a plan or undo a run: they stay as they are until the directory changes them
            again, or you release them.
          </Text>
        ) : (
          <HeldList connectionId={connectionId} items={items} total={total} onMore={() => setLimit(Math.min(limit + 200, 500))} />
        )
      }
    </Loaded>
  );
}

interface ListProps {
  readonly connectionId: number;
  readonly items: readonly HoldView[];
  readonly total: number;
  readonly onMore: () => void;
}

function HeldList({ connectionId, items, total, onMore }: ListProps) {
  const { openWhy } = useWhy();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [says, setSays] = useState<string | null>(null);
  const keyOf = (hold: HoldView) => `${hold.entity} ${hold.externalId}`;
  const release = useMutation({
    mutationFn: (people: HoldView[] | null) =>
      ask(
        api.connections[":connectionId"].holds.release.$post({
          param: { connectionId: String(connectionId) },
          json: { externalIds: people === null ? null : [...new Set(people.map(({ externalId }) => externalId))] },
        }),
      ),
    onSuccess: async (answer) => {
      setSays(answer.says);
      setChosen(new Set());
      await queries.invalidateQueries({ queryKey: ["connections", connectionId] });
    },
  });
  const picked = items.filter((hold) => chosen.has(keyOf(hold)));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {says ?? `${total.toLocaleString()} ${total === 1 ? "person is" : "people are"} held: runs leave them as they are.`}
        </Text>
        <Allowed to="directories:edit">
          <Group gap="xs">
            <Button variant="default" disabled={picked.length === 0} loading={release.isPending} onClick={() => release.mutate(picked)}>
              Release {picked.length === 0 ? "the chosen" : picked.length.toLocaleString()}
            </Button>
            <ConfirmButton
              label={`Release all ${total.toLocaleString()}`}
              confirmTitle="Release everybody who is held?"
              confirmBody={`The next import plans these ${total.toLocaleString()} again, as if nobody had held them. Limits still apply.`}
              variant="default"
              onConfirm={() => release.mutateAsync(null)}
            />
          </Group>
        </Allowed>
      </Group>
      {release.isError && <ProblemAlert error={release.error} />}
      <Table.ScrollContainer minWidth={480} type="native" tabIndex={0} aria-label="People who are held">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40}>
                <span className={classes.hidden}>Chosen</span>
              </Table.Th>
              <Table.Th>Person</Table.Th>
              <Table.Th>Held because</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((hold) => (
              <Table.Tr key={keyOf(hold)}>
                <Table.Td>
                  <Checkbox
                    aria-label={`Choose ${hold.name || hold.email || hold.externalId}`}
                    checked={chosen.has(keyOf(hold))}
                    onChange={() => setChosen(toggled(chosen, keyOf(hold)))}
                  />
                </Table.Td>
                <Table.Td className={classes.long}>
                  <button
                    type="button"
                    className={classes.linkLike}
                    dir="auto"
                    onClick={() => openWhy({ connectionId, person: hold.externalId })}
                  >
                    {hold.name || "(no name)"}
                  </button>
                  <Text size="xs" c="dimmed" dir="auto">
                    {hold.email} · as {hold.entity}
                  </Text>
                </Table.Td>
                <Table.Td className={classes.long} dir="auto">
                  {hold.because}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {items.length < total && items.length < 500 && (
        <Button variant="default" onClick={onMore}>
          Show more of {total.toLocaleString()}
        </Button>
      )}
    </Stack>
  );
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
