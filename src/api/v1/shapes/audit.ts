import { z } from "@hono/zod-openapi";
import { PageQuery, pageOf, RecordId } from "./common.ts";

/** Which entries of the audit log; what is missing lets all through. */
export const AuditFilter = PageQuery.extend({
  entity: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: "The name of a kind of record, as GET /kinds says; or of another thing, like application" }),
  recordId: RecordId.optional(),
  by: z.string().max(200).optional().openapi({ description: "A part of who did it" }),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(200).optional().openapi({ description: "A part of a name or of a value" }),
  format: z.enum(["json", "csv"]).optional().openapi({ description: "csv: everything that the filter lets through, as a file" }),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Something that a run or somebody did. What a run did leads to its line: `/runs/{runId}`, `seq`. */
export const AuditEntry = z
  .object({
    at: z.iso.datetime(),
    by: z.string(),
    entity: z.string(),
    /** What people call the kind: `asset type`. */
    kind: z.string(),
    recordId: z.number().int().nullable(),
    /** The record's name, now or as it was last known. */
    name: z.string(),
    /** Where the record is found in this API; null where it is gone or has no place. */
    path: z.string().nullable(),
    runId: z.number().int().nullable(),
    seq: z.number().int().nullable(),
    says: z.string(),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string(), from: z.string() })),
  })
  .openapi("AuditEntry");
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = pageOf(AuditEntry).openapi("AuditPage");
