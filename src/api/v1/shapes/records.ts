import { z } from "@hono/zod-openapi";
import type { RecordField } from "../../../model/records/field.ts";
import { creationSchema, type PatchOf, patchSchema, type RecordKind, type RecordOf, recordSchema } from "../../../model/records/kind.ts";
import { PageQuery } from "./common.ts";

/** One sheet of a list. `searchedFor` is there where nothing holds what was typed, and something like it was looked for instead. */
export interface RecordSheet<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
  readonly searchedFor?: string;
}

/** The query of a list of records: what every list takes, and a filter a field. */
export interface RecordsAsked {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly from?: number | undefined;
  readonly limit: number;
  readonly updatedSince?: string | undefined;
  readonly format?: "json" | "csv" | undefined;
}

/** The schemas of a kind: what is answered, what creates and changes a record, a sheet of a list, and the query of the list. */
export interface RecordShapes<K extends RecordKind = RecordKind> {
  /** `AssetType`: under which name the document of the API has them. */
  readonly name: string;
  readonly record: z.ZodType<RecordOf<K>>;
  readonly creation: z.ZodType<PatchOf<K>, PatchOf<K>>;
  readonly patch: z.ZodType<PatchOf<K>, PatchOf<K>>;
  readonly page: z.ZodType<RecordSheet<RecordOf<K>>>;
  readonly query: ReturnType<typeof recordsQuery>;
}

const made = new Map<RecordKind, RecordShapes>();

/** The schemas of a kind, made once. */
export function recordShapes<K extends RecordKind>(kind: K): RecordShapes<K> {
  const known = made.get(kind);
  const shapes = known ?? createShapes(kind);
  made.set(kind, shapes);
  // The map gives to a kind what was made of it.
  return shapes as unknown as RecordShapes<K>;
}

function createShapes(kind: RecordKind): RecordShapes {
  const name = `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}`;
  const record = recordSchema(kind).openapi(name);
  const page = z
    .object({ items: z.array(record), next: z.string().nullable(), total: z.number().int(), searchedFor: z.string().optional() })
    .openapi(`${name}Page`);
  const shapes = {
    name,
    record,
    creation: creationSchema(kind).openapi(`${name}ToCreate`),
    patch: patchSchema(kind).openapi(`${name}Patch`),
    page,
    query: recordsQuery(kind),
  };
  // The schemas of a kind are made of its fields, whose types are those of its records.
  return shapes as unknown as RecordShapes;
}

/** Whether lists are sorted by a field. */
export function isSortable({ kind }: RecordField): boolean {
  return kind !== "structured" && kind !== "references" && kind !== "longText";
}

/** Whether lists are filtered by a field. */
export function isFilterable({ kind }: RecordField): boolean {
  return kind !== "structured";
}

/** The query of a list: every field that filters, with what it takes; `custom.<key>` filters by custom fields. */
function recordsQuery(kind: RecordKind) {
  const fields = Object.entries(kind.fields) as readonly (readonly [string, RecordField])[];
  const sorts = ["id", "updatedAt", ...fields.filter(([, field]) => isSortable(field)).map(([name]) => name)];
  return z
    .object({
      ...PageQuery.shape,
      q: z.string().max(200).optional().openapi({ description: "Words that a record must all hold" }),
      sort: z
        .string()
        .regex(new RegExp(`^-?(${sorts.join("|")})$`), "is no field that this list is sorted by")
        .optional()
        .openapi({ description: `A field, or a minus and a field. Without: ${kind.sortedBy}` }),
      updatedSince: z.iso.datetime({ offset: true }).optional().openapi({ description: "Written then or later" }),
      format: z.enum(["json", "csv"]).optional().openapi({ description: "csv: everything that the filter lets through, as a file" }),
      ...fieldFilters(kind),
    })
    .catchall(z.string().max(2000));
}

/** The filters by the fields of a kind, each with what it takes. */
export function fieldFilters(kind: RecordKind) {
  const fields = Object.entries(kind.fields) as readonly (readonly [string, RecordField])[];
  const filters = fields
    .filter(([, field]) => isFilterable(field))
    .map(
      ([name, field]) =>
        [
          name,
          z
            .string()
            .max(2000)
            .optional()
            .openapi({ description: explainFilter(field) }),
        ] as const,
    );
  return Object.fromEntries(filters);
}

function explainFilter({ kind, label, options, refersTo }: RecordField): string {
  switch (kind) {
    case "reference":
    case "references":
      return `${label}: numbers of ${refersTo}, several after commas; none for none`;
    case "flag":
      return `${label}: true or false`;
    case "number":
    case "money":
      return `${label}: a number, or a span like 1..10, open at an empty end`;
    case "date":
      return `${label}: a day, or a span like 2026-11-01..2026-11-30, open at an empty end; none for none`;
    case "moment":
      return `${label}: a span of moments like 2026-11-21T00:00:00Z.., open at an empty end; none for none`;
    case "choice":
      return `${label}: ${options?.join(", ")}; several after commas`;
    default:
      return `${label}: exactly this, capitals apart; several after commas`;
  }
}
