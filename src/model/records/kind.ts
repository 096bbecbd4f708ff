import { z } from "zod";
import { FieldValue } from "../desk.ts";
import type { Right } from "../permission.ts";
import type { RecordField } from "./field.ts";

export type RecordFields = Readonly<Record<string, RecordField<never> | RecordField>>;

/** A kind of record of the desk: everything that store, API, files and pages need to know about it, said once. */
export interface RecordKind<F extends RecordFields = RecordFields> {
  /** `assetType`: how other kinds refer to it, and the audit log names it. */
  readonly name: string;
  /** `asset types`, `asset type`: as sentences and headings say. */
  readonly many: string;
  readonly one: string;
  readonly table: string;
  /** `asset-types`: its place in `/v1`. */
  readonly path: string;
  readonly right: Right;
  readonly fields: F;
  /** The fields that name a record in lists and sentences: the first that is not empty. */
  readonly labelFields: readonly string[];
  /** Fields that no two records share, case and space apart: `["customerId", "name"]`. */
  readonly uniqueBy: readonly string[] | null;
  /** By which field lists are sorted where nobody says; a minus turns it round. */
  readonly sortedBy: string;
  /** Whether its table has a `search_key`; otherwise its label is looked through. */
  readonly hasSearchKey: boolean;
  /** Whose custom fields its records have. */
  readonly customOf: "user" | "agent" | "asset" | "ticket" | "customer" | "site" | null;
}

/** The type of a field's values. */
export type ValueOf<F> = F extends RecordField<infer T> ? T : never;

/** The values of a record of a kind. */
export type ValuesOf<K extends RecordKind> = { readonly [name in keyof K["fields"]]: ValueOf<K["fields"][name]> };

/** A record as it is answered: its values, its version, the names of what it refers to, by field. */
export type RecordOf<K extends RecordKind> = ValuesOf<K> & RecordHead;

/** What every record has, whatever its kind. */
export interface RecordHead {
  readonly id: number;
  readonly version: number;
  /** When it was last written; null where the kind keeps no such time. */
  readonly updatedAt: string | null;
  /** Names of what references mean: `{ customerId: "Alder & Finch" }`, joined by `, ` where there are several. */
  readonly labels: Readonly<Record<string, string>>;
  /** Custom fields by key. */
  readonly custom: Readonly<Record<string, FieldValue>>;
}

/** What a caller may write of a record: any of its fields that are not computed, and custom fields. */
export type PatchOf<K extends RecordKind> = Partial<ValuesOf<K>> & { readonly custom?: Readonly<Record<string, FieldValue | null>> };

/** A kind, with what most kinds have alike. */
export function defineKind<const F extends RecordFields>(
  kind: Pick<RecordKind<F>, "name" | "many" | "one" | "table" | "path" | "right" | "fields"> & Partial<RecordKind<F>>,
): RecordKind<F> {
  return { labelFields: ["name"], uniqueBy: ["name"], sortedBy: "name", hasSearchKey: false, customOf: null, ...kind };
}

const custom = z.record(z.string().max(40), FieldValue.nullable());

/** The schema of a record as it is answered. */
export function recordSchema(kind: RecordKind) {
  return z.object({
    id: z.number().int(),
    version: z.number().int(),
    updatedAt: z.iso.datetime().nullable(),
    labels: z.record(z.string(), z.string()),
    custom: z.record(z.string(), FieldValue),
    ...mapFields(kind, (one) => one.schema),
  });
}

/** The schema of what creates a record: fields without a fallback are asked for. */
export function creationSchema(kind: RecordKind) {
  return z.strictObject({
    ...mapWritable(kind, (one) => (one.fallback === undefined ? one.schema : one.schema.optional())),
    ...(kind.customOf !== null && { custom: custom.optional() }),
  });
}

/** The schema of what changes a record: nothing is asked for. */
export function patchSchema(kind: RecordKind) {
  return z.strictObject({
    ...mapWritable(kind, (one) => one.schema.optional()),
    ...(kind.customOf !== null && { custom: custom.optional() }),
  });
}

function mapFields(kind: RecordKind, to: (one: RecordField) => z.ZodType): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(kind.fields).map(([name, one]) => [name, to(one)]));
}

function mapWritable(kind: RecordKind, to: (one: RecordField) => z.ZodType): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(kind.fields)
      .filter(([, one]) => !one.isComputed)
      .map(([name, one]) => [name, to(one)]),
  );
}

/** The column of a field. */
export function columnFor(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
