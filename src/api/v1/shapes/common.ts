import { z } from "@hono/zod-openapi";

/** A problem document (RFC 9457). `faults` names every place of the input that was refused; `current` what is there now, where somebody was first. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    /** To quote when our side made the mistake. */
    id: z.string().optional(),
    faults: z.array(z.object({ at: z.string(), says: z.string(), about: z.string().optional() })).optional(),
    /** The directory's own code for what it refused. */
    vendorCode: z.string().optional(),
    /** Version, author and time of what somebody else saved meanwhile. */
    current: z.object({ version: z.number(), by: z.string(), at: z.iso.datetime() }).optional(),
  })
  .openapi("Problem");
export type Problem = z.infer<typeof Problem>;

/** How far a run has come; `total` is null while nobody can know it. */
export const ProgressView = z
  .object({
    step: z.enum(["reading", "groups", "lookingUp", "planning", "applying"]),
    done: z.number(),
    total: z.number().nullable(),
    /** While the directory is asked: pages of accounts so far, and requests made. */
    pages: z.number().optional(),
    requests: z.number().optional(),
  })
  .openapi("Progress");
export type ProgressView = z.infer<typeof ProgressView>;

/** The largest number that the database counts to. */
const largest = 2_147_483_647;

/** The number of a record, in a path or a query. */
export const RecordId = z.coerce.number().int().min(1).max(largest);

/** The number of a record or the place of a row, in a body. */
export const WholeNumber = z.number().int().min(0).max(largest);

/** One sheet of a list. `next` is the cursor of the following sheet, null on the last; `total` counts everything that the filter lets through. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int() });
}

/** What every list takes. `from` is a row number for windows of a long list; a cursor wins over it. */
export const PageQuery = z.object({
  cursor: z.string().optional().openapi({ description: "`next` of the sheet before" }),
  from: z.coerce
    .number()
    .int()
    .min(0)
    .max(largest)
    .optional()
    .openapi({ description: "Where the sheet begins, without a cursor; 0 is the first" }),
  limit: z.coerce.number().int().min(1).max(500).default(100).openapi({ description: "At most so many" }),
});

/** Where a count leads: a path of the web app that lists exactly these. */
export const Counted = z.object({ n: z.number().int(), href: z.string() }).openapi("Counted");
export type Counted = z.infer<typeof Counted>;

export const ConnectionParam = z.object({ connectionId: RecordId });
export const VersionParam = ConnectionParam.extend({ version: RecordId });
