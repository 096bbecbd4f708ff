import { type Authorship, listMappingAuthors } from "../connections/list-settings-versions.ts";
import { explainEnd } from "../core/explain-account.ts";
import { explainCondition } from "../core/explain-condition.ts";
import { explainDestination } from "../core/explain-names.ts";
import { isBroken } from "../model/person.ts";
import type { ConnectionSettings, Mapping } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { findReadings } from "../sync/find-readings.ts";
import { loadCopyContents } from "../sync/list-unread.ts";
import { explainUnread } from "./explain-unread.ts";
import { prepareTrial, type Trial } from "./prepare-trial.ts";
import { type Outcome, streamAccounts } from "./stream-accounts.ts";

/** What settings are tried on, and how long anybody waits for it. */
export interface TrialInput {
  readonly connectionId: number;
  /** Null: those in force. */
  readonly settings: ConnectionSettings | null;
  readonly signal: AbortSignal;
}

/** How many accounts end where. */
export interface EndCounts {
  placed: number;
  leftOut: number;
  unmapped: number;
  /** Broken records included. */
  notCreated: number;
}

/** Whom the mappings of settings fit and get, in the copy of the directory. Nothing is saved. @throws NotFound */
export async function countPlacements(database: Database, { connectionId, settings, signal }: TrialInput) {
  const { db } = database;
  const trial = await prepareTrial(db, connectionId, settings);
  const authors = await listMappingAuthors(db, connectionId);
  const counts = createCounts(trial.mappings);
  let people = 0;
  for await (const batch of streamAccounts(database, connectionId, [trial], signal)) {
    people += batch.length;
    for (const { outcomes } of batch) for (const outcome of outcomes) counts.add(outcome);
  }
  const { complete } = await findReadings(db, connectionId);
  return {
    people,
    ...counts.ends,
    mappings: trial.settings.mappings.map((mapping) => describeMapping(mapping, trial, counts, authors.get(mapping.id) ?? null)),
    asRead: complete?.at ?? null,
    unread: explainUnread(trial.compiled.settings, await loadCopyContents(db, connectionId), trial.names),
    faults: trial.faults,
  };
}

function describeMapping(mapping: Mapping, trial: Trial, counts: Counts, author: Authorship | null) {
  return {
    mappingId: mapping.id,
    sequence: mapping.sequence,
    fits: counts.fits.get(mapping) ?? 0,
    gets: counts.gets.get(mapping) ?? 0,
    goesTo: explainDestination(mapping, trial.names),
    conditionSays: mapping.filter === null ? "everyone" : explainCondition(mapping.filter, trial.names),
    changedBy: author?.by ?? null,
    changedAt: author?.at ?? null,
  };
}

type Counts = ReturnType<typeof createCounts>;

function createCounts(mappings: readonly Mapping[]) {
  const fits = new Map<Mapping, number>();
  const gets = new Map<Mapping, number>();
  const ends = createEndCounts();
  const raise = (map: Map<Mapping, number>, mapping: Mapping) => map.set(mapping, (map.get(mapping) ?? 0) + 1);
  return {
    fits,
    gets,
    ends: ends.counts,
    add(outcome: Outcome) {
      for (const [index, mapping] of mappings.entries()) if (outcome.fits[index] === true) raise(fits, mapping);
      ends.add(outcome);
      if (outcome.end.kind === "placed") for (const mapping of outcome.end.mappings) raise(gets, mapping);
      if (outcome.end.kind === "leftOut") raise(gets, outcome.end.mapping);
    },
  };
}

function createEndCounts() {
  const counts: EndCounts = { placed: 0, leftOut: 0, unmapped: 0, notCreated: 0 };
  return {
    counts,
    add({ end }: Outcome) {
      counts[end.kind === "broken" ? "notCreated" : end.kind] += 1;
    },
  };
}

const waysTold = 20;
const moversTold = 5;

/** Who would end up elsewhere by other settings than by those in force. Nothing is saved. @throws NotFound */
export async function comparePlacements(database: Database, { connectionId, settings, signal }: TrialInput) {
  const now = await prepareTrial(database.db, connectionId, null);
  const after = await prepareTrial(database.db, connectionId, settings);
  const counts = { now: createEndCounts(), after: createEndCounts() };
  const ways = new Map<string, { from: string; to: string; n: number }>();
  const movers: { externalId: string; name: string; email: string; from: string; to: string }[] = [];
  let people = 0;
  let moved = 0;
  for await (const batch of streamAccounts(database, connectionId, [now, after], signal)) {
    people += batch.length;
    for (const { mirrored, outcomes } of batch) {
      const [before, then] = outcomes;
      if (before === undefined || then === undefined) continue;
      counts.now.add(before);
      counts.after.add(then);
      const { person } = mirrored;
      if (isBroken(person)) continue;
      const from = explainEnd(before.end, person.standing, now.names);
      const to = explainEnd(then.end, person.standing, after.names);
      if (from === to) continue;
      moved += 1;
      const key = JSON.stringify([from, to]);
      ways.set(key, { from, to, n: (ways.get(key)?.n ?? 0) + 1 });
      if (movers.length < moversTold) movers.push({ externalId: mirrored.id, name: person.name, email: person.email, from, to });
    }
  }
  return {
    people,
    now: counts.now.counts,
    after: counts.after.counts,
    moved,
    ways: [...ways.values()].sort((a, b) => b.n - a.n).slice(0, waysTold),
    movers,
  };
}
