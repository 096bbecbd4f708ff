import { Button, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useMe } from "../../session.tsx";
import { Page } from "../../ui/page.tsx";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { asSentence } from "./as-sentence.ts";
import { ChooseDirectoryType } from "./choose-directory-type.tsx";
import { ChooseSignIn, type SignInKind } from "./choose-sign-in.tsx";
import { ConnectionName } from "./connection-name.tsx";
import { OfferSandbox } from "./offer-sandbox.tsx";
import { useCreateConnection, useSampleApps } from "./queries.ts";

/** The first question of the guide: which directory, how to sign in, and what it is called here. */
export function NewConnectionPage() {
  const me = useMe();
  const navigate = useNavigate();
  const create = useCreateConnection();
  const samples = useSampleApps(me.isDemo);
  const [name, setName] = useState("");
  const [signIn, setSignIn] = useState<SignInKind>("oauthClient");
  const [isSandbox, setIsSandbox] = useState(false);
  const sandbox = isSandbox ? samples.data?.sandbox : undefined;
  const nameFault = explainNameFault(name, create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name: name.trim(), signIn, ...(sandbox !== undefined && { sandbox }) },
      { onSuccess: ({ id }) => void navigate({ to: "/directories/$connectionId/set-up", params: { connectionId: String(id) } }) },
    );
  };
  return (
    <Page
      title="Connect a directory"
      subtitle="Muster only reads until you say otherwise. You can leave at any step and come back: the guide goes on where you were."
      crumbs={[{ label: "Directories", to: "/directories" }]}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="xl" maw={820}>
          <ChooseDirectoryType />
          {me.isDemo && <OfferSandbox samples={samples} isChosen={isSandbox} onChoose={setIsSandbox} />}
          <ChooseSignIn value={signIn} onChange={setSignIn} isSandbox={isSandbox} />
          <ConnectionName value={name} onChange={setName} fault={nameFault} />
          {create.isError && nameFault === undefined && <ProblemAlert error={create.error} />}
          <div>
            <Button type="submit" loading={create.isPending} disabled={isSandbox && sandbox === undefined}>
              Continue
            </Button>
            <Text size="sm" c="dimmed" mt="xs">
              Nothing is asked of the directory yet.
            </Text>
          </div>
        </Stack>
      </form>
    </Page>
  );
}

function explainNameFault(name: string, error: unknown): string | undefined {
  const fault = faultAt(error, "name");
  if (fault !== undefined && name.trim() === "") return "Give it a name: your organisation’s, or the customer’s.";
  return asSentence(fault);
}
