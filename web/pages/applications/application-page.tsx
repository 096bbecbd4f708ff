import { Code, Group, List, Select, Table, Text, VisuallyHidden } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { ApplicationView } from "../../../src/api/v1/shapes/access.ts";
import { Allowed, useMe } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { DeleteButton } from "../../ui/delete-button.tsx";
import { EditButton } from "../../ui/edit-button.tsx";
import { Section } from "../../ui/page.tsx";
import { SecretOnce } from "../../ui/secret-once.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { SettingPage } from "../settings/setting-page.tsx";
import { ApplicationDialog } from "./application-dialog.tsx";
import { ApplicationState } from "./application-state.tsx";
import { ActsAs } from "./applications-page.tsx";
import {
  useApplication,
  useApplications,
  useDeleteApplication,
  useDeleteSecret,
  useRevokeTokens,
  useRotateSecret,
  useSaveApplication,
} from "./queries.ts";

/** A program that may call Muster: what it needs to sign in, what it may do, its secrets. */
export function ApplicationPage() {
  const id = Number(useParams({ strict: false }).id);
  return (
    <SettingPage
      query={useApplication(id)}
      one="application"
      id={id}
      list={{ label: "API applications", to: "/settings/applications" }}
      subtitle={(one) => <ApplicationState application={one} />}
      actions={(one) => <Actions application={one} />}
    >
      {(one) => (
        <>
          <Facts application={one} />
          {!one.isPublic && <Secrets application={one} />}
        </>
      )}
    </SettingPage>
  );
}

function Facts({ application }: { readonly application: ApplicationView }) {
  const { publicUrl } = useMe();
  const scopes = useApplications().data?.scopes ?? [];
  const { clientId, allowedAddresses, lastUsedAt, lastUsedFrom, expiresAt, kind, redirectUris } = application;
  return (
    <>
      <Section title="What the program needs" description="And a secret, if it has one. The address and the id are not secret.">
        <Line label="Address" value={publicUrl} />
        <Line label="Token address" value={`${publicUrl}/auth/token`} />
        <Line label="Client id" value={clientId} />
        {kind === "signIn" && redirectUris.map((uri) => <Line key={uri} label="Sends back to" value={uri} />)}
      </Section>
      <Section title="What it may do">
        <Text size="sm" component="div" mb="xs">
          Acts as <ActsAs application={application} />
          {allowedAddresses.length === 0 ? ", from everywhere" : `, only from ${allowedAddresses.join(", ")}`}
          {expiresAt !== null && (
            <>
              , until <When at={expiresAt} />
            </>
          )}
          .
        </Text>
        <List size="sm">
          {application.scopes.map((name) => (
            <List.Item key={name}>
              {scopes.find((scope) => scope.name === name)?.says ?? name}{" "}
              <Text span size="sm" c="dimmed">
                ({name})
              </Text>
            </List.Item>
          ))}
        </List>
        <Text size="sm" mt="xs" component="div">
          Last used: <When at={lastUsedAt} />
          {lastUsedFrom !== null && `, from ${lastUsedFrom}`}.
        </Text>
      </Section>
    </>
  );
}

function Line({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Group gap="xs" mb={4}>
      <Text size="sm" w="7rem">
        {label}
      </Text>
      <Code style={{ overflowWrap: "anywhere" }}>{value}</Code>
      <CopyButton value={value} label={`Copy ${label.toLocaleLowerCase()}`} />
    </Group>
  );
}

const overlaps = [
  { value: "0", label: "end at once" },
  { value: "1", label: "work for another hour" },
  { value: "24", label: "work for another day" },
  { value: "168", label: "work for another week" },
];

function Secrets({ application }: { readonly application: ApplicationView }) {
  const rotate = useRotateSecret(application.id);
  const remove = useDeleteSecret(application.id);
  const [hours, setHours] = useState("24");
  return (
    <Section
      title="Secrets"
      description="Muster keeps a print of each, and shows its last letters."
      actions={
        <Allowed to="access:edit">
          <ConfirmButton
            variant="default"
            label="Make a new secret…"
            confirmTitle="Make a new secret?"
            confirmBody={
              <>
                The new one is shown once. Give it to the program before the others end.
                <Select
                  mt="sm"
                  label="The secrets that there are"
                  allowDeselect={false}
                  data={overlaps}
                  value={hours}
                  onChange={(next) => setHours(next ?? "24")}
                />
              </>
            }
            onConfirm={() => rotate.mutateAsync(Number(hours))}
          />
        </Allowed>
      }
    >
      {rotate.data !== undefined && (
        <SecretOnce label="secret" value={rotate.data.secret} also={[{ label: "client id", value: application.clientId }]} />
      )}
      <StackingTable label="Secrets" minWidth="30rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Ends with</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th>Works until</Table.Th>
            <Table.Th>
              <VisuallyHidden>What can be done</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {application.secrets.map((secret) => (
            <Table.Tr key={secret.id}>
              <Table.Td data-label="Ends with">…{secret.hint}</Table.Td>
              <Table.Td data-label="Made">
                <When at={secret.createdAt} />
              </Table.Td>
              <Table.Td data-label="Works until">
                {secret.expiresAt === null ? "somebody ends it" : <When at={secret.expiresAt} />}
              </Table.Td>
              <Table.Td>
                <Allowed to="access:edit">
                  <ConfirmButton
                    size="xs"
                    variant="subtle"
                    isDestructive
                    label="End…"
                    confirmTitle={`End the secret …${secret.hint}?`}
                    confirmBody="Signing in with it is refused from now on. Tokens that were got with it last until they expire; to end them too, end all tokens."
                    onConfirm={() => remove.mutateAsync(secret.id)}
                  />
                </Allowed>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
    </Section>
  );
}

function Actions({ application }: { readonly application: ApplicationView }) {
  const scopes = useApplications().data?.scopes ?? [];
  const save = useSaveApplication(application.id);
  const revoke = useRevokeTokens(application.id);
  const remove = useDeleteApplication(application.id);
  return (
    <>
      <Allowed to="access:edit">
        <EditButton>
          {(close) => (
            <ApplicationDialog
              application={application}
              scopes={scopes}
              onClose={close}
              onSave={({ kind: _kind, isPublic: _isPublic, actsAs: _actsAs, ...patch }) =>
                save.mutateAsync({ version: application.version, patch })
              }
            />
          )}
        </EditButton>
        <ConfirmButton
          variant="default"
          label="End all tokens…"
          confirmTitle={`End all tokens of ${application.name}?`}
          confirmBody="Programs have to sign in again with their secret; people who signed in to it have to do so again."
          onConfirm={() => revoke.mutateAsync(undefined)}
        />
      </Allowed>
      {revoke.data !== undefined && (
        <Text size="sm" role="status">
          {revoke.data.revoked.toLocaleString()} {revoke.data.revoked === 1 ? "token" : "tokens"} ended
        </Text>
      )}
      <Allowed to="access:all">
        <DeleteButton
          name={application.name}
          consequence="Its secrets and tokens end at once. What it did stays in the audit log."
          onDelete={() => remove.mutateAsync(application.version)}
          backTo="/settings/applications"
        />
      </Allowed>
    </>
  );
}
