import type { Json } from "../model/person.ts";
import type { RecordField } from "../model/records/field.ts";
import type { RecordKind } from "../model/records/kind.ts";
import type { ExplainedEvent } from "./explain-history.ts";
import { capital } from "./explain-names.ts";
import type { Edit, Snapshot } from "./explain-past.ts";

/** How a kind's records and custom fields are called. */
export interface RecordWords {
  readonly label: (field: string, id: number) => string;
  readonly custom: (key: string) => string;
}

/** What the head of a record says is no news in its history. */
const untold = new Set(["id", "version", "updatedAt", "labels"]);

/**
 * What somebody did to a record, every value before and after with names instead of numbers. `kind` is null for things that are no kind of
 * record: their keys are told as they are.
 */
export function explainRecordEdit(kind: RecordKind | null, edit: Edit, words: RecordWords): ExplainedEvent {
  const before = flatten(edit.before ?? {});
  const after = flatten(edit.after ?? {});
  const order = Object.keys(kind?.fields ?? {});
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !untold.has(key))
    .sort((a, b) => place(a) - place(b));
  const changes = keys.map((key) => {
    const field = kind?.fields[key] ?? null;
    const tell = (value: Json | undefined) => explainRecordValue(field, value, (id) => words.label(key, id));
    return { label: labelOf(key, field, words), before: tell(before[key]), after: tell(after[key]), from: "" };
  });
  return { says: `${explainAction(edit.action)} by ${edit.actor}.`, changes: changes.filter((change) => change.before !== change.after) };
}

/** Custom values beside the others, each as `custom.<key>`. */
function flatten({ custom, ...values }: Snapshot): Snapshot {
  if (typeof custom !== "object" || custom === null || Array.isArray(custom)) return values;
  return { ...values, ...Object.fromEntries(Object.entries(custom).map(([key, value]) => [`custom.${key}`, value])) };
}

function labelOf(key: string, field: RecordField | null, words: RecordWords): string {
  if (field !== null) return field.label;
  if (key.startsWith("custom.")) return words.custom(key.slice("custom.".length));
  return capital(key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function explainAction(action: string): string {
  const words: Readonly<Record<string, string>> = {
    create: "Created",
    edit: "Changed",
    delete: "Deleted",
    configure: "Changed with the configuration file",
    add: "Added",
    takeOver: "Taken over from a file",
    erase: "Erased",
  };
  return words[action] ?? capital(action);
}

/** A value as a person reads it: a dash for none, names for numbers of records. */
export function explainRecordValue(field: RecordField | null, value: Json | undefined, label: (id: number) => string): string {
  if (field?.refersTo !== null && field !== null) {
    const ids = [value].flat().filter((one): one is number => typeof one === "number");
    return ids.length === 0 ? "—" : ids.map(label).join(", ");
  }
  return explainJson(value ?? null);
}

function explainJson(value: Json): string {
  if (value === null || value === "") return "—";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  const parts = Array.isArray(value)
    ? value.map((one) => (typeof one === "object" && one !== null ? `(${explainJson(one)})` : explainJson(one)))
    : Object.entries(value).map(
        ([key, one]) => `${key}: ${typeof one === "object" && one !== null ? `(${explainJson(one)})` : explainJson(one)}`,
      );
  return parts.length === 0 ? "—" : parts.join(Array.isArray(value) ? ", " : "; ");
}
