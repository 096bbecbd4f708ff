import { Checkbox, Radio, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import type { ApplicationList, ApplicationView } from "../../../src/api/v1/shapes/access.ts";
import type { ApplicationToCreate } from "../../../src/model/application.ts";
import { FormDialog } from "../../records/form-dialog.tsx";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { ReferencePicker } from "../../records/reference-picker.tsx";
import { useDialogForm } from "../../records/use-dialog-form.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { NewApiAgent } from "./new-api-agent.tsx";
import { ScopeChooser } from "./scope-chooser.tsx";

interface ApplicationDialogProps {
  readonly application?: ApplicationView;
  readonly scopes: ApplicationList["scopes"];
  readonly onClose: () => void;
  readonly onSave: (values: ApplicationToCreate) => Promise<unknown>;
}

const fresh: ApplicationToCreate = {
  name: "",
  kind: "services",
  isPublic: false,
  redirectUris: [],
  scopes: [],
  actsAs: "agent",
  agentId: null,
  userId: null,
  allowedAddresses: [],
  isActive: true,
  expiresAt: null,
};

/** A program that may call the APIs: how it signs in, as whom, and what it may do. */
export function ApplicationDialog({ application, scopes, onClose, onSave }: ApplicationDialogProps) {
  const start = application === undefined ? fresh : valuesOf(application);
  const { values, set, error, form } = useDialogForm({ start, onSave, onClose });
  return (
    <FormDialog
      title={application === undefined ? "New application" : `Edit ${application.name}`}
      size="xl"
      gap="md"
      submitLabel={application === undefined ? "Create the application" : "Save"}
      {...form}
    >
      <TextInput
        label="Name"
        description="What the program is, and where it runs: n8n on LON-SRV2"
        withAsterisk
        maxLength={100}
        data-autofocus
        value={values.name}
        error={faultBelow(error, "name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {application === undefined && <SignInChoice values={values} onChange={set} />}
      {values.kind === "signIn" && (
        <TagsInput
          label="Where it may send people back to"
          description="Redirect addresses, exactly as the program sends them. Enter after each."
          withAsterisk
          value={values.redirectUris}
          error={faultBelow(error, "redirectUris")}
          onChange={(redirectUris) => set({ redirectUris })}
        />
      )}
      {values.kind === "services" && <ActsAs values={values} error={error} isNew={application === undefined} onChange={set} />}
      <ScopeChooser
        scopes={scopes}
        value={values.scopes}
        error={faultBelow(error, "scopes")}
        onChange={(chosen) => set({ scopes: chosen })}
      />
      <TagsInput
        label="Only from these addresses"
        description="IP addresses or ranges like 203.0.113.0/24, Enter after each. Empty: from everywhere."
        value={values.allowedAddresses}
        error={faultBelow(error, "allowedAddresses")}
        onChange={(allowedAddresses) => set({ allowedAddresses })}
      />
      <TextInput
        type="date"
        label="Works until"
        description="Empty: until somebody switches it off."
        maw="14rem"
        value={values.expiresAt === null ? "" : dayOf(values.expiresAt)}
        error={faultBelow(error, "expiresAt")}
        onChange={(event) => set({ expiresAt: endOfDay(event.currentTarget.value) })}
      />
      <Checkbox
        label="Active"
        description="Switched off, every call is refused at once, with tokens too."
        checked={values.isActive}
        onChange={(event) => set({ isActive: event.currentTarget.checked })}
      />
      {hasOtherFaults(error, ["name", "redirectUris", "agentId", "userId", "scopes", "allowedAddresses", "expiresAt"]) && (
        <ProblemAlert error={error} />
      )}
    </FormDialog>
  );
}

interface PartProps {
  readonly values: ApplicationToCreate;
  readonly onChange: (change: Partial<ApplicationToCreate>) => void;
}

function SignInChoice({ values, onChange }: PartProps) {
  return (
    <>
      <Radio.Group
        label="How it signs in"
        value={values.kind}
        onChange={(kind) => onChange({ kind: kind === "signIn" ? "signIn" : "services", isPublic: false })}
      >
        <Stack gap={6} mt="xs">
          <Radio
            value="services"
            label="By itself, with a secret"
            description="For programs that run without anybody: client credentials. It acts as one agent."
          />
          <Radio
            value="signIn"
            label="People sign in to it"
            description="Authorization code with PKCE. It acts as whoever signs in and allows it."
          />
        </Stack>
      </Radio.Group>
      {values.kind === "signIn" && (
        <Checkbox
          label="It cannot keep a secret"
          description="It runs in a browser or on people's machines; it gets none."
          checked={values.isPublic}
          onChange={(event) => onChange({ isPublic: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function ActsAs({ values, error, isNew, onChange }: PartProps & { readonly error: unknown; readonly isNew: boolean }) {
  return (
    <Stack gap="xs">
      {isNew && (
        <Select
          label="Acts as"
          allowDeselect={false}
          maw="14rem"
          data={[
            { value: "agent", label: "an agent" },
            { value: "user", label: "a user (end user)" },
          ]}
          value={values.actsAs}
          onChange={(actsAs) => onChange({ actsAs: actsAs === "user" ? "user" : "agent", agentId: null, userId: null })}
        />
      )}
      {values.actsAs === "agent" ? (
        <>
          <ReferencePicker
            label="The agent it acts as"
            description="Its roles are the most that the program may do. An agent for programs only cannot sign in to these pages."
            isRequired
            refersTo="agent"
            value={values.agentId}
            error={faultBelow(error, "agentId")}
            onChange={(agentId) => onChange({ agentId })}
          />
          <NewApiAgent name={values.name} onMade={(agentId) => onChange({ agentId })} />
        </>
      ) : (
        <ReferencePicker
          label="The user it acts as"
          isRequired
          refersTo="user"
          value={values.userId}
          error={faultBelow(error, "userId")}
          onChange={(userId) => onChange({ userId })}
        />
      )}
    </Stack>
  );
}

function valuesOf(application: ApplicationView): ApplicationToCreate {
  const { name, kind, isPublic, redirectUris, scopes, actsAs, agent, user, allowedAddresses, isActive, expiresAt } = application;
  return {
    name,
    kind,
    isPublic,
    redirectUris,
    scopes,
    actsAs,
    agentId: agent?.id ?? null,
    userId: user?.id ?? null,
    allowedAddresses,
    isActive,
    expiresAt,
  };
}

function dayOf(moment: string): string {
  const at = new Date(moment);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The whole day counts. */
function endOfDay(day: string): string | null {
  if (day === "") return null;
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 23, 59, 59).toISOString();
}
