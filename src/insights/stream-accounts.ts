import { groupsAsked } from "../core/compile-settings.ts";
import { matchPerson } from "../core/match-person.ts";
import { type AccountEnd, placeAccount } from "../core/place-account.ts";
import type { MirroredPerson } from "../mirror/find-people.ts";
import { loadGroupsOfMembers } from "../mirror/list-group-members.ts";
import { listGroupsOf } from "../mirror/save-members.ts";
import type { Entity } from "../model/desk.ts";
import { isBroken, type Person } from "../model/person.ts";
import type { Mapping } from "../model/settings.ts";
import type { Database, Db } from "../store/open-database.ts";
import { gatherFacts } from "../sync/gather-facts.ts";
import type { Trial } from "./prepare-trial.ts";
import { streamCopy } from "./stream-copy.ts";

/** What one trial does with an account. */
export interface Outcome {
  /** Beside the trial's mappings: whom each fits by itself. */
  readonly fits: readonly boolean[];
  readonly end: AccountEnd;
  /** Groups asked about that the account belongs to. */
  readonly groups: ReadonlySet<string>;
}

/** An account that the last reading had, with what each trial does with it. */
export interface JudgedAccount {
  readonly mirrored: MirroredPerson;
  readonly outcomes: readonly Outcome[];
}

/** Every account of the copy once, in order of directory id, judged by each trial. Ends early when nobody waits for the answer any more. */
export async function* streamAccounts(
  database: Database,
  connectionId: number,
  trials: readonly Trial[],
  signal: AbortSignal,
): AsyncGenerator<readonly JudgedAccount[], void, undefined> {
  const groupIds = trials.flatMap(({ compiled, facts }) => [...facts.nesting.inside(groupsAsked(compiled.settings))]);
  const direct = await loadGroupsOfMembers(database.db, connectionId, [...new Set(groupIds)]);
  for await (const batch of streamCopy(database, connectionId, signal)) {
    const judged = await Promise.all(trials.map((trial) => judgeBatch(trial, batch, direct)));
    yield batch.map((mirrored, index) => ({ mirrored, outcomes: judged.flatMap((outcomes) => outcomes[index] ?? []) }));
  }
}

/** Judges accounts of the copy by one trial, in their order. Those that the last reading did not have are judged as they were. */
export async function judgeAccounts(db: Db, trial: Trial, accounts: readonly MirroredPerson[]): Promise<readonly Outcome[]> {
  const asksGroups = groupsAsked(trial.compiled.settings).length > 0;
  const ids = accounts.map((mirrored) => mirrored.id);
  return await judgeBatch(trial, accounts, asksGroups ? await listGroupsOf(db, trial.connectionId, ids) : new Map());
}

const nowhere: ReadonlySet<string> = new Set();

async function judgeBatch(
  trial: Trial,
  batch: readonly MirroredPerson[],
  direct: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Outcome[]> {
  const placed = batch.map(({ id, person }): Outcome => {
    if (isBroken(person)) return { fits: trial.mappings.map(() => false), end: { kind: "broken" }, groups: nowhere };
    const groups = trial.facts.nesting.groupsFor(direct.get(id) ?? [], person.part);
    const fits = trial.compiled.mappings.map((mapping) => mapping.fits({ person, groups }));
    return { fits, end: placeAccount(trial.mappings, fits), groups };
  });
  const doubtful = new Set(batch.filter(({ person }, index) => isShutOut(person) && placed[index]?.end.kind === "placed"));
  if (doubtful.size === 0) return placed;
  const known = await findKnown(trial, [...doubtful]);
  return placed.map((outcome, index) => {
    const { end } = outcome;
    const mirrored = batch[index];
    if (end.kind !== "placed" || mirrored === undefined || !doubtful.has(mirrored)) return outcome;
    const taken = end.mappings.filter((mapping) => known.has(keyOf(mirrored.id, entityOf(mapping))));
    return { ...outcome, end: taken.length > 0 ? { kind: "placed", mappings: taken } : { kind: "notCreated", mappings: end.mappings } };
  });
}

function isShutOut(person: MirroredPerson["person"]): person is Person {
  return !isBroken(person) && person.standing !== "active";
}

/** The import that a mapping belongs to; *leave out* counts in both and is asked about in neither. */
export function entityOf({ destination }: Mapping): Entity {
  return destination.kind === "agent" ? "agent" : "user";
}

/** Whom the desk knows, or may know, by link, answer or matching field: as planning finds them. */
async function findKnown({ facts }: Trial, batch: readonly MirroredPerson[]): Promise<ReadonlySet<string>> {
  const gathered = await gatherFacts(facts, batch);
  const known = new Set<string>();
  for (const [index, { entities }] of gathered.entries()) {
    for (const entity of ["user", "agent"] as const) {
      const about = entities[entity];
      if (about !== undefined && matchPerson(about, facts.plan).kind !== "nobody") known.add(keyOf(batch[index]?.id ?? "", entity));
    }
  }
  return known;
}

function keyOf(externalId: string, entity: Entity): string {
  return `${entity} ${externalId}`;
}
