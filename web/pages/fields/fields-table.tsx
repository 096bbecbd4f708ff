import { Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FieldsView } from "../../../src/api/v1/shapes/settings.ts";
import type { Entity } from "../../../src/model/desk.ts";
import type { FieldMapping } from "../../../src/model/settings.ts";
import type { Draft } from "../../draft/use-draft.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { Empty } from "../../ui/empty.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { changeField, removeField } from "./edit-fields.ts";
import { FieldLine } from "./field-line.tsx";
import styles from "./fields.module.css";
import type { ShownFields } from "./fields-search.ts";

interface FieldsTableProps {
  readonly connectionId: number;
  readonly entity: Entity;
  readonly show: ShownFields;
  readonly draft: Draft;
  readonly view: FieldsView;
  readonly unmapped: FieldsView["unmapped"];
  readonly mayEdit: boolean;
  readonly onAdd: (field: string) => void;
}

/** The desk's fields: those that are filled, in their order, then those that nothing fills. */
export function FieldsTable({ connectionId, entity, show, draft, view, unmapped, mayEdit, onAdd }: FieldsTableProps) {
  const catalogue = useQuery(catalogueQuery());
  const labelOf = (field: string) =>
    catalogue.data?.fields.find((one) => one.entity === entity && one.field === field)?.label ??
    view.rows.find(({ mapping }) => mapping.entity === entity && mapping.field === field)?.label ??
    field;
  const lines = draft.settings.fieldMappings
    .map((mapping, index) => ({ mapping, row: findRow(view, mapping), faults: faultsOf(draft, index) }))
    .filter(({ mapping, row, faults }) => mapping.entity === entity && isShown(show, mapping, row, faults));
  const rest = show === "all" || show === "unmapped" ? unmapped : [];
  if (lines.length + rest.length === 0) {
    return (
      <Empty title={show === "warnings" ? "No warnings" : "Nothing here"}>
        {show === "unmapped"
          ? "Every field of your desk is filled from the directory."
          : "Every field that is filled can be filled as it is."}
      </Empty>
    );
  }
  return (
    <StackingTable label={`Fields of ${entity === "user" ? "users" : "agents"}`} minWidth="60rem" isFixed>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="13%">Desk field</Table.Th>
          <Table.Th w="23%">From</Table.Th>
          <Table.Th w="22%">Sample</Table.Th>
          <Table.Th w="20%">Who owns it</Table.Th>
          <Table.Th w="8%">Blank overwrites</Table.Th>
          <Table.Th w="10%">Filled for</Table.Th>
          <Table.Th w={52}>
            <VisuallyHidden>Remove</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ mapping, row, faults }) => (
          <FieldLine
            key={mapping.field}
            connectionId={connectionId}
            mapping={mapping}
            label={labelOf(mapping.field)}
            row={row}
            faults={faults}
            isReadOnly={!mayEdit}
            onChange={(change) => draft.edit(changeField(mapping, change))}
            onRemove={() => draft.edit(removeField(mapping))}
          />
        ))}
        {rest.map(({ field, label }) => (
          <Table.Tr key={field} className={styles.unmapped}>
            <Table.Th scope="row" className={styles.field} fw={400}>
              {label}
            </Table.Th>
            <Table.Td colSpan={6}>
              {mayEdit ? (
                <Button variant="subtle" size="compact-sm" onClick={() => onAdd(field)}>
                  Fill {label.toLowerCase()}…
                </Button>
              ) : (
                <Text size="sm" c="dimmed">
                  filled from nothing
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </StackingTable>
  );
}

/** What was counted for exactly this mapping; what is known of the field where only the count is out of date. */
function findRow(view: FieldsView, { entity, field, from }: FieldMapping) {
  return view.rows.find(({ mapping }) => mapping.entity === entity && mapping.field === field && mapping.from === from);
}

function faultsOf(draft: Draft, index: number): readonly string[] {
  return draft.faults.filter(({ at }) => at.startsWith(`fieldMappings[${index}]`)).map(({ says }) => says);
}

function isShown(
  show: ShownFields,
  mapping: FieldMapping,
  row: FieldsView["rows"][number] | undefined,
  faults: readonly string[],
): boolean {
  if (show === "unmapped") return false;
  return show !== "warnings" || faults.length > 0 || mapping.clearsWhenEmpty || (row?.warnings.length ?? 0) > 0;
}
