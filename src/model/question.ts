import { z } from "zod";

/** What somebody decided about an ambiguous match. It is kept, by the directory's id, until changed. */
export const Answer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("same"), recordId: z.number().int() }),
  z.strictObject({ kind: z.literal("newPerson") }),
  z.strictObject({ kind: z.literal("ignore") }),
]);
export type Answer = z.infer<typeof Answer>;
