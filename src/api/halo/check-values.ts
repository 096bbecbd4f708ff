import type { ZodType } from "zod";
import { type Fault, Invalid, writePath } from "../../model/errors.ts";
import type { PatchOf, RecordKind } from "../../model/records/kind.ts";
import { sayIssue } from "../../model/say-issue.ts";

/** Values of a kind that fit their fields, with what was not sent left out. @throws Invalid, naming every one that does not fit */
export function checkValues<K extends RecordKind>(kind: K, values: Readonly<Record<string, unknown>>): PatchOf<K> {
  // Every value was parsed by its field's schema; `custom` is checked where it is saved.
  return parseSent((name) => kind.fields[name]?.schema, values) as PatchOf<K>;
}

/** Values that were sent, each parsed by its schema; one without a schema stays as it is. @throws Invalid, naming every one that does not fit */
export function parseSent(
  schemaOf: (name: string) => ZodType | undefined,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const faults: Fault[] = [];
  const fitting = Object.entries(values).flatMap(([name, value]) => {
    const schema = schemaOf(name);
    if (value === undefined) return [];
    if (schema === undefined) return [[name, value] as const];
    const parsed = schema.safeParse(value);
    if (parsed.success) return [[name, parsed.data] as const];
    for (const issue of parsed.error.issues) faults.push({ at: writePath([name, ...issue.path]), says: sayIssue(issue) });
    return [];
  });
  if (faults.length > 0) throw new Invalid(faults);
  return Object.fromEntries(fitting);
}
