import type { Connection } from "../model/connection.ts";
import { ConnectionHealth } from "../model/health.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import { explainCount, explainTime } from "./explain-names.ts";
import { isEffect } from "./guard.ts";

/** What is known of a connection when it is asked how it fares. */
export interface HealthFacts {
  readonly connection: Pick<Connection, "id" | "state" | "pausedBecause">;
  readonly hasMappings: boolean;
  /** Whether an import was applied, or found nothing to do. */
  readonly isImported: boolean;
  /** The run that is over a limit and waits for a person. */
  readonly waiting: { readonly runId: number; readonly limits: readonly LimitVerdict[]; readonly since: Date } | null;
  /** The newest plan that may be applied. */
  readonly planned: { readonly runId: number; readonly counts: PlanCounts | null; readonly since: Date } | null;
  readonly openQuestions: number;
  /** The newest reading that failed, where none succeeded after it, and when the first of that series did. */
  readonly failing: { readonly runId: number; readonly since: Date } | null;
}

/** How a connection fares, in words, and the one thing to do next with the page of the web app that it is done on. */
export interface Health {
  readonly health: ConnectionHealth;
  readonly says: string;
  readonly since: Date | null;
  readonly action: { readonly verb: string; readonly href: string };
}

/** Judges a connection by what is worst about it. */
export function judgeHealth(facts: HealthFacts, now: Date): Health {
  const { id, state, pausedBecause } = facts.connection;
  const home = `/directories/${id}`;
  const setUp = `${home}/set-up`;
  if (state === "new") return { health: "notConnected", says: "Not connected yet", since: null, action: { verb: "Set up", href: setUp } };
  if (state === "disconnected")
    return { health: "disconnected", says: "Disconnected", since: null, action: { verb: "Connect", href: setUp } };
  if (state === "paused") {
    const says = `Paused: ${pausedBecause ?? "its sign-in was refused"}`;
    return { health: "paused", says, since: facts.failing?.since ?? null, action: { verb: "Reconnect", href: setUp } };
  }
  if (facts.failing !== null) {
    const { since, runId } = facts.failing;
    return {
      health: "failing",
      says: `Failing since ${explainDay(since, now)}`,
      since,
      action: { verb: "See why", href: `/runs/${runId}` },
    };
  }
  const waits = judgeWaiting(facts, setUp);
  return waits ?? { health: "healthy", says: "Healthy", since: null, action: { verb: "Open", href: home } };
}

function judgeWaiting({ connection, waiting, planned, openQuestions, hasMappings, isImported }: HealthFacts, setUp: string): Health | null {
  const wait = (says: string, since: Date | null, verb: string, href: string): Health => ({
    health: "waiting",
    says: `Waiting: ${says}`,
    since,
    action: { verb, href },
  });
  if (waiting !== null) return wait(explainTripped(waiting.limits), waiting.since, "Review", `/runs/${waiting.runId}`);
  if (planned !== null) {
    const changes = explainCount(countEffects(planned.counts), "change", "changes");
    return wait(
      isImported ? `${changes} to review` : `first import to review, ${changes}`,
      planned.since,
      "Review",
      `/runs/${planned.runId}`,
    );
  }
  if (openQuestions > 0)
    return wait(`${explainCount(openQuestions, "person", "people")} to decide`, null, "Decide", `/decide?connection=${connection.id}`);
  if (!hasMappings) return wait("no rule says who goes where yet", null, "Continue set-up", setUp);
  return isImported ? null : wait("nothing is imported yet", null, "Continue set-up", setUp);
}

const trippedWords = {
  deactivations: "to deactivate",
  roleLosses: "to lose a role",
  siteMoves: "to change site",
  creations: "to create",
} as const;

/** What a run would do beyond its limits: `61 to deactivate`. */
export function explainTripped(limits: readonly LimitVerdict[]): string {
  const tripped = limits.filter((limit) => limit.isTripped).map(({ name, value }) => `${value} ${trippedWords[name]}`);
  return tripped.length === 0 ? "a plan to approve" : tripped.join(", ");
}

/** How many lines of a plan write something. */
export function countEffects(counts: PlanCounts | null): number {
  // The keys are change kinds, as the schema says.
  const kinds = Object.entries(counts?.kinds ?? {}) as [Parameters<typeof isEffect>[0]["kind"], number][];
  return kinds.reduce((sum, [kind, n]) => sum + (isEffect({ kind }) ? n : 0), 0);
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const dayMs = 24 * 60 * 60 * 1000;

/** A moment as short as it can be said: `14:02 UTC` today, `Tuesday` this week, else `21 Nov 2026`. */
function explainDay(moment: Date, now: Date): string {
  const dayOf = (date: Date) => Math.floor(date.getTime() / dayMs);
  const days = dayOf(now) - dayOf(moment);
  const [day = "", month = "", year = "", time = ""] = explainTime(moment).split(" ");
  if (days <= 0) return `${time} UTC`;
  return days < 7 ? (weekdays[moment.getUTCDay()] ?? "") : `${day} ${month} ${year}`;
}

/** Worst first; among equals the longest standing, then by name. */
export function compareHealth(
  a: Pick<Health, "health" | "since"> & { name: string },
  b: Pick<Health, "health" | "since"> & { name: string },
): number {
  const order = ConnectionHealth.options;
  const age = (one: { since: Date | null }) => one.since?.getTime() ?? Number.POSITIVE_INFINITY;
  const byAge = age(a) === age(b) ? 0 : age(a) - age(b);
  return order.indexOf(a.health) - order.indexOf(b.health) || byAge || a.name.localeCompare(b.name);
}

/** A plan that somebody may look at and apply, in a sentence. */
export function explainOpenPlan({ says, counts }: { readonly says: string | null; readonly counts: PlanCounts | null }): string {
  return says ?? `${explainCount(countEffects(counts), "change is", "changes are")} ready to review. Nothing has been written yet.`;
}
