import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import type { Entity, FieldValue } from "../../../src/model/desk.ts";
import { useCreatePerson } from "../../queries/people.ts";
import { useCatalogue } from "../../queries/person.ts";
import { CustomEditor } from "../../records/field-editor.tsx";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { LeaveGuard } from "../../records/leave-guard.tsx";
import type { CustomFieldView } from "../../records/record-types.ts";
import { ReferencePicker } from "../../records/reference-picker.tsx";
import { Allowed } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

/** Adds a user or an agent by hand, for those who may. */
export function NewPersonButton({ entity }: { readonly entity: Entity }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Allowed to={`${entity}s:edit`}>
      <Button onClick={() => setOpen(true)}>New {entity}</Button>
      {isOpen && <NewPerson entity={entity} onClose={() => setOpen(false)} />}
    </Allowed>
  );
}

type Values = Readonly<Record<string, FieldValue>>;

/** What most people are described by; the others are one click away. */
const first: readonly string[] = ["firstName", "lastName", "name", "email", "title", "department", "phone", "mobile"];

function NewPerson({ entity, onClose }: { readonly entity: Entity; readonly onClose: () => void }) {
  const fields = (useCatalogue().data?.fields ?? []).filter((field) => field.entity === entity);
  const [key] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState<Values>({});
  const [siteId, setSiteId] = useState<number | null>(null);
  const [licence, setLicence] = useState<"named" | "concurrent">("named");
  const [isApiOnly, setApiOnly] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const createUser = useCreatePerson("user");
  const createAgent = useCreatePerson("agent");
  const create = entity === "user" ? createUser : createAgent;
  const navigate = useNavigate();
  const isDirty = Object.keys(values).length > 0 || siteId !== null;
  const close = () => (isDirty ? setAsking(true) : onClose());
  const shown = fields.filter(({ field }) => showsAll || first.includes(field)).toSorted((a, b) => placeOf(a.field) - placeOf(b.field));

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const onSuccess = ({ id }: { readonly id: number }) => {
      // The guard is gone before the new page is opened.
      flushSync(onClose);
      void navigate({ to: entity === "user" ? "/users/$id" : "/agents/$id", params: { id: String(id) } });
    };
    if (entity === "user") createUser.mutate({ key, body: { values: { ...values }, siteId: siteId ?? 0 } }, { onSuccess });
    else createAgent.mutate({ key, body: { values: { ...values }, licence, isApiOnly } }, { onSuccess });
  }

  function change(field: string, value: FieldValue | null) {
    const { [field]: _gone, ...others } = values;
    setValues(value === null || value === "" ? others : { ...others, [field]: value });
  }

  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!isDirty}
      title={`New ${entity}`}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {entity === "user"
              ? "Imports find this user by id, e-mail and the other fields of Matching, and keep the values up to date from then on."
              : "A new agent has no role and may do nothing: give roles next."}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
            {entity === "user" ? (
              <ReferencePicker
                label="Site"
                isRequired
                refersTo="site"
                value={siteId}
                error={faultBelow(create.error, "siteId")}
                onChange={setSiteId}
              />
            ) : (
              <>
                <Select
                  label="Licence"
                  allowDeselect={false}
                  data={[
                    { value: "named", label: "named: a seat of their own" },
                    { value: "concurrent", label: "concurrent: a seat while signed in" },
                  ]}
                  value={licence}
                  onChange={(next) => setLicence(next === "concurrent" ? "concurrent" : "named")}
                />
                <Checkbox
                  mt="1.6rem"
                  label="For programs only"
                  description="Nobody signs in to these pages as this agent."
                  checked={isApiOnly}
                  onChange={(event) => setApiOnly(event.currentTarget.checked)}
                />
              </>
            )}
            {shown.map((field) => (
              <CustomEditor
                key={field.field}
                field={{ key: field.field, label: field.label, type: typeOf(field.type), options: field.options }}
                value={values[field.field]}
                error={faultBelow(create.error, `values.${field.field}`)}
                onChange={(value) => change(field.field, Array.isArray(value) ? [...value] : (value as FieldValue | null))}
              />
            ))}
          </SimpleGrid>
          {!showsAll && fields.length > shown.length && (
            <Group>
              <Button variant="subtle" size="xs" onClick={() => setShowsAll(true)}>
                {fields.length - shown.length} more fields
              </Button>
            </Group>
          )}
          {hasOtherFaults(create.error, ["siteId", ...shown.map(({ field }) => `values.${field}`)]) && (
            <ProblemAlert error={create.error} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={create.isPending}
              disabled={Object.keys(values).length === 0 || (entity === "user" && siteId === null)}
            >
              Create the {entity}
            </Button>
          </Group>
        </Stack>
      </form>
      <LeaveGuard isDirty={isDirty} isAsking={isAsking} onStay={() => setAsking(false)} onLeave={onClose} />
    </Modal>
  );
}

function placeOf(field: string): number {
  const place = first.indexOf(field);
  return place === -1 ? first.length : place;
}

/** The catalogue's types are those of custom fields, and text. */
function typeOf(type: string): CustomFieldView["type"] {
  return (["number", "date", "checkbox", "select", "multiSelect"] as const).find((known) => known === type) ?? "text";
}
