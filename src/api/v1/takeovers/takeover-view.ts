import { z } from "@hono/zod-openapi";
import {
  TakeoverAction,
  TakeoverChange,
  TakeoverColumns,
  TakeoverCounts,
  TakeoverFileFacts,
  TakeoverKind,
  TakeoverState,
} from "../../../model/takeover.ts";
import type { StoredTakeoverLine } from "../../../takeover/save-plan.ts";
import type { Takeover, TakeoverFile } from "../../../takeover/takeover-store.ts";
import { pageOf } from "../shapes/common.ts";

/** A take-over, or the undo of one. `planHash` is what applying it must name; `progress` counts lines that write. */
export const TakeoverView = z
  .object({
    id: z.number().int(),
    system: z.string(),
    state: TakeoverState,
    undoesId: z.number().int().nullable(),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    appliedBy: z.string().nullable(),
    appliedAt: z.iso.datetime().nullable(),
    planHash: z.string().nullable(),
    counts: TakeoverCounts,
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    outcomes: z.record(z.string(), z.number().int()),
  })
  .openapi("Takeover");
export type TakeoverView = z.infer<typeof TakeoverView>;

/** A file: what was learned of it, what its columns fill, what they could fill, and what must be filled and is not. */
export const TakeoverFileView = z
  .object({
    kind: TakeoverKind,
    facts: TakeoverFileFacts,
    columns: TakeoverColumns,
    fields: z.array(z.object({ field: z.string(), label: z.string(), type: z.string(), isRequired: z.boolean() })),
    missing: z.array(z.string()),
  })
  .openapi("TakeoverFile");

export const TakeoverWithFiles = TakeoverView.extend({ files: z.array(TakeoverFileView) }).openapi("TakeoverWithFiles");
export type TakeoverWithFiles = z.infer<typeof TakeoverWithFiles>;

/** A line of a plan. `state` is `planned`, `noted` where nothing is written, then `applied`, `leftOut` or `failed`. */
export const TakeoverLineView = z
  .object({
    seq: z.number().int(),
    kind: TakeoverKind,
    action: TakeoverAction,
    row: z.number().int().nullable(),
    externalId: z.string().nullable(),
    recordId: z.number().int().nullable(),
    name: z.string(),
    foundBy: z.enum(["id", "name", "email", "key"]).nullable(),
    changes: z.array(TakeoverChange),
    /** What the records are called that the changes mean: `siteId 5` is Porto. */
    labels: z.record(z.string(), z.string()),
    state: z.string(),
    says: z.string().nullable(),
  })
  .openapi("TakeoverLine");

export const TakeoverPage = pageOf(TakeoverView).openapi("TakeoverPage");
export const TakeoverLinePage = pageOf(TakeoverLineView).openapi("TakeoverLinePage");

export const TakeoverToCreate = z.strictObject({ system: z.string().trim().min(1, "is missing").max(100) }).openapi("TakeoverToCreate");
export const ColumnsToSave = z.strictObject({ kind: TakeoverKind, columns: TakeoverColumns }).openapi("TakeoverColumnsToSave");
export const PlanToApply = z
  .strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/, "is no hash of a plan") })
  .openapi("TakeoverPlanToApply");

export function viewTakeover({ startedAt, appliedAt, outcomes, progress, ...takeover }: Takeover): TakeoverView {
  return {
    ...takeover,
    startedAt: startedAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    progress: { ...progress },
    outcomes: { ...outcomes },
  };
}

export function viewFile({ kind, facts, columns, fields, missing }: TakeoverFile): z.infer<typeof TakeoverFileView> {
  return {
    kind,
    facts,
    columns,
    fields: fields.map(({ field, label, type, isRequired }) => ({ field, label, type, isRequired })),
    missing: [...missing],
  };
}

export function viewLine(
  { seq, line, state, says }: StoredTakeoverLine,
  names: Readonly<Record<string, string>>,
): z.infer<typeof TakeoverLineView> {
  const { kind, action, row, externalId, recordId, name, foundBy, changes } = line;
  const meant = changes.flatMap(({ field, before, after }) => [before, after].flat().map((value) => `${field} ${String(value)}`));
  const labels = Object.fromEntries(meant.flatMap((key) => (names[key] === undefined ? [] : [[key, names[key]]])));
  return { seq, kind, action, row, externalId, recordId, name, foundBy, changes, labels, state, says };
}
