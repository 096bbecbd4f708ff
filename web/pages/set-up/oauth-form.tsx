import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { SampleApps } from "../../../src/api/v1/shapes/demo.ts";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { useSaveCredentials, useStartConnect } from "./queries.ts";
import { SampleChoice } from "./sample-choice.tsx";

interface OauthFormProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
  readonly sample: SampleApps | undefined;
}

/** Where the client id and its secret are pasted, and the way to Google in this very window. The secret is kept sealed and never shown again. */
export function OauthForm({ connection, isCurrent, sample }: OauthFormProps) {
  const { signIn } = connection;
  const kept = signIn.kind === "oauthClient" ? signIn : { oauthClientId: "", hasSecret: false };
  const [clientId, setClientId] = useState(kept.oauthClientId);
  const [secret, setSecret] = useState("");
  const organisation = sample?.organisations.find((one) => one.clientId === clientId.trim());
  const save = useSaveCredentials(connection.id);
  const start = useStartConnect(connection.id);
  const hasChanged = clientId.trim() !== kept.oauthClientId || secret !== "";
  const goToGoogle = async () => {
    if (hasChanged || !kept.hasSecret) {
      await save.mutateAsync({ kind: "oauthClient", oauthClientId: clientId.trim(), oauthClientSecret: secret.trim() });
    }
    const { url } = await start.mutateAsync();
    window.location.assign(url);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What was refused is shown beside the form.
    goToGoogle().catch(() => {});
  };
  const idFault = faultAt(save.error, "oauthClientId");
  const secretFault = faultAt(save.error, "oauthClientSecret");
  const isPlaced = idFault !== undefined || secretFault !== undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {sample !== undefined && (
          <SampleChoice
            sample={sample}
            onChoose={(chosen) => {
              setClientId(chosen.clientId);
              setSecret(chosen.clientSecret);
            }}
          />
        )}
        <TextInput
          label="Client ID"
          description="Whole, with its ending .apps.googleusercontent.com"
          autoComplete="off"
          spellCheck={false}
          value={clientId}
          error={idFault}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
        <PasswordInput
          label="Client secret"
          description={
            kept.hasSecret
              ? "One is kept, sealed; it is never shown again. Paste another one to replace it."
              : "Kept sealed; never shown again."
          }
          autoComplete="off"
          value={secret}
          error={secretFault}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        {save.isError && !isPlaced && <ProblemAlert error={save.error} />}
        {start.isError && <ProblemAlert error={start.error} />}
        <Group align="center">
          <Button type="submit" variant={isCurrent ? "filled" : "default"} loading={save.isPending || start.isPending || start.isSuccess}>
            {connection.state === "connected" ? "Reconnect" : "Connect now"}
          </Button>
          <Text size="sm" c="dimmed" style={{ flex: "1 1 16rem" }}>
            {organisation === undefined
              ? "Opens Google in this window and comes back here. Sign in as an administrator of the directory, and leave every box ticked."
              : `Opens the sandbox in this window and comes back here. Choose ${organisation.adminEmail} there, and leave every box ticked.`}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
