import { Alert, Button, Checkbox, Group, NumberInput, PasswordInput, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { LeaveGuard } from "../../records/leave-guard.tsx";
import { useMe } from "../../session.tsx";
import { ProblemAlert, problemOf } from "../../ui/problem.tsx";
import { type MailSetUp, type MailToSave, useSaveMailSettings } from "./queries.ts";

const ports = { tls: 465, starttls: 587, none: 25 } as const;
const securities: { value: keyof typeof ports; label: string }[] = [
  { value: "starttls", label: "STARTTLS (usually port 587)" },
  { value: "tls", label: "TLS from the start (usually port 465)" },
  { value: "none", label: "None: only in your own network" },
];

const fresh: MailToSave = { isActive: true, host: "", port: 587, security: "starttls", user: "", from: "", fromName: "", replyTo: "" };

/** The mail server, and in whose name it sends. The password is never shown. */
export function MailForm({ setUp }: { readonly setUp: MailSetUp }) {
  const start: MailToSave = setUp.settings ?? fresh;
  const [values, setValues] = useState<MailToSave>(start);
  const save = useSaveMailSettings();
  const mayEdit = useMe().permissions.includes("settings:edit");
  const isDirty = JSON.stringify(values) !== JSON.stringify(start);
  const set = (change: Partial<MailToSave>) => setValues({ ...values, ...change });
  const fault = (field: string) => faultBelow(save.error, field);
  const isMet = save.error !== null && problemOf(save.error).status === 412;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ version: setUp.version, settings: values });
  }

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!mayEdit} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm" maw="52rem">
          <TextInput
            label="Server"
            placeholder="smtp.example.com"
            withAsterisk
            maxLength={253}
            value={values.host}
            error={fault("host")}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <Select
            label="Encryption"
            allowDeselect={false}
            data={securities}
            value={values.security}
            error={fault("security")}
            onChange={(next) => {
              const security = securities.find(({ value }) => value === next)?.value ?? "starttls";
              set({ security, port: values.port === ports[values.security] ? ports[security] : values.port });
            }}
          />
          <NumberInput
            label="Port"
            withAsterisk
            min={1}
            max={65_535}
            allowDecimal={false}
            value={values.port}
            error={fault("port")}
            onChange={(typed) => set({ port: Number(typed) })}
          />
          <span />
          <TextInput
            label="User"
            description="Empty: the server asks for no sign-in."
            autoComplete="off"
            maxLength={200}
            value={values.user}
            error={fault("user")}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            description={setUp.hasPassword ? "One is kept. Leave this empty to keep it." : "None is kept."}
            autoComplete="new-password"
            maxLength={1000}
            visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
            value={values.password ?? ""}
            error={fault("password")}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              const { password: _password, ...others } = values;
              setValues(typed === "" ? others : { ...values, password: typed });
            }}
          />
          <TextInput
            label="From"
            placeholder="desk@example.com"
            withAsterisk
            maxLength={254}
            value={values.from}
            error={fault("from")}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput
            label="From, as people read it"
            placeholder="Service desk"
            dir="auto"
            maxLength={100}
            value={values.fromName}
            error={fault("fromName")}
            onChange={(event) => set({ fromName: event.currentTarget.value })}
          />
          <TextInput
            label="Answers go to"
            description="Empty: to the address above."
            maxLength={254}
            value={values.replyTo}
            error={fault("replyTo")}
            onChange={(event) => set({ replyTo: event.currentTarget.value })}
          />
          <Checkbox
            mt="1.6rem"
            label="Send mail"
            description="While this is off, mail waits."
            checked={values.isActive}
            onChange={(event) => set({ isActive: event.currentTarget.checked })}
          />
        </SimpleGrid>
        {isMet && (
          <Alert
            role="alert"
            color="yellow"
            variant="light"
            mt="md"
            title="Somebody else saved meanwhile"
            styles={{ title: { color: "var(--mantine-color-text)" } }}
          >
            Nothing of yours was saved. Load the page again to see what they saved.
          </Alert>
        )}
        {!isMet && hasOtherFaults(save.error, ["host", "port", "security", "user", "password", "from", "fromName", "replyTo"]) && (
          <ProblemAlert error={save.error} />
        )}
        <Group mt="md" gap="sm">
          <Button type="submit" disabled={!isDirty || !mayEdit} loading={save.isPending}>
            Save
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {mayEdit ? (isDirty ? "Not saved yet" : "") : "Your roles let you read this, not change it."}
          </Text>
        </Group>
      </fieldset>
      <LeaveGuard isDirty={isDirty && !save.isSuccess} isAsking={false} onStay={() => undefined} onLeave={() => setValues(start)} />
    </form>
  );
}
