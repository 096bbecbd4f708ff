import type { Reference } from "../model/config-file.ts";
import type { ConfigTools } from "./tools.ts";

/** What a reference stands for, without the line end that editors leave behind; null when the variable or file is missing or empty. */
export async function readReference(reference: Reference, tools: Pick<ConfigTools, "environment" | "readFile">): Promise<string | null> {
  const text = "env" in reference ? tools.environment[reference.env] : await tools.readFile(reference.file);
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

/** Names what a reference points at, and why nothing was found there. */
export function explainMissing(reference: Reference): string {
  return "env" in reference ? `the variable ${reference.env} is not set` : `the file ${reference.file} is missing or empty`;
}
