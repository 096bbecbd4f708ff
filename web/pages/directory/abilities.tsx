import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { api, ask } from "../../api.ts";
import { Allowed } from "../../session.tsx";
import { IconRefresh } from "../../ui/icons.ts";
import { Reading } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { When } from "../../ui/when.tsx";
import { AbilityList } from "../set-up/ability-list.tsx";

/** What the connection may read, tried when asked: each with its cause and cure where it may not. */
export function Abilities({ connection }: { readonly connection: ConnectionView }) {
  const check = useQuery({
    queryKey: ["connections", connection.id, "statusCheck"],
    queryFn: () => ask(api.connections[":connectionId"].check.$post({ param: { connectionId: String(connection.id) } })),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section
      title="What Muster may read"
      description="Tried against the directory itself, with one small request each."
      actions={
        <Allowed to="directories:edit">
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={check.isFetching}
            onClick={() => void check.refetch()}
          >
            Check now
          </Button>
        </Allowed>
      }
    >
      {check.isFetching && check.data === undefined && <Reading what="what the directory lets us read" />}
      {check.isError && <ProblemAlert error={check.error} onRetry={() => void check.refetch()} />}
      {!check.isFetching && !check.isError && check.data === undefined && (
        <Text size="sm" c="dimmed">
          Not tried since you opened this page.
        </Text>
      )}
      {check.data !== undefined && (
        <Stack gap="xs">
          <Text size="sm" dir="auto">
            {check.data.says} Tried <When at={new Date(check.dataUpdatedAt).toISOString()} />.
          </Text>
          <AbilityList abilities={check.data.abilities} signIn={connection.signIn.kind} />
        </Stack>
      )}
    </Section>
  );
}
