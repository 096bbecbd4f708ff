import { Group, Stack, Text } from "@mantine/core";
import type { Column } from "../ui/data-grid.tsx";
import { PathLink } from "../ui/path-link.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { When } from "../ui/when.tsx";
import { recordAddress } from "./record-places.ts";
import type { AnyRecord, FieldView, KindView } from "./record-types.ts";
import classes from "./record-value.module.css";
import { RecordValue } from "./record-value.tsx";
import { labelOf, sayValue } from "./record-words.ts";
import { sayCustom } from "./say-custom.ts";

/** How many columns a list has before somebody chooses. */
const firstColumns = 7;

interface ColumnsOptions {
  readonly kind: KindView;
  /** The fields that are shown before somebody chooses; the first ones without it. */
  readonly shown?: readonly string[] | undefined;
  /** Fields that are the same in every row: that of the customer whose page it is. */
  readonly without?: readonly string[];
}

/** The columns of a list of records: its name first, then its fields, then custom ones. */
export function columnsOfKind({ kind, shown, without = [] }: ColumnsOptions): readonly Column<AnyRecord>[] {
  const [first] = kind.labelFields;
  const rest = kind.fields.filter((field) => field.name !== first && !without.includes(field.name) && isColumn(field));
  const byDefault = shown ?? rest.slice(0, firstColumns - 1).map(({ name }) => name);
  const sorted = rest.toSorted((a, b) => placeIn(byDefault, a) - placeIn(byDefault, b));
  const named = kind.fields.find((field) => field.name === first);
  return [
    {
      key: "label",
      label: named?.label ?? "Name",
      width: "2fr",
      minWidth: 160,
      ...(named?.isSortable === true && { sortKey: named.name }),
      render: (record) => <RecordName kind={kind} record={record} />,
    },
    ...sorted.map((field) => columnOf(field, !byDefault.includes(field.name))),
    ...kind.customFields.map(
      (field): Column<AnyRecord> => ({
        key: `custom.${field.key}`,
        label: field.label,
        minWidth: 120,
        isHiddenByDefault: true,
        render: (record) => <span dir="auto">{sayCustom(record.custom[field.key])}</span>,
      }),
    ),
    {
      key: "updatedAt",
      label: "Last changed",
      width: "130px",
      isHiddenByDefault: true,
      render: (record) => <When at={record.updatedAt} />,
    },
  ];
}

/** A record's name, leading to its page. */
export function RecordName({ kind, record }: { readonly kind: KindView; readonly record: AnyRecord }) {
  const label = labelOf(kind, record);
  return (
    <PathLink href={recordAddress(kind, record.id)} className={classes.name} dir="auto" title={label}>
      {label}
    </PathLink>
  );
}

/** A row as a phone shows it: the name, the state, and what else is shown first. */
export function RecordCard({
  kind,
  record,
  fields,
}: {
  readonly kind: KindView;
  readonly record: AnyRecord;
  readonly fields: readonly string[];
}) {
  const said = fields
    .map((name) => kind.fields.find((field) => field.name === name))
    .flatMap((field) => (field === undefined || field.kind === "flag" ? [] : [{ field, value: sayValue(field, record) }]))
    .filter(({ value }) => value !== "");
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <span className={classes.cardName}>
          <RecordName kind={kind} record={record} />
        </span>
        {record.isActive === false && <StateBadge tone="neutral">inactive</StateBadge>}
      </Group>
      {said.slice(0, 4).map(({ field, value }) => (
        <Text key={field.name} size="sm" truncate dir="auto">
          <Text span c="dimmed" size="sm">
            {field.label}
          </Text>{" "}
          {value}
        </Text>
      ))}
    </Stack>
  );
}

function columnOf(field: FieldView, isHidden: boolean): Column<AnyRecord> {
  const isNumber = field.kind === "number" || field.kind === "money";
  return {
    key: field.name,
    label: field.label,
    minWidth: isNumber || field.kind === "flag" ? 90 : 115,
    isHiddenByDefault: isHidden,
    ...(isNumber && { align: "end" }),
    ...(field.isSortable && { sortKey: field.name }),
    render: (record) =>
      field.name === "isActive" ? (
        <StateBadge tone={record.isActive === true ? "good" : "neutral"}>{record.isActive === true ? "active" : "inactive"}</StateBadge>
      ) : (
        <RecordValue field={field} record={record} />
      ),
  };
}

function isColumn(field: FieldView): boolean {
  return field.kind !== "longText" && field.kind !== "structured";
}

function placeIn(names: readonly string[], field: FieldView): number {
  const place = names.indexOf(field.name);
  return place === -1 ? names.length : place;
}
