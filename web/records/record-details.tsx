import { Fragment } from "react";
import { When } from "../ui/when.tsx";
import type { AnyRecord, FieldView, KindView } from "./record-types.ts";
import classes from "./record-value.module.css";
import { RecordValue } from "./record-value.tsx";
import { sayValue } from "./record-words.ts";
import { sayCustom } from "./say-custom.ts";
import { structuredOf } from "./structured.tsx";

interface RecordDetailsProps {
  readonly kind: KindView;
  readonly record: AnyRecord;
  /** Fields that the page shows elsewhere. */
  readonly without?: readonly string[];
  /** Only what says something: neither what is empty, nor what is off. */
  readonly isShort?: boolean;
}

/** Every field of a record with its value; what is empty is said once at the end. */
export function RecordDetails({ kind, record, without = [], isShort = false }: RecordDetailsProps) {
  const fields = kind.fields.filter((field) => !without.includes(field.name));
  const filled = fields.filter((field) => isFilled(field, record) && !(isShort && record[field.name] === false));
  const empty = fields.filter((field) => !field.isComputed && !isFilled(field, record)).map(({ label }) => label);
  const custom = kind.customFields.filter((field) => sayCustom(record.custom[field.key]) !== "");
  return (
    <dl className={classes.details}>
      {filled.map((field) => (
        <Fragment key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            <DetailValue kind={kind} field={field} record={record} />
          </dd>
        </Fragment>
      ))}
      {custom.map((field) => (
        <Fragment key={field.key}>
          <dt>{field.label}</dt>
          <dd dir="auto">{sayCustom(record.custom[field.key])}</dd>
        </Fragment>
      ))}
      {record.updatedAt !== null && (
        <>
          <dt>Last changed</dt>
          <dd>
            <When at={record.updatedAt} />
          </dd>
        </>
      )}
      {empty.length > 0 && !isShort && (
        <>
          <dt>Empty</dt>
          <dd className={classes.nothing}>{empty.join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

function DetailValue({ kind, field, record }: { kind: KindView; field: FieldView; record: AnyRecord }) {
  if (field.kind !== "structured") return <RecordValue field={field} record={record} />;
  const shape = structuredOf(kind.name, field.name);
  return shape === null ? sayValue(field, record) : <shape.View value={record[field.name]} record={record} />;
}

function isFilled(field: FieldView, record: AnyRecord): boolean {
  return field.kind === "structured" || field.kind === "flag" || sayValue(field, record) !== "";
}
