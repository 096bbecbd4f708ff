import type { KindView as KindShape } from "../../src/api/v1/shapes/kinds.ts";
import type { CustomFieldType } from "../../src/model/desk.ts";
import type { RecordHead } from "../../src/model/records/kind.ts";

/** A kind of record as the server describes it: what lists and forms are drawn from. */
export type KindView = KindShape;
export type FieldView = KindShape["fields"][number];

/** What an input for a custom field, or for a field of a type of asset, needs to know. */
export interface CustomFieldView {
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly isRequired?: boolean;
}

/** A record of any kind: its head, and its fields by name. */
export type AnyRecord = RecordHead & { readonly [field: string]: unknown };

/** What a form holds: fields by name, and custom fields by key. */
export type Draft = Readonly<Record<string, unknown>>;

export interface Sheet<T = AnyRecord> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
  /** What was looked for instead of what was typed, where that was found nowhere. */
  readonly searchedFor?: string;
}
