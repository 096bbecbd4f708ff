import { countPerson, createScales, emptyCounts, isEffect, type Scales } from "../core/guard.ts";
import { claimKey } from "../core/match-person.ts";
import type { PersonFacts } from "../core/plan-person.ts";
import { type AdministratorChange, losesAdministration } from "../core/spare-last-administrator.ts";
import type { Change } from "../model/change.ts";
import type { Candidate, DeskRecord } from "../model/desk.ts";
import type { PlanCounts } from "../model/run.ts";
import type { Question } from "./questions.ts";
import type { Line } from "./save-changes.ts";

/** What a plan comes to, gathered while its lines stream by. */
export interface PlanTally {
  readonly counts: PlanCounts;
  /** Everything but the lines in `administrators`, which are weighed once it is known which of them stand. */
  readonly scales: Scales;
  /** Desk records, by {@link claimKey}, that a second account claimed and that were not known to be contested. */
  readonly newlyContested: readonly string[];
  readonly questions: readonly Omit<Question, "answer">[];
  /** Lines that take administrator rights away. */
  readonly administrators: readonly AdministratorChange[];
  readonly effectCount: () => number;
  /** Gives one person's lines their places and counts them. */
  readonly add: (known: PersonFacts, changes: readonly Change[]) => readonly Line[];
  /** Counts the people who were not planned, because nothing about them changed. */
  readonly close: () => void;
}

/** Starts a tally over this many accounts. */
export function createTally(people: number, contested: ReadonlySet<string>, administratorRoles: ReadonlySet<number>): PlanTally {
  const counts = emptyCounts(people);
  const scales = createScales();
  const claims = new Map<string, string>();
  const newlyContested: string[] = [];
  const questions: Omit<Question, "answer">[] = [];
  const administrators: AdministratorChange[] = [];
  let lastSeq = 0;
  let effects = 0;
  let present = 0;

  function addLine(known: PersonFacts, change: Change): Line {
    lastSeq += 1;
    if (isEffect(change)) effects += 1;
    if (change.kind === "decide") questions.push(toQuestion(change, known));
    const contestedKey = noteClaim(claims, change);
    if (contestedKey !== null && !contested.has(contestedKey)) newlyContested.push(contestedKey);
    const record = change.entity === "agent" ? findAgentRecord(known, change.recordId) : null;
    if (record !== null && losesAdministration(change, record, administratorRoles)) administrators.push({ seq: lastSeq, change, record });
    else scales.add(change);
    return { seq: lastSeq, change };
  }

  return {
    counts,
    scales,
    newlyContested,
    questions,
    administrators,
    effectCount: () => effects,
    add(known, changes) {
      if (known.absence === null) present += 1;
      if (known.absence === null || changes.length > 0) countPerson(counts, changes);
      return changes.map((change) => addLine(known, change));
    },
    close() {
      counts.unchanged += Math.max(0, people - present);
      counts.placed = people - Object.values(counts.leftOut).reduce((sum, n) => sum + n, 0);
    },
  };
}

/** Counts a line as left out that was counted as writing something. */
export function recountAsLeftOut({ counts }: PlanTally, change: Change, reason: string): void {
  counts.kinds[change.kind] = (counts.kinds[change.kind] ?? 1) - 1;
  counts.kinds.leftOut = (counts.kinds.leftOut ?? 0) + 1;
  counts.leftOut[reason] = (counts.leftOut[reason] ?? 0) + 1;
}

/** Notes which account claims a record by a matching field or an answer; returns the record's key when another account claimed it before. */
function noteClaim(claims: Map<string, string>, change: Change): string | null {
  const isClaim = change.match.kind === "byField" || change.match.kind === "byAnswer";
  if (!isClaim || !isEffect(change) || change.recordId === null || change.externalId === null) return null;
  const key = claimKey({ entity: change.entity, id: change.recordId });
  const other = claims.get(key);
  claims.set(key, change.externalId);
  return other !== undefined && other !== change.externalId ? key : null;
}

function toQuestion(change: Change, known: PersonFacts): Omit<Question, "answer"> {
  const reason = change.because.find((because) => because.kind === "question");
  const ids = reason?.recordIds ?? [];
  const found = (known.entities[change.entity]?.candidates ?? []).filter((candidate) => ids.includes(candidate.record.id));
  const candidates = [...new Map(found.map((candidate) => [candidate.record.id, toCandidate(candidate)])).values()];
  return { entity: change.entity, externalId: change.externalId ?? "", reason: reason?.reason ?? "severalCandidates", candidates };
}

function toCandidate({ record, ownedBy }: { record: DeskRecord; ownedBy: number | null }): Candidate {
  const { name, email } = record.values;
  return {
    recordId: record.id,
    name: String(name ?? ""),
    email: String(email ?? ""),
    isActive: record.isActive,
    isAdministrator: record.isAdministrator,
    ownedBy,
  };
}

function findAgentRecord(known: PersonFacts, recordId: number | null): DeskRecord | null {
  const { agent } = known.entities;
  if (agent === undefined || recordId === null) return null;
  if (agent.link?.record.id === recordId) return agent.link.record;
  if (agent.answer?.record?.id === recordId) return agent.answer.record;
  return agent.candidates.find((candidate) => candidate.record.id === recordId)?.record ?? null;
}
