import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { api, ask } from "../../api.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { IconPlugConnected } from "../../ui/icons.ts";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

/** Taking the permission back, and giving it again. */
export function ConnectionActions({ connection }: { readonly connection: ConnectionView }) {
  const queries = useQueryClient();
  const param = { connectionId: String(connection.id) };
  const disconnect = useMutation({
    mutationFn: () => ask(api.connections[":connectionId"].disconnect.$post({ param })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["connections"] }),
  });
  const reconnect = useMutation({
    mutationFn: () => ask(api.connections[":connectionId"].connect.$post({ param })),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const isConnected = connection.state === "connected" || connection.state === "paused";
  return (
    <Section title="Connection">
      <Stack gap="sm">
        <Text size="sm">Muster has no code that writes to this directory. It only reads, and only what is listed above.</Text>
        {disconnect.data !== undefined && (
          <Alert color={disconnect.data.isRevoked ? "green" : "yellow"} variant="light" title="Disconnected">
            {disconnect.data.says}
            {disconnect.data.vendorCode !== null && (
              <Text size="xs" c="dimmed" mt={4}>
                {disconnect.data.vendorCode}
              </Text>
            )}
          </Alert>
        )}
        {reconnect.isError && <ProblemAlert error={reconnect.error} />}
        <Allowed to="directories:edit">
          <Group gap="xs">
            {connection.signIn.kind === "oauthClient" ? (
              <Button
                variant={connection.health === "paused" || !isConnected ? "filled" : "default"}
                leftSection={<IconPlugConnected size={16} aria-hidden />}
                loading={reconnect.isPending || reconnect.isSuccess}
                onClick={() => reconnect.mutate()}
              >
                Reconnect
              </Button>
            ) : (
              <Button component={PathLink} href={`/directories/${connection.id}/set-up`} variant={isConnected ? "default" : "filled"}>
                Give another key
              </Button>
            )}
            {isConnected && (
              <ConfirmButton
                label="Disconnect"
                confirmTitle={`Disconnect ${connection.name}?`}
                confirmBody={<WhatDisconnectDoes connection={connection} />}
                isDestructive
                onConfirm={() => disconnect.mutateAsync()}
              />
            )}
          </Group>
        </Allowed>
      </Stack>
    </Section>
  );
}

function WhatDisconnectDoes({ connection }: { readonly connection: ConnectionView }) {
  return (
    <Stack gap="xs">
      <span>
        Nothing is read any more, and nobody is made inactive by that. Settings, links and history stay; reconnecting goes on from there.
      </span>
      {connection.signIn.kind === "oauthClient" ? (
        <span>
          Google takes permission back for the whole Google project of this OAuth client: any other program that uses the same project loses
          its access as well.
        </span>
      ) : (
        <span>
          Muster forgets the key. The key itself stays valid until you delete it in the Google Cloud console, and the delegation until you
          remove it in the Admin console.
        </span>
      )}
    </Stack>
  );
}
