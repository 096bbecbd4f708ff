import { randomBytes } from "node:crypto";
import { Conflict, DirectoryRefused, explainPlace, type Fault, Forbidden, Invalid, NotFound } from "../model/errors.ts";
import type { ExitCode } from "./app.ts";

/** What went wrong, as it is printed, sent to another process, and answered to programs. */
export interface DescribedError {
  readonly kind: "invalid" | "notFound" | "conflict" | "forbidden" | "directoryRefused" | "stopped" | "ours";
  readonly message: string;
  readonly faults?: readonly Fault[];
  /** The directory's own word for it. */
  readonly vendorCode?: string;
  /** What only whoever debugs Muster wants to see. */
  readonly details?: string;
}

/** Puts an error into words: what the world refused as it stands, our own mistakes under a number and without their innards. */
export function describeError(error: unknown, signal: AbortSignal): DescribedError {
  if (error instanceof Invalid) return { kind: "invalid", message: error.message, faults: error.faults };
  if (error instanceof NotFound) return { kind: "notFound", message: error.message };
  if (error instanceof Conflict) return { kind: "conflict", message: error.message };
  if (error instanceof Forbidden) return { kind: "forbidden", message: error.message };
  if (signal.aborted)
    return { kind: "stopped", message: "Stopped. Nothing is half-written: `npm run muster -- runs` says how far it came." };
  if (error instanceof DirectoryRefused) {
    return { kind: "directoryRefused", message: error.message, ...(error.vendorCode !== null && { vendorCode: error.vendorCode }) };
  }
  const id = randomBytes(4).toString("hex");
  return {
    kind: "ours",
    message: `This is a mistake of Muster's, not yours. Quote number ${id} when you report it; with MUSTER_DEBUG=1 set, the details are printed.`,
    details: `${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  };
}

/** 1 our fault, 2 bad input, 3 refused by the directory. */
export function exitCodeOf({ kind }: DescribedError): ExitCode {
  if (kind === "directoryRefused") return 3;
  return kind === "ours" || kind === "stopped" ? 1 : 2;
}

/** The error as lines for people: every fault on a line of its own. */
export function drawError(error: DescribedError): readonly string[] {
  if (error.faults !== undefined)
    return error.faults.map((fault) => (fault.at === "" ? fault.says : `${explainPlace(fault)}: ${fault.says}`));
  return [error.message, ...(error.vendorCode === undefined ? [] : [`  (${error.vendorCode})`])];
}

/** The error as programs get it. */
export function toErrorAnswer({ kind, message, faults, vendorCode }: DescribedError): unknown {
  return { error: { kind, message, ...(faults !== undefined && { faults }), ...(vendorCode !== undefined && { vendorCode }) } };
}
