import type { Run } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import { canonicalJson } from "./canonical-json.ts";
import { explainTime } from "./explain-names.ts";

const hour = 3_600_000;

/** A preview is believed this long after its directory was read. */
export const previewHours = 2;

/** A plan that waits for approval is given up after this time. */
export const approvalHours = 24;

export interface ValidityFacts {
  readonly now: Date;
  /** When the directory copy that the plan was made from was read; null when that is not known. */
  readonly readAt: Date | null;
  readonly currentSettingsVersion: number;
  /** Whether the settings in force differ from the plan's in more than the limits. */
  readonly hasNewSettings: boolean;
  readonly directory: string;
}

export interface Validity {
  readonly validUntil: Date | null;
  readonly staleBecause: string | null;
}

/** Until when a plan may be applied, and why it may not be any more. Only plans that are open have an end. */
export function judgeValidity(run: Pick<Run, "kind" | "state" | "startedAt" | "settingsVersion">, facts: ValidityFacts): Validity {
  if (run.kind === "undo" || (run.state !== "planned" && run.state !== "waiting")) return { validUntil: null, staleBecause: null };
  const validUntil = findEnd(run, facts.readAt);
  if (facts.hasNewSettings) {
    const staleBecause = `The settings were changed after this plan was made: it is of version ${run.settingsVersion}, version ${facts.currentSettingsVersion} is in force.`;
    return { validUntil, staleBecause };
  }
  return { validUntil, staleBecause: validUntil === null || facts.now < validUntil ? null : explainAge(run.state, facts) };
}

function findEnd({ state, startedAt }: Pick<Run, "state" | "startedAt">, readAt: Date | null): Date | null {
  if (state === "waiting") return findApprovalEnd(startedAt);
  return readAt === null ? null : new Date(readAt.getTime() + previewHours * hour);
}

/** When a plan that waits is given up. */
export function findApprovalEnd(startedAt: Date): Date {
  return new Date(startedAt.getTime() + approvalHours * hour);
}

function explainAge(state: Run["state"], { readAt, directory }: ValidityFacts): string {
  if (state === "waiting") return `Nobody answered within ${approvalHours} hours.`;
  return `${directory} was read ${readAt === null ? "long ago" : explainTime(readAt)}, more than ${previewHours} hours ago.`;
}

/** Whether two settings plan the same, whatever their limits are. */
export function plansTheSame(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return canonicalJson({ ...a, limits: null }) === canonicalJson({ ...b, limits: null });
}
