import type { RunKind } from "../model/run.ts";
import { explainCount, explainList } from "./explain-names.ts";

/** What a plan brings with it besides its lines. */
export interface SideEffects {
  readonly kind: RunKind;
  readonly directory: string;
  readonly isFirstImport: boolean;
  /** People whose manager is not on the desk yet, nor will be by this plan. */
  readonly waitingForManager: number;
  /** Ticked agents who become inactive. */
  readonly agentsShutOut: number;
  /** Linked people whom the directory does not have any more, and who are left as they are. */
  readonly missing: People;
  /** Whether the schedule makes people inactive who are gone, in the imports that those people belong to. */
  readonly deactivatesMissing: boolean;
  readonly noLongerMapped: People;
  /** People who are held back although an import would change them, by reason. */
  readonly held: readonly { readonly because: string; readonly people: number }[];
}

/** People, of whom the first few are named. */
export interface People {
  readonly count: number;
  readonly names: readonly string[];
}

/** Everything that happens besides the lines of a plan, and what does not happen: each without a capital and a full stop. */
export function explainSideEffects(facts: SideEffects): readonly string[] {
  const { directory, waitingForManager, agentsShutOut, noLongerMapped, held } = facts;
  return [
    facts.isFirstImport ? "0 onboarding tickets (first import)" : "0 onboarding tickets",
    "no mail is sent to anybody",
    `nothing is sent to ${directory}`,
    ...(agentsShutOut === 0 ? [] : [`${explainCount(agentsShutOut, "agent", "agents")} can no longer sign in`]),
    ...(waitingForManager === 0 ? [] : [explainWaiting(waitingForManager)]),
    ...explainMissing(facts),
    ...(noLongerMapped.count === 0
      ? []
      : [`${explainPeople(noLongerMapped)} reached by no mapping any more, and left as ${itIs(noLongerMapped)}`]),
    ...held.map(({ because, people }) => `${explainCount(people, "person is", "people are")} held back, because ${because}`),
    ...(facts.kind === "undo" ? [`who is taken back is held, until the account changes in ${directory} or somebody releases it`] : []),
  ];
}

function explainWaiting(n: number): string {
  return n === 1 ? "1 manager follows when imported" : `${n} managers follow when their manager is imported`;
}

function explainMissing({ kind, directory, missing, deactivatesMissing }: SideEffects): readonly string[] {
  if (missing.count === 0) return [];
  const gone = `${explainPeople(missing)}n't in ${directory} any more${nameThem(missing)}`;
  if (!deactivatesMissing) return [`${gone}: left as ${itIs(missing)}, deactivating people who are gone is switched off`];
  if (kind === "scheduled") return [`${gone}: left as ${itIs(missing)} until a direct look-up finds no such account`];
  return [`${gone}: a manual import never deactivates; the schedule would, after a direct look-up`];
}

/** `1 linked person is`, `2 linked people are`. */
function explainPeople({ count }: People): string {
  return `${explainCount(count, "linked person", "linked people")} ${count === 1 ? "is" : "are"}`;
}

function itIs({ count }: People): string {
  return count === 1 ? "it is" : "they are";
}

const namesTold = 3;

function nameThem({ count, names }: People): string {
  const told = names.slice(0, namesTold);
  const more = count - told.length;
  return told.length === 0 ? "" : ` (${explainList([...told, ...(more > 0 ? [`${more} more`] : [])])})`;
}
