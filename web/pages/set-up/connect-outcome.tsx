import { Alert, Group, List, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";

interface ConnectOutcomeProps {
  readonly connection: ConnectionView;
  readonly attempt: NonNullable<ConnectionView["lastAttempt"]>;
}

/** How the last attempt came out: as whom, or why not and what to do; the vendor's code small. */
export function ConnectOutcome({ connection, attempt }: ConnectOutcomeProps) {
  const { isConnected, says, missing, vendorCode } = attempt;
  const isWhole = isConnected && missing.length === 0;
  return (
    <Alert
      color={isWhole ? "green" : isConnected ? "yellow" : "red"}
      variant="light"
      icon={isWhole ? <IconCheck /> : <IconAlertTriangle />}
      title={isWhole ? "Connected" : isConnected ? "Connected, with something missing" : "Not connected"}
      role={isWhole ? "status" : "alert"}
    >
      <Text style={{ overflowWrap: "anywhere" }}>{says}</Text>
      {missing.length > 0 && (
        <>
          <Text mt="xs" fw={600}>
            Not granted
          </Text>
          <List size="sm">
            {missing.map((one) => (
              <List.Item key={one} style={{ overflowWrap: "anywhere" }}>
                {one}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {!isWhole && (
        <Group gap="xs" mt="xs">
          {vendorCode !== null && (
            <Text size="xs" c="dimmed">
              Google’s word for it: <code>{vendorCode}</code>
            </Text>
          )}
          <CopyButton value={forSupport(connection, attempt)} label="Copy for support" />
        </Group>
      )}
    </Alert>
  );
}

/** Everything somebody else needs to help, and no secret. */
function forSupport(connection: ConnectionView, { says, missing, vendorCode }: ConnectOutcomeProps["attempt"]): string {
  const { signIn, redirectUri, name, type } = connection;
  return [
    `${name} (${type}) could not be connected.`,
    says,
    ...missing.map((one) => `not granted: ${one}`),
    ...(vendorCode === null ? [] : [`code: ${vendorCode}`]),
    ...(signIn.kind === "oauthClient"
      ? [`client ID: ${signIn.oauthClientId}`, `redirect URI: ${redirectUri.uri}`]
      : [`on behalf of: ${signIn.subject}`]),
  ].join("\n");
}
