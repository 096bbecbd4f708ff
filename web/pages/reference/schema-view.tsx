import { useState } from "react";
import { IconChevronRight } from "../../ui/icons.ts";
import { type ApiDocument, resolve, type Schema, sayType, withoutNull } from "./api-document.ts";
import classes from "./reference.module.css";

interface Props {
  readonly document: ApiDocument;
  readonly schema: Schema;
  /** Open from the start. */
  readonly isRoot?: boolean;
}

/** A shape with its fields; shapes within it open on demand, for some hold themselves. */
export function SchemaView({ document, schema: whole, isRoot = false }: Props) {
  const { name, schema } = resolve(document, withoutNull(whole).schema);
  const inner = innerOf(document, schema);
  if (inner === null) return <p className={classes.type}>{sayType(document, whole)}</p>;
  return (
    <div className={classes.schema}>
      {isRoot && <p className={classes.type}>{name ?? sayType(document, whole)}</p>}
      {schema.description !== undefined && <p className={classes.description}>{schema.description}</p>}
      {inner.kind === "fields" && <Fields document={document} schema={inner.schema} />}
      {inner.kind === "list" && <SchemaView document={document} schema={inner.schema} />}
      {inner.kind === "variants" &&
        inner.variants.map((variant, place) => (
          <Nested
            // biome-ignore lint/suspicious/noArrayIndexKey: variants have no name, and never change
            key={place}
            document={document}
            label={`${place === 0 ? "either" : "or"} ${sayVariant(document, variant)}`}
            schema={variant}
          />
        ))}
    </div>
  );
}

function Fields({ document, schema }: { readonly document: ApiDocument; readonly schema: Schema }) {
  return (
    <ul className={classes.fields}>
      {Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const isRequired = schema.required?.includes(name) === true;
        const { schema: plain } = resolve(document, withoutNull(field).schema);
        return (
          <li key={name}>
            <span className={classes.fieldName}>{name}</span> <span className={classes.type}>{sayType(document, field)}</span>
            {!isRequired && <span className={classes.says}>may be left out</span>}
            {field.description !== undefined && <p className={classes.description}>{field.description}</p>}
            {innerOf(document, plain) !== null && <Nested document={document} label={`Fields of ${name}`} schema={field} />}
          </li>
        );
      })}
    </ul>
  );
}

function Nested({ document, label, schema }: { readonly document: ApiDocument; readonly label: string; readonly schema: Schema }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.nested}>
      <button type="button" className={classes.opener} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={13} aria-hidden className={classes.chevron} data-open={isOpen} />
        {label}
      </button>
      {isOpen && <SchemaView document={document} schema={schema} />}
    </div>
  );
}

type Inner =
  | { readonly kind: "fields"; readonly schema: Schema }
  | { readonly kind: "list"; readonly schema: Schema }
  | { readonly kind: "variants"; readonly variants: readonly Schema[] };

/** What there is to open in a schema; null for plain values. */
function innerOf(document: ApiDocument, schema: Schema): Inner | null {
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) return { kind: "fields", schema };
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => resolve(document, part).schema);
    const required = parts.flatMap((part) => part.required ?? []);
    return { kind: "fields", schema: { properties: Object.assign({}, ...parts.map((part) => part.properties)), required } };
  }
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants?.some((variant) => innerOf(document, resolve(document, variant).schema) !== null) === true)
    return { kind: "variants", variants };
  const item = schema.items ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
  if (item === undefined) return null;
  return innerOf(document, resolve(document, withoutNull(item).schema).schema) === null ? null : { kind: "list", schema: item };
}

/** A variant by what tells it apart: `kind: "site"`. */
function sayVariant(document: ApiDocument, variant: Schema): string {
  const { name, schema } = resolve(document, variant);
  const mark = Object.entries(schema.properties ?? {}).find(([, field]) => field.const !== undefined || field.enum?.length === 1);
  if (mark !== undefined) return `${mark[0]}: ${JSON.stringify(mark[1].const ?? mark[1].enum?.[0])}`;
  return name ?? sayType(document, variant);
}
