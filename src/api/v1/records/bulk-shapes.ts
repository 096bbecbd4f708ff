import { z } from "@hono/zod-openapi";
import { FieldValue } from "../../../model/desk.ts";
import type { Fault } from "../../../model/errors.ts";
import { Invalid } from "../../../model/errors.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { personQuery } from "../shapes/person.ts";
import { recordShapes } from "../shapes/records.ts";

/** So many records are changed at once, and no more. */
export const mostAtOnce = 5000;

const id = z.number().int().min(1).max(2_147_483_647);
const ids = z.array(id).min(1).max(mostAtOnce);

/** What many users or agents shall be alike. What is somebody's own, their name and addresses, is changed one by one. */
export const PeopleBulkPatch = z
  .strictObject({
    /** Fields and `custom.<key>`; null empties one. */
    values: z.record(z.string().max(60), FieldValue.nullable()).optional(),
    isActive: z.boolean().optional(),
    isProtected: z.boolean().optional(),
    /** Users: a site of their own customer. */
    siteId: id.optional(),
    managerId: id.nullable().optional(),
    /** Agents. */
    licence: z.enum(["named", "concurrent"]).optional(),
    isApiOnly: z.boolean().optional(),
    /** Given by hand; what directories gave stays. */
    addsRoles: z.array(id).max(100).optional(),
    removesRoles: z.array(id).max(100).optional(),
    /** Agents. */
    addsTeams: z.array(id).max(100).optional(),
    removesTeams: z.array(id).max(100).optional(),
  })
  .openapi("PeopleBulkPatch");
export type PeopleBulkPatch = z.infer<typeof PeopleBulkPatch>;

/** Which records are meant, what is done with them, and whether it is only tried. */
export interface BulkAsked {
  readonly ids?: readonly number[] | undefined;
  readonly filter?: Readonly<Record<string, unknown>> | undefined;
  readonly action: "change" | "delete";
  readonly patch?: object | undefined;
  readonly preview: boolean;
  readonly digest?: string | undefined;
}

/** The body of a change of many records of a kind: some by number, or everything that the query of the list lets through. */
export function bulkShape(kind: RecordKind): z.ZodType<BulkAsked> {
  const { name } = kind;
  const isPeople = name === "user" || name === "agent";
  const query = isPeople ? personQuery(name) : recordShapes(kind).query;
  const windowless = query.omit({ cursor: true, from: true, limit: true, sort: true, format: true });
  const shape = z
    .strictObject({
      ids: ids.optional(),
      filter: windowless.optional().openapi({ description: "The query of the list, without its window: instead of ids" }),
      action: z.enum(["change", "delete"]).default("change"),
      patch: (isPeople ? PeopleBulkPatch : recordShapes(kind).patch).optional(),
      preview: z.boolean().openapi({ description: "Tries it, and writes nothing" }),
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "is no digest of a preview")
        .optional()
        .openapi({ description: "Of the preview that somebody saw: asked for where it is no preview" }),
    })
    .openapi(`${name.charAt(0).toUpperCase()}${name.slice(1)}Bulk`);
  // The parts are those of the kind; what is done with them is alike.
  return shape as unknown as z.ZodType<BulkAsked>;
}

/** Whether everything is there that is asked for. @throws Invalid */
export function assertWhole({ ids: some, filter, action, patch, preview, digest }: BulkAsked): void {
  const faults: Fault[] = [];
  if ((some === undefined) === (filter === undefined))
    faults.push({ at: "ids", says: "is needed, or a filter instead: one of the two says which records are meant" });
  const isEmpty = Object.values(patch ?? {}).every((value) => value === undefined);
  if (action === "change" && isEmpty) faults.push({ at: "patch", says: "names nothing to change" });
  if (action === "delete" && patch !== undefined) faults.push({ at: "patch", says: "means nothing where records are deleted" });
  if (!preview && digest === undefined) faults.push({ at: "digest", says: "is missing: ask for a preview first, and send its digest" });
  if (faults.length > 0) throw new Invalid(faults);
}

export const BulkFile = z.strictObject({ ids }).openapi("BulkFile");

const Kind = z.enum(["changes", "same", "refused"]);

/** What a change of many records would do, or did. */
export const BulkResult = z
  .object({
    preview: z.boolean(),
    total: z.number().int(),
    changes: z.number().int(),
    /** Those that are so already. */
    same: z.number().int(),
    refused: z.number().int(),
    /** What happens how often; refusals first, then most first. */
    summary: z.array(z.object({ kind: Kind, says: z.string(), n: z.number().int() })),
    /** A line a record, refused ones first; the first 500. */
    lines: z.array(z.object({ id: z.number().int(), name: z.string(), kind: Kind, says: z.string() })),
    /** Send it with the same request to have done what was previewed. */
    digest: z.string(),
  })
  .openapi("BulkResult");
export type BulkResult = z.infer<typeof BulkResult>;
