import { z } from "@hono/zod-openapi";
import { Entity } from "../../../model/desk.ts";
import { Why } from "../../../model/why.ts";
import { RecordId } from "./common.ts";

/** Who is meant: an account of the directory by id, address, alias or name; with `recordOf` a desk record by its number. */
export const WhyQuery = z.object({
  connection: RecordId,
  person: z.string().trim().min(1, "is missing: a directory id, an address, an alias or a name").max(320),
  recordOf: Entity.optional(),
  /** The sequence of the mapping to try before all others. */
  ifFirst: z.coerce.number().int().optional(),
});

export const WhyView = Why.openapi("Why");
