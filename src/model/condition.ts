import { z } from "zod";

const Operator = {
  withOne: z.enum(["equals", "notEquals", "contains", "notContains", "beginsWith", "endsWith", "matches"]),
  withNone: z.enum(["isEmpty", "isNotEmpty", "isTrue", "isFalse"]),
};

const FieldWithValue = z.strictObject({
  kind: z.literal("field"),
  field: z.string().min(1),
  op: Operator.withOne,
  value: z.string(),
  isCaseSensitive: z.boolean().optional(),
});
const FieldInList = z.strictObject({
  kind: z.literal("fieldInList"),
  field: z.string().min(1),
  values: z.array(z.string()).min(1),
  isCaseSensitive: z.boolean().optional(),
});
const FieldAlone = z.strictObject({ kind: z.literal("fieldState"), field: z.string().min(1), op: Operator.withNone });
const InOrgUnit = z.strictObject({ kind: z.literal("orgUnit"), path: z.string().startsWith("/"), includesBelow: z.boolean() });
const InGroup = z.strictObject({ kind: z.literal("group"), groupId: z.string().min(1), groupName: z.string() });

/**
 * The one language of conditions (SPEC, rules that hold everywhere). Fields are named as in {@link Person}: `email`, `name`, `orgUnit`,
 * or a directory attribute (`organizations[primary].department`). Text is compared without regard to case and surrounding space
 * unless `isCaseSensitive`.
 */
export type Condition =
  | z.infer<typeof FieldWithValue>
  | z.infer<typeof FieldInList>
  | z.infer<typeof FieldAlone>
  | z.infer<typeof InOrgUnit>
  | z.infer<typeof InGroup>
  | { kind: "all"; of: Condition[] }
  | { kind: "any"; of: Condition[] };

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion("kind", [
      FieldWithValue,
      FieldInList,
      FieldAlone,
      InOrgUnit,
      InGroup,
      z.strictObject({ kind: z.literal("all"), of: z.array(Condition).min(1) }),
      z.strictObject({ kind: z.literal("any"), of: z.array(Condition).min(1) }),
    ]),
  )
  // Recursive: documents of the API refer to it by this name.
  .meta({ id: "Condition" });

/** Every group id that a condition asks about. */
export function groupIdsOf(condition: Condition | null): readonly string[] {
  if (condition === null) return [];
  if (condition.kind === "group") return [condition.groupId];
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(groupIdsOf);
  return [];
}

/** Every field that a condition reads. */
export function fieldsOf(condition: Condition | null): readonly string[] {
  if (condition === null) return [];
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(fieldsOf);
  if (condition.kind === "orgUnit") return ["orgUnit"];
  return condition.kind === "group" ? [] : [condition.field];
}
