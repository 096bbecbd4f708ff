import { z } from "zod";

/** How a field's value looks, is typed and is compared. `references` are many records of another kind; `structured` has a schema of its own. */
export type RecordFieldKind =
  | "text"
  | "longText"
  | "number"
  | "money"
  | "flag"
  | "date"
  | "moment"
  | "choice"
  | "reference"
  | "references"
  | "structured";

/** A table between two: which column is the record's own and which the other's. */
export interface Through {
  readonly table: string;
  readonly own: string;
  readonly other: string;
}

/** A field of a kind of record: one description for table, API, file, form and page. `T` is the type of its values. */
export interface RecordField<T = unknown> {
  readonly kind: RecordFieldKind;
  readonly label: string;
  readonly schema: z.ZodType<T>;
  /** What a new record has where nothing is given; undefined asks for a value. */
  readonly fallback: T | undefined;
  /** Kept by Muster: answered, never taken. */
  readonly isComputed: boolean;
  /** The name of the kind that a reference means. */
  readonly refersTo: string | null;
  readonly through: Through | null;
  readonly options: readonly string[] | null;
  /** One sentence beside the form's field. */
  readonly hint: string | null;
}

interface Given {
  readonly hint?: string;
  readonly isComputed?: boolean;
}

function field<T>(kind: RecordFieldKind, label: string, schema: z.ZodType<T>, more: Partial<RecordField<T>>): RecordField<T> {
  return {
    kind,
    label,
    schema,
    fallback: undefined,
    isComputed: false,
    refersTo: null,
    through: null,
    options: null,
    hint: null,
    ...more,
  };
}

/** What a value of another kind is told; nothing at all is missing. */
function wanted(says: string) {
  return { error: ({ input }: { readonly input?: unknown }) => (input === undefined ? "is missing" : says) };
}

const line = z
  .string(wanted("is text"))
  .trim()
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");
const prose = z
  .string(wanted("is text"))
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.replaceAll(/[\n\r\t]/g, "")), "holds a character that is none");
const largest = 2_147_483_647;

/** A line of text that every record has. */
export function name(label: string, given: Given & { readonly max?: number } = {}): RecordField<string> {
  const max = given.max ?? 200;
  return field("text", label, line.pipe(z.string().min(1, "is missing").max(max, `has more than ${max} characters`)), given);
}

/** A line of text; empty where there is none. */
export function text(label: string, given: Given & { readonly max?: number } = {}): RecordField<string> {
  const max = given.max ?? 500;
  return field("text", label, line.pipe(z.string().max(max, `has more than ${max} characters`)), { fallback: "", ...given });
}

/** Text of many lines; empty where there is none. */
export function longText(label: string, given: Given & { readonly max?: number } = {}): RecordField<string> {
  const max = given.max ?? 100_000;
  return field("longText", label, prose.pipe(z.string().max(max, `has more than ${max} characters`)), { fallback: "", ...given });
}

/** A whole number. */
export function number(
  label: string,
  given: Given & { readonly min?: number; readonly max?: number; readonly fallback?: number } = {},
): RecordField<number> {
  const { min = 0, max = largest, ...more } = given;
  const says = `is a whole number from ${min} to ${max}`;
  return field("number", label, z.number(wanted(says)).int(says).min(min, says).max(max, says), { fallback: min, ...more });
}

/** A whole number, or none. */
export function numberOrNone(label: string, given: Given = {}): RecordField<number | null> {
  const says = "is a whole number, or null";
  return field("number", label, z.number(wanted(says)).int(says).min(-largest, says).max(largest, says).nullable(), {
    fallback: null,
    ...given,
  });
}

/** An amount of money with up to four places; null where there is none. */
export function money(label: string, given: Given = {}): RecordField<number | null> {
  const says = "is an amount of up to a thousand million, or null";
  return field("money", label, z.number(wanted(says)).min(-1e9, says).max(1e9, says).nullable(), { fallback: null, ...given });
}

export function flag(label: string, fallback: boolean, given: Given = {}): RecordField<boolean> {
  return field("flag", label, z.boolean(wanted("is true or false")), { fallback, ...given });
}

/** A day as `2026-11-21`; null where there is none. */
export function date(label: string, given: Given = {}): RecordField<string | null> {
  const day = z.iso
    .date(wanted("is a day like 2026-11-21, or null"))
    .refine((text) => !text.startsWith("0000"), "is a day of the years 1 to 9999");
  return field("date", label, day.nullable(), { fallback: null, ...given });
}

/** A moment as ISO text in UTC; null where there is none. */
export function moment(label: string, given: Given = {}): RecordField<string | null> {
  return field("moment", label, z.iso.datetime({ offset: true, ...wanted("is a moment like 2026-11-21T14:00:00Z, or null") }).nullable(), {
    fallback: null,
    ...given,
  });
}

/** One of a closed list. */
export function choice<const O extends readonly [string, ...string[]]>(
  label: string,
  options: O,
  fallback: O[number],
  given: Given = {},
): RecordField<O[number]> {
  return field<O[number]>("choice", label, z.enum(options, wanted(`is one of ${options.join(", ")}`)), {
    fallback,
    options,
    ...given,
  });
}

const isRecord = "is the number of a record";
const id = z.number(wanted(isRecord)).int(isRecord).min(1, isRecord).max(largest, isRecord);

/** The number of a record of another kind, which must be there. */
export function reference(label: string, refersTo: string, given: Given = {}): RecordField<number> {
  return field("reference", label, id, { refersTo, ...given });
}

/** The number of a record of another kind, or none. */
export function referenceOrNone(label: string, refersTo: string, given: Given = {}): RecordField<number | null> {
  return field("reference", label, id.nullable(), { refersTo, fallback: null, ...given });
}

/** Numbers of records of another kind, kept in a table between. */
export function references(label: string, refersTo: string, through: Through, given: Given = {}): RecordField<readonly number[]> {
  return field<readonly number[]>(
    "references",
    label,
    z.array(id, wanted("is a list of numbers of records")).max(10_000, "has more than 10,000").readonly(),
    { refersTo, through, fallback: [], ...given },
  );
}

/** A value with a shape of its own, kept as JSON. */
export function structured<T>(label: string, schema: z.ZodType<T>, fallback: T, given: Given = {}): RecordField<T> {
  return field("structured", label, schema, { fallback, ...given });
}
