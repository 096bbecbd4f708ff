import { capital } from "../../../src/core/explain-names.ts";

/** A fault's words as a sentence: they are written to stand behind their place. */
export function asSentence(says: string | undefined): string | undefined {
  if (says === undefined || says === "") return undefined;
  const text = capital(says);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
