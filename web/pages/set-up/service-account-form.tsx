import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { SampleApps } from "../../../src/api/v1/shapes/demo.ts";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { CheckOutcome, canRead } from "./check-outcome.tsx";
import { KeyFileInput } from "./key-file-input.tsx";
import { useSaveCredentials, useTryConnection } from "./queries.ts";
import { SampleChoice } from "./sample-choice.tsx";

interface ServiceAccountFormProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
  readonly sample: SampleApps | undefined;
}

const onceMore = "To read on behalf of somebody else, give the key file once more: the one that is kept can’t be taken out.";

/** Where the key file is dropped or pasted, and on whose behalf it reads. The key is kept sealed and never shown again. */
export function ServiceAccountForm({ connection, isCurrent, sample }: ServiceAccountFormProps) {
  const { signIn } = connection;
  const keptSubject = signIn.kind === "serviceAccount" && signIn.subject.includes("@") ? signIn.subject : "";
  const hasKey = !connection.missing.includes("credentials");
  const queries = useQueryClient();
  const [key, setKey] = useState("");
  const [subject, setSubject] = useState(keptSubject);
  const save = useSaveCredentials(connection.id);
  const attempt = useTryConnection(connection.id);
  const connect = async () => {
    if (!hasKey || key !== "" || subject.trim() !== keptSubject) {
      await save.mutateAsync({ kind: "serviceAccount", key, subject: subject.trim() });
    }
    // The key stays in the form until it has worked, so that nobody has to find it again for another address.
    if (canRead(await attempt.mutateAsync())) setKey("");
    await queries.invalidateQueries({ queryKey: ["connections"] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What was refused is shown beside the form.
    connect().catch(() => {});
  };
  const refusedKey = faultAt(save.error, "key");
  const keyFault = refusedKey !== undefined && hasKey && key === "" ? onceMore : refusedKey;
  const subjectFault = faultAt(save.error, "subject");
  const isPlaced = keyFault !== undefined || subjectFault !== undefined;
  const refused = attempt.data !== undefined && !canRead(attempt.data) ? attempt.data : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {sample !== undefined && (
          <SampleChoice
            sample={sample}
            onChoose={(organisation) => {
              setKey(organisation.serviceAccountKey);
              setSubject(organisation.adminEmail);
            }}
          />
        )}
        <KeyFileInput value={key} onChange={setKey} hasKey={hasKey} fault={keyFault} />
        <TextInput
          label="On whose behalf"
          description="The primary address of the administrator as whom it reads"
          type="email"
          autoComplete="off"
          placeholder="muster@example.com"
          maw={420}
          value={subject}
          error={subjectFault}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        {save.isError && !isPlaced && <ProblemAlert error={save.error} />}
        {attempt.isError && <ProblemAlert error={attempt.error} />}
        {refused !== undefined && <CheckOutcome check={refused} connection={connection} />}
        <Group align="center">
          <Button type="submit" variant={isCurrent ? "filled" : "default"} loading={save.isPending || attempt.isPending}>
            {connection.state === "connected" ? "Reconnect" : "Connect now"}
          </Button>
          <Text size="sm" c="dimmed" style={{ flex: "1 1 16rem" }}>
            Needs no browser window: what may be read is tried at once, with the smallest requests.
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
