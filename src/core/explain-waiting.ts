import type { Connection } from "../model/connection.ts";
import { explainCount, explainProvider } from "./explain-names.ts";
import { countEffects, explainTripped, type HealthFacts } from "./judge-health.ts";

/** Something that waits for a person: a sentence, since when, and the one thing to do with the page of the web app that it is done on. */
export interface Waiting {
  readonly kind: "reconnect" | "failed" | "approve" | "review" | "decide" | "connect";
  readonly connectionId: number;
  readonly sentence: string;
  readonly since: Date | null;
  readonly verb: string;
  readonly href: string;
}

const worstFirst: readonly Waiting["kind"][] = ["reconnect", "failed", "approve", "review", "decide", "connect"];

type Facts = HealthFacts & { readonly connection: Pick<Connection, "name" | "provider"> };

/** Everything that waits for a person, of every connection; worst first, among equals what waits longest. */
export function listWaiting(connections: readonly Facts[]): readonly Waiting[] {
  const asking = connections.filter((facts) => facts.openQuestions > 0).length;
  const age = ({ since }: Waiting) => since?.getTime() ?? Number.POSITIVE_INFINITY;
  return connections
    .flatMap((facts) => listOf(facts, asking > 1))
    .toSorted((a, b) => worstFirst.indexOf(a.kind) - worstFirst.indexOf(b.kind) || (age(a) === age(b) ? 0 : age(a) - age(b)));
}

function listOf(facts: Facts, severalAsk: boolean): readonly Waiting[] {
  const { connection, waiting, planned, failing, openQuestions, isImported, hasMappings } = facts;
  const { id, name, state, provider } = connection;
  const setUp = `/directories/${id}/set-up`;
  const item = (kind: Waiting["kind"], says: string, since: Date | null, verb: string, href: string): Waiting => ({
    kind,
    connectionId: id,
    sentence: `${name}: ${says}`,
    since,
    verb,
    href,
  });
  const items: Waiting[] = [];
  if (state === "paused") {
    const says = `${explainProvider(provider)} refused the sign-in; nothing is read until somebody connects again`;
    items.push(item("reconnect", says, failing?.since ?? null, "Reconnect", setUp));
  }
  if (state !== "paused" && failing !== null)
    items.push(item("failed", "reading fails; nobody was touched", failing.since, "See why", `/runs/${failing.runId}`));
  if (waiting !== null) {
    const says = `${explainTripped(waiting.limits)}, over the limit; nothing was written`;
    items.push(item("approve", says, waiting.since, "Review", `/runs/${waiting.runId}`));
  }
  // A newer preview can only be looked at while an older plan waits.
  if (planned !== null && waiting === null) {
    const changes = explainCount(countEffects(planned.counts), "change", "changes");
    const says = isImported ? `import ready to review, ${changes}` : `first import ready to review, ${changes}`;
    items.push(item("review", says, planned.since, "Review", `/runs/${planned.runId}`));
  }
  if (openQuestions > 0) {
    const says = `${explainCount(openQuestions, "person", "people")} to decide`;
    const asked = item("decide", says, null, "Decide", `/decide?connection=${id}`);
    items.push(severalAsk ? asked : { ...asked, sentence: says });
  }
  if (state === "new") items.push(item("connect", "not connected yet", null, "Connect", setUp));
  else if (state === "connected" && !hasMappings)
    items.push(item("connect", "no rule says who goes where yet", null, "Continue set-up", setUp));
  else if (state === "connected" && !isImported && planned === null && waiting === null && failing === null)
    items.push(item("connect", "nothing is imported yet", null, "Continue set-up", setUp));
  return items;
}

/** What comes to its end when nobody does anything about a plan. */
export function explainWaitingPlan({ name, isWaiting }: { readonly name: string; readonly isWaiting: boolean }): string {
  return isWaiting ? `${name}: the plan that waits for approval is given up` : `${name}: the preview goes out of date`;
}
