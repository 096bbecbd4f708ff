import { useKind } from "../queries/records.ts";
import { PathLink } from "../ui/path-link.tsx";
import { When } from "../ui/when.tsx";
import { recordAddress } from "./record-places.ts";
import type { AnyRecord, FieldView } from "./record-types.ts";
import classes from "./record-value.module.css";
import { sayValue } from "./record-words.ts";

interface RecordValueProps {
  readonly field: FieldView;
  readonly record: AnyRecord;
}

/** A field's value as lists and pages show it: a reference leads to what it means. */
export function RecordValue({ field, record }: RecordValueProps) {
  const value = record[field.name];
  const label = record.labels[field.name] ?? "";
  if (field.kind === "reference" && typeof value === "number" && field.refersTo !== null) {
    return <RecordLink refersTo={field.refersTo} id={value} label={label || String(value)} />;
  }
  if (field.kind === "moment" && typeof value === "string") return <When at={value} />;
  if (field.name === "colour" && typeof value === "string" && value !== "") return <Colour value={value} />;
  const said = sayValue(field, record);
  return (
    <span dir="auto" title={said.length > 24 ? said : undefined}>
      {said}
    </span>
  );
}

interface RecordLinkProps {
  readonly refersTo: string;
  readonly id: number;
  readonly label: string;
}

/** The name of a record, leading to its page. */
export function RecordLink({ refersTo, id, label }: RecordLinkProps) {
  const kind = useKind(refersTo);
  if (kind === undefined) return <span dir="auto">{label}</span>;
  return (
    <PathLink href={recordAddress(kind, id)} className={classes.link} dir="auto" title={label}>
      {label}
    </PathLink>
  );
}

function Colour({ value }: { readonly value: string }) {
  const isKnown = CSS.supports("color", value);
  return (
    <span>
      {isKnown && <span className={classes.swatch} style={{ background: value }} aria-hidden />} {value}
    </span>
  );
}
