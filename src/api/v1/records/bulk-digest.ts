import { createHash } from "node:crypto";
import { canonicalJson } from "../../../core/canonical-json.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { ChangedMeanwhile } from "../../errors.ts";
import type { BulkAsked } from "./bulk-shapes.ts";

interface Meant {
  readonly kind: RecordKind;
  readonly asked: BulkAsked;
  /** Every record that is meant with its version; null for one that is not there. */
  readonly versions: ReadonlyMap<number, number | null>;
}

/** What stands for a preview: which records in which versions, and what is done with them. */
export function digestBulk({ kind, asked, versions }: Meant): string {
  const records = [...versions].toSorted(([a], [b]) => a - b);
  const meant = { kind: kind.name, action: asked.action, patch: asked.patch ?? null, records };
  return createHash("sha256").update(canonicalJson(meant)).digest("hex");
}

/** @throws ChangedMeanwhile unless everything is as it was when somebody looked at the preview */
export function assertAsPreviewed(digest: string, { asked, kind }: Meant): void {
  if (asked.preview || asked.digest === digest) return;
  throw new ChangedMeanwhile(
    `Since the preview, some of these ${kind.many} were changed, or the filter lets others through. Nothing was changed: look at a new preview.`,
    null,
  );
}
