import { createAttributeReader } from "../../../src/core/read-attribute.ts";
import type { Fault } from "../../../src/model/errors.ts";

/** What is wrong with an attribute somebody typed; null when it can be read. */
export function findExpressionFault(expression: string): string | null {
  try {
    createAttributeReader(expression);
    return null;
  } catch (error) {
    const [fault] = faultsOf(error);
    if (fault === undefined) throw error;
    return fault.says;
  }
}

/** Input that was refused carries its faults; every other error is a mistake of ours. */
function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof Error) || !("faults" in error) || !Array.isArray(error.faults)) return [];
  return error.faults;
}
