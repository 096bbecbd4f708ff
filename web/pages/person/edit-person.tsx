import { Alert, Button, Group, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, Fragment, useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import type { FieldValue } from "../../../src/model/desk.ts";
import { Refused } from "../../api.ts";
import { usePerson, useSavePerson } from "../../queries/person.ts";
import { IconAlertTriangle } from "../../ui/icons.ts";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { formatTime } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { FieldInput } from "./field-input.tsx";

type Input = { readonly [field: string]: FieldValue | null };

/**
 * Edits a record by hand. Only what was changed here is sent. When somebody else saved meanwhile, the input stays and what they saved
 * is shown beside it.
 */
export function EditPerson({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const [opened] = useState(person);
  const [input, setInput] = useState<Input>({});
  const newest = usePerson(person.entity, person.id).data ?? person;
  const queries = useQueryClient();
  const save = useSavePerson(person.entity, person.id);
  const met = save.error instanceof Refused && save.error.problem.status === 412 ? (save.error.problem.current ?? null) : null;
  // Once a conflict was shown, the input is saved over what was shown with it.
  const version = met === null ? opened.version : newest.version;
  const changed = Object.keys(input);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { patch: { values: { ...input } }, version },
      { onSuccess: onClose, onError: () => void queries.invalidateQueries({ queryKey: ["person", person.entity, person.id] }) },
    );
  }

  function change(field: string, value: FieldValue | null) {
    const before = opened.fields.find((known) => known.field === field)?.raw ?? null;
    const { [field]: _gone, ...others } = input;
    setInput(JSON.stringify(before) === JSON.stringify(value) ? others : { ...input, [field]: value });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={changed.length === 0}
      title={`Edit ${opened.name}`}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {met !== null && (
            <Alert
              role="alert"
              color="yellow"
              variant="light"
              icon={<IconAlertTriangle aria-hidden />}
              styles={{ title: { color: "var(--mantine-color-text)" } }}
              title={`${met.by} saved meanwhile (${formatTime(met.at)})`}
            >
              Nothing of yours was saved, and nothing is lost: your input stands below, beside what {met.by} saved. Save again to put yours
              on top.
            </Alert>
          )}
          {opened.links.length > 0 && (
            <Text size="sm" c="dimmed">
              Where “directory decides” stands, the next import puts the directory's value back, and its preview says so. To keep what is
              typed here, say so under <FieldsLinks links={opened.links} />.
            </Text>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
            {opened.fields
              .filter((field) => field.isEditable)
              .map((field) => {
                const theirs = newest.fields.find((known) => known.field === field.field);
                const isTheirsNew = met !== null && theirs !== undefined && theirs.value !== field.value;
                return (
                  <FieldInput
                    key={field.field}
                    entity={opened.entity}
                    field={field}
                    value={input[field.field] === undefined ? (isTheirsNew ? theirs.raw : field.raw) : (input[field.field] ?? null)}
                    theirs={isTheirsNew ? `${met.by} saved: ${theirs.value}` : undefined}
                    fault={faultAt(save.error, `values.${field.field}`) ?? faultAt(save.error, field.field)}
                    onChange={(value) => change(field.field, value)}
                  />
                );
              })}
          </SimpleGrid>
          {save.isError && met === null && <ProblemAlert error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Text size="sm" c="dimmed" mr="auto">
              {changed.length === 0 ? "Nothing changed yet" : `${changed.length} ${changed.length === 1 ? "value" : "values"} changed`}
            </Text>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={changed.length === 0} loading={save.isPending}>
              {met === null
                ? `Save ${changed.length || ""} ${changed.length === 1 ? "change" : "changes"}`.replace("  ", " ")
                : "Save mine on top"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function FieldsLinks({ links }: Pick<PersonView, "links">) {
  return links.map(({ connectionId, connection }, index) => (
    <Fragment key={connectionId}>
      {index > 0 && " or "}
      <AnchorLink to="/directories/$connectionId/fields" params={{ connectionId: String(connectionId) }} inherit>
        Fields of {connection}
      </AnchorLink>
    </Fragment>
  ));
}
