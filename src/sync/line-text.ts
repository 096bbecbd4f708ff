import { sameValue } from "../core/convert-value.ts";
import type { Change, FieldChange } from "../model/change.ts";
import type { LinkState, Values } from "../model/desk.ts";

/**
 * A line as it is stored: nothing that is empty, and the values that a link remembers only where they differ from the values that the
 * line writes. A first import of 100,000 people stores a third of what the plain JSON would be.
 */
type Stored = { -readonly [key in keyof Omit<Change, "fields" | "link">]?: Change[key] } & Pick<Change, "entity" | "kind"> & {
    fields?: readonly StoredField[];
    link?: { before?: LinkState; after?: Omit<LinkState, "given"> & { readonly given: Values; readonly lacks?: readonly string[] } };
  };

/** Field, value after, attribute, then only where they are not the usual: value before, and the whole field change. */
type StoredField =
  | readonly [string, FieldChange["after"], string]
  | readonly [string, FieldChange["after"], string, FieldChange["before"]]
  | FieldChange;

/** The text of a line. */
export function encodeLine(change: Change): string {
  const { fields, link } = change;
  const stored: Stored = { entity: change.entity, kind: change.kind };
  if (change.externalId !== null) stored.externalId = change.externalId;
  if (change.recordId !== null) stored.recordId = change.recordId;
  if (change.expectsVersion !== null) stored.expectsVersion = change.expectsVersion;
  if (change.name !== "") stored.name = change.name;
  if (change.email !== "") stored.email = change.email;
  if (change.mappingId !== null) stored.mappingId = change.mappingId;
  if (change.match.kind !== "none") stored.match = change.match;
  if (change.because.length > 0) stored.because = change.because;
  if (change.warnings.length > 0) stored.warnings = change.warnings;
  if (change.site !== null) stored.site = change.site;
  if (change.active !== null) stored.active = change.active;
  if (change.manager !== null) stored.manager = change.manager;
  if (change.gains.length > 0) stored.gains = change.gains;
  if (change.losses.length > 0) stored.losses = change.losses;
  if (fields.length > 0) stored.fields = fields.map(encodeField);
  if (link !== null) stored.link = encodeLink(link, fields);
  return JSON.stringify(stored);
}

/** The line that {@link encodeLine} made this text of. */
export function decodeLine(text: string): Change {
  // Written by encodeLine; listChanges checks the digest before anything is made of it.
  const stored = JSON.parse(text) as Stored;
  const fields = (stored.fields ?? []).map(decodeField);
  return {
    entity: stored.entity,
    kind: stored.kind,
    externalId: stored.externalId ?? null,
    recordId: stored.recordId ?? null,
    expectsVersion: stored.expectsVersion ?? null,
    name: stored.name ?? "",
    email: stored.email ?? "",
    mappingId: stored.mappingId ?? null,
    match: stored.match ?? { kind: "none" },
    because: stored.because ?? [],
    warnings: stored.warnings ?? [],
    fields,
    site: stored.site ?? null,
    active: stored.active ?? null,
    manager: stored.manager ?? null,
    gains: stored.gains ?? [],
    losses: stored.losses ?? [],
    link: stored.link === undefined ? null : decodeLink(stored.link, fields),
  };
}

function encodeField(field: FieldChange): StoredField {
  const { origin } = field;
  if (origin.kind !== "attribute" || origin.policy !== "directory" || field.overwritesHandEdit) return field;
  return field.before === null ? [field.field, field.after, origin.from] : [field.field, field.after, origin.from, field.before];
}

function decodeField(stored: StoredField): FieldChange {
  if (!isShort(stored)) return stored;
  const [field, after, from, before = null] = stored;
  return { field, before, after, origin: { kind: "attribute", from, policy: "directory" }, overwritesHandEdit: false };
}

function isShort(stored: StoredField): stored is Exclude<StoredField, FieldChange> {
  return Array.isArray(stored);
}

function encodeLink({ before, after }: NonNullable<Change["link"]>, fields: readonly FieldChange[]): NonNullable<Stored["link"]> {
  if (after === null) return before === null ? {} : { before };
  const written = writtenValues(fields);
  const given: Values = {};
  for (const [field, value] of Object.entries(after.given)) if (!sameValue(value, written[field])) given[field] = value;
  const lacks = Object.keys(written).filter((field) => after.given[field] === undefined);
  const { sinceRunId, deactivatedBecause, waitsForManager } = after;
  const short = { sinceRunId, given, deactivatedBecause, waitsForManager, ...(lacks.length > 0 && { lacks }) };
  return before === null ? { after: short } : { before, after: short };
}

function decodeLink(stored: NonNullable<Stored["link"]>, fields: readonly FieldChange[]): NonNullable<Change["link"]> {
  const before = stored.before ?? null;
  if (stored.after === undefined) return { before, after: null };
  const { lacks = [], given, ...state } = stored.after;
  const written = Object.entries(writtenValues(fields)).filter(([field]) => !lacks.includes(field));
  return { before, after: { ...state, given: { ...Object.fromEntries(written), ...given } } };
}

function writtenValues(fields: readonly FieldChange[]): Values {
  const values: Values = {};
  for (const { field, after } of fields) if (after !== null) values[field] = after;
  return values;
}
