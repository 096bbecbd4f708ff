import { Button, Group, Table, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { sayFieldType } from "../../records/structured/field-types.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { CustomFieldDialog } from "./custom-field-dialog.tsx";
import { type CustomField, holders, useCustomFields, useDeleteCustomField } from "./custom-fields.ts";

/** Fields of one's own, for every kind of record that may have some. */
export function CustomFieldsPage() {
  const fields = useCustomFields();
  const [addsTo, setAddsTo] = useState<CustomField["entity"] | null>(null);
  return (
    <Page
      title="Custom fields"
      subtitle="Fields of your own. They are in forms, lists, filters, files and the API; directories can fill those of users and agents."
      crumbs={[{ label: "Settings", to: "/settings" }]}
    >
      <Loaded query={fields} reading="the custom fields">
        {({ items }) => (
          <>
            {holders.map(({ entity, label }) => (
              <Section
                key={entity}
                title={label}
                actions={
                  <Allowed to="settings:edit">
                    <Button variant="default" onClick={() => setAddsTo(entity)}>
                      Add a field to {label.toLocaleLowerCase()}
                    </Button>
                  </Allowed>
                }
              >
                <FieldTable label={label} fields={items.filter((field) => field.entity === entity)} />
              </Section>
            ))}
            {addsTo !== null && (
              <CustomFieldDialog entity={addsTo} taken={items.filter((field) => field.entity === addsTo)} onClose={() => setAddsTo(null)} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function FieldTable({ label, fields }: { readonly label: string; readonly fields: readonly CustomField[] }) {
  if (fields.length === 0) return <Empty title={`${label} have no fields of your own`} />;
  return (
    <StackingTable label={`Custom fields of ${label.toLocaleLowerCase()}`} minWidth="44rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Label</Table.Th>
          <Table.Th>Key</Table.Th>
          <Table.Th>Holds</Table.Th>
          <Table.Th ta="end">Filled in</Table.Th>
          <Table.Th>
            <VisuallyHidden>What can be done</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <FieldRow key={field.id} field={field} />
        ))}
      </Table.Tbody>
    </StackingTable>
  );
}

function FieldRow({ field }: { readonly field: CustomField }) {
  const [isEditing, setEditing] = useState(false);
  const remove = useDeleteCustomField(field);
  return (
    <Table.Tr>
      <Table.Td data-label="Label" dir="auto">
        {field.label}
      </Table.Td>
      <Table.Td data-label="Key">{field.key}</Table.Td>
      <Table.Td data-label="Holds" style={{ overflowWrap: "anywhere" }}>
        {sayFieldType(field.type)}
        {field.options.length > 0 && `: ${field.options.join(", ")}`}
        {field.isRequired && ", must be filled in"}
      </Table.Td>
      <Table.Td data-label="Filled in" ta="end">
        {field.values.toLocaleString()}
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Allowed to="settings:edit">
            <Button size="xs" variant="subtle" aria-label={`Edit ${field.label}`} onClick={() => setEditing(true)}>
              Edit
            </Button>
          </Allowed>
          <Allowed to="settings:all">
            <ConfirmButton
              size="xs"
              variant="subtle"
              isDestructive
              label="Delete…"
              confirmTitle={`Delete the field ${field.label}?`}
              confirmBody={
                field.values === 0
                  ? "No record has a value in it."
                  : `${field.values.toLocaleString()} ${field.values === 1 ? "record has a value" : "records have values"} in it: they are deleted, too, and can't be brought back.`
              }
              number={field.values === 0 ? undefined : field.values}
              onConfirm={() => remove.mutateAsync(undefined)}
            />
          </Allowed>
        </Group>
        {isEditing && <CustomFieldDialog entity={field.entity} field={field} taken={[]} onClose={() => setEditing(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}
