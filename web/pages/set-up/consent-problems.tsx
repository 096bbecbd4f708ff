import { Alert, Group, NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";

/** What Google shows on its own page and never reports back, each with its cure, to be found by what one sees there. */
export function ConsentProblems({ connection }: { readonly connection: ConnectionView }) {
  const { consentProblems, signIn } = connection;
  const [code, setCode] = useState("");
  if (consentProblems.length === 0) return null;
  const chosen = consentProblems.find((problem) => problem.code === code);
  const clientId = signIn.kind === "oauthClient" ? signIn.oauthClientId : "";
  return (
    <div>
      <NativeSelect
        label="Did Google show an error instead?"
        description="It tells only you. Choose what its page says, and see what to do."
        maw={520}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        data={[
          { value: "", label: "Google’s page says…" },
          ...consentProblems.map((problem) => ({ value: problem.code, label: problem.sees })),
        ]}
      />
      {chosen !== undefined && (
        <Alert variant="light" mt="xs" role="status">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {chosen.cure}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            Google’s word for it: <code>{chosen.code}</code>
          </Text>
          {code === "admin_policy_enforced" && clientId !== "" && <ClientIds clientId={clientId} />}
        </Alert>
      )}
    </div>
  );
}

/** The Admin console's search finds some apps only by the id without its ending. */
function ClientIds({ clientId }: { readonly clientId: string }) {
  return (
    <Group gap="xs" mt="xs">
      <CopyButton value={clientId} label="Copy the client ID" />
      <CopyButton value={clientId.replace(/\.apps\.googleusercontent\.com$/, "")} label="Copy it without its ending" />
    </Group>
  );
}
