import { assertRoleGivesNoMore } from "../../../access/assert-gives-no-rights.ts";
import { canonicalJson } from "../../../core/canonical-json.ts";
import { explainRecordValue } from "../../../core/explain-record-edit.ts";
import type { ManyToChange } from "../../../desk/records/change-many.ts";
import { type KindCustomField, listCustomFieldsOf } from "../../../desk/records/list-custom-fields-of.ts";
import type { Saving } from "../../../desk/records/record-rules.ts";
import { deleteRecordOf, updateRecordOf } from "../../../desk/records/save-record-of.ts";
import { Invalid } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { Json } from "../../../model/person.ts";
import type { RecordField } from "../../../model/records/field.ts";
import type { PatchOf, RecordKind, RecordOf } from "../../../model/records/kind.ts";
import type { agentRoleKind } from "../../../model/records/people.ts";
import type { Db } from "../../../store/open-database.ts";
import type { AnyRecord } from "./bulk-chosen.ts";
import type { BulkAsked } from "./bulk-shapes.ts";

interface Given {
  readonly kind: RecordKind;
  readonly asked: BulkAsked;
  readonly before: ReadonlyMap<number, AnyRecord>;
  readonly saving: Saving;
  /** What the caller may do. */
  readonly own: readonly Permission[];
}

type Write = ManyToChange<readonly string[]>["write"];

/** How one of many records is changed or deleted, and what of it is told. @throws Invalid for a field that tells records apart */
export async function createRecordWrite(db: Db, { kind, asked, before, saving, own }: Given): Promise<Write> {
  const versionOf = (id: number) => before.get(id)?.version ?? null;
  if (asked.action === "delete") {
    return async (trx, id) => {
      await deleteRecordOf(trx, kind, { id, expectsVersion: versionOf(id) }, saving);
      return ["Deleted"];
    };
  }
  // The patch fits the schema of the kind.
  const patch = asked.patch as PatchOf<RecordKind> & Readonly<Record<string, unknown>>;
  assertShared(kind, patch);
  const custom = (await listCustomFieldsOf(db, [kind]))(kind);
  const careful = kind.name === "agentRole" ? { ...saving, prepare: prepareRole(own) } : saving;
  return async (trx, id) => {
    const was = before.get(id);
    // Nobody changed it since: what is so already needs no look.
    if (was !== undefined && isSoAlready(was, patch)) return null;
    const is = (await updateRecordOf(trx, kind, { id, patch, expectsVersion: versionOf(id) }, careful)) as AnyRecord;
    return was === undefined || is.version === was.version ? null : explainDifference({ kind, custom, patch }, { was, is });
  };
}

function isSoAlready(record: AnyRecord, { custom = {}, ...fields }: PatchOf<RecordKind>): boolean {
  const isSame = (one: unknown, other: unknown) => canonicalJson(one ?? null) === canonicalJson(other ?? null);
  return (
    Object.entries(fields).every(([name, value]) => value === undefined || isSame(value, record[name])) &&
    Object.entries(custom).every(([key, value]) => isSame(value === "" ? null : value, record.custom[key]))
  );
}

/** No two records share it: setting it for many would fit one of them. @throws Invalid */
function assertShared(kind: RecordKind, patch: object): void {
  const at = kind.uniqueBy?.at(-1);
  if (at !== undefined && at in patch) throw new Invalid([{ at: `patch.${at}`, says: `tells ${kind.many} apart: change it one by one` }]);
}

/** Nobody makes roles give what they may not do themselves. */
function prepareRole(own: readonly Permission[]): Saving["prepare"] {
  type Role = Pick<RecordOf<typeof agentRoleKind>, "isAdministrator" | "rights">;
  return async (_trx, { before, after }) => {
    // Values of an agent role, as its kind describes them.
    assertRoleGivesNoMore({ before: before as Role | null, after: after as unknown as Role, own });
    return {};
  };
}

interface Told {
  readonly kind: RecordKind;
  readonly custom: readonly KindCustomField[];
  readonly patch: Readonly<Record<string, unknown>>;
}

/** What a patch changed: `Site: Leeds → Porto`. */
function explainDifference(
  { kind, custom, patch }: Told,
  { was, is }: { readonly was: AnyRecord; readonly is: AnyRecord },
): readonly string[] {
  const { custom: customPatch, ...fields } = patch;
  const said = Object.keys(fields).flatMap((name) => {
    const field = kind.fields[name] as RecordField | undefined;
    if (field === undefined || JSON.stringify(was[name]) === JSON.stringify(is[name])) return [];
    // A text of many lines, or a value with a shape of its own, is no line of a list.
    if (field.kind === "longText" || field.kind === "structured") return [`${field.label}: another`];
    return [`${field.label}: ${sayValue(field, was, name)} → ${sayValue(field, is, name)}`];
  });
  const saidCustom = Object.keys(customPatch ?? {}).flatMap((key) => {
    const [from, to] = [was, is].map((record) => explainRecordValue(null, record.custom[key], String));
    return from === to ? [] : [`${custom.find((field) => field.key === key)?.label ?? key}: ${from} → ${to}`];
  });
  return [...said, ...saidCustom];
}

function sayValue(field: RecordField, record: AnyRecord, name: string): string {
  if (field.refersTo !== null) return record.labels[name] ?? "—";
  // Values of fields are JSON: their schemas allow nothing else.
  return explainRecordValue(null, record[name] as Json, String);
}
