import type { Change, ChangeKind } from "../model/change.ts";
import { FieldValue } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { Json } from "../model/person.ts";
import { explainChangeKind } from "./explain-because.ts";
import { listDifferences } from "./explain-change.ts";
import { explainField, explainValue } from "./explain-field.ts";
import { explainSite, type Names } from "./explain-names.ts";

const differencesTold = 3;

/** What a run did to a record, by a line that it carried out. */
export function explainApplied(change: Change, names: Names): string {
  const done = explainDone(change.kind);
  if (change.kind === "create" || change.kind === "remove") return done;
  const differences = listDifferences(change, names).map(({ label, before, after }) => `${label} ${before} → ${after}`);
  const more = differences.length - differencesTold;
  return [done, ...differences.slice(0, differencesTold), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** What a line did, as a past participle. */
export function explainDone(kind: ChangeKind): string {
  switch (kind) {
    case "create":
      return "created";
    case "update":
      return "changed";
    case "link":
      return "linked";
    case "unlink":
      return "unlinked";
    case "deactivate":
      return "deactivated";
    case "reactivate":
      return "reactivated";
    case "remove":
      return "deleted";
    case "decide":
    case "leftOut":
    case "notFound":
    case "noLongerMapped":
      return explainChangeKind(kind);
    default:
      return unreachable(kind);
  }
}

/** The edited parts of a record, as the audit log keeps them. */
export type Snapshot = { readonly [key: string]: Json };

/** An entry of the audit log. */
export interface Edit {
  readonly actor: string;
  readonly action: string;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

/** What somebody did to a record outside of runs. Only a configuration file creates records: taking a person over is told without the values. */
export function explainAudit({ actor, action, before, after }: Edit, names: Names): string {
  if (action === "create") return `taken over from the configuration file by ${actor}`;
  if (action === "add") return `added by hand, ${actor}`;
  if (action === "takeOver" && before === null) return `taken over from a file by ${actor}`;
  if (action === "takeOver") return `from a file, ${actor}: ${explainEdit(before ?? {}, after ?? {}, names)}`;
  if (action === "erase") return `erased for good by ${actor}`;
  if (action === "configure") return `by the configuration file, ${actor}: ${explainEdit(before ?? {}, after ?? {}, names)}`;
  return `by hand, ${actor}: ${explainEdit(before ?? {}, after ?? {}, names)}`;
}

/** What somebody changed by hand. */
export function explainEdit(before: Snapshot, after: Snapshot, names: Names): string {
  return (
    listEdited(before, after, names)
      .map((edit) => `${edit.label} ${edit.before} → ${edit.after}`)
      .join(", ") || "edited"
  );
}

/** The same, each value by itself. */
export function listEdited(before: Snapshot, after: Snapshot, names: Names) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.map((key) => ({
    key,
    label: labelOf(key, names),
    before: explainEdited(key, before[key], names),
    after: explainEdited(key, after[key], names),
  }));
}

function labelOf(key: string, names: Names): string {
  const own: Readonly<Record<string, string>> = {
    siteId: "Site",
    isActive: "Active",
    isProtected: "Never touched",
    managerId: "Manager",
    agentId: "Same person as agent",
    isApiOnly: "For programs only",
    licence: "Agent licence",
    roles: "Roles by hand",
    boards: "Boards by hand",
    teams: "Teams",
    reason: "Reason",
  };
  return own[key] ?? explainField(key, names);
}

function explainEdited(key: string, value: Json | undefined, names: Names): string {
  if (key === "siteId") return explainSite(typeof value === "number" ? value : null, names);
  return explainValue(
    FieldValue.nullable()
      .catch(null)
      .parse(value ?? null),
  );
}
