import { z } from "zod";
import { FieldValue } from "./desk.ts";

/** What can be taken over from another system, in the order in which records depend on each other (P12). */
export const TakeoverKind = z.enum(["customer", "site", "user", "agent", "asset"]);
export type TakeoverKind = z.infer<typeof TakeoverKind>;
export const takeoverKinds = TakeoverKind.options;

/** The ids of another system by kind and id there, or records of the desk by kind and number. */
export type PerKind<T> = { readonly [kind in TakeoverKind]: T };

/** Which field each column of a file fills, by the column's title; null leaves a column out. */
export const TakeoverColumns = z.record(z.string().max(500), z.string().max(80).nullable());
export type TakeoverColumns = z.infer<typeof TakeoverColumns>;

/**
 * What a line of a plan does. `create`, `update`, `remove` and `restore` write; `same` has nothing to write, `refused` can't be written,
 * `spared` is left alone by an undo. An update without changes keeps the id of the other system beside a record that is there.
 */
export const TakeoverAction = z.enum(["create", "update", "same", "refused", "remove", "restore", "spared"]);
export type TakeoverAction = z.infer<typeof TakeoverAction>;
export const writingActions = ["create", "update", "remove", "restore"] as const satisfies readonly TakeoverAction[];

/** What is kept of a record's field: a value, or the numbers of other records. */
export const TakeoverValue = z.union([FieldValue, z.array(z.number())]);
export type TakeoverValue = z.infer<typeof TakeoverValue>;

/** A field that a line writes: `custom.<key>` is a custom field, `values.<key>` a field of an asset's type. */
export const TakeoverChange = z.strictObject({
  field: z.string(),
  before: TakeoverValue.nullable(),
  after: TakeoverValue.nullable(),
});
export type TakeoverChange = z.infer<typeof TakeoverChange>;

/** One line of a plan: what happens to one record, and why. */
export const TakeoverLine = z.strictObject({
  kind: TakeoverKind,
  action: TakeoverAction,
  /** The line of the file, the header being 1; null for what no line asks for: a customer's first site. */
  row: z.number().nullable(),
  /** The record's id in the other system. */
  externalId: z.string().nullable(),
  /** On the desk; null where there is none. In a plan that is being made, numbers below 0 stand for new records. */
  recordId: z.number().nullable(),
  name: z.string(),
  /** The version of the record that the line expects; null for a new one. */
  expectsVersion: z.number().nullable(),
  /** How the record was found: by the other system's id, or by a value that only it has. */
  foundBy: z.enum(["id", "name", "email", "key"]).nullable(),
  changes: z.array(TakeoverChange),
  /** Whether this line keeps the other system's id beside the record; in an undo, whether it lets go of it. */
  keepsId: z.boolean(),
  /** Why it is refused or spared, or what else there is to know. */
  says: z.string().nullable(),
});
export type TakeoverLine = z.infer<typeof TakeoverLine>;

/** How many lines of a plan do what, by kind. */
export const TakeoverCounts = z.partialRecord(TakeoverKind, z.partialRecord(TakeoverAction, z.number()));
export type TakeoverCounts = z.infer<typeof TakeoverCounts>;

/** Where a take-over stands. `applying` goes on where it stopped when it is applied again. */
export const TakeoverState = z.enum(["collecting", "planned", "applying", "applied", "undone"]);
export type TakeoverState = z.infer<typeof TakeoverState>;

/** What was learned of a file when it came. */
export const TakeoverFileFacts = z.strictObject({
  encoding: z.string(),
  delimiter: z.string(),
  header: z.array(z.string()),
  rows: z.number(),
  /** The first lines, as they are in the file. */
  sample: z.array(z.array(z.string())),
});
export type TakeoverFileFacts = z.infer<typeof TakeoverFileFacts>;
