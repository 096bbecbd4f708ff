import { explainMatchingField } from "../core/explain-field.ts";
import { explainMatchingEffect } from "../core/explain-matching-effect.ts";
import type { Names } from "../core/explain-names.ts";
import { type Match, matchPerson } from "../core/match-person.ts";
import { countLinkedAgents, countLinkedUsers } from "../desk/count-unlinked.ts";
import { listLinks } from "../desk/list-links.ts";
import type { MirroredPerson } from "../mirror/find-people.ts";
import { type Entity, managerField } from "../model/desk.ts";
import { isBroken } from "../model/person.ts";
import type { ConnectionSettings, MatchingField } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { gatherFacts } from "../sync/gather-facts.ts";
import type { TrialInput } from "./count-placements.ts";
import { type Named, sortNamed } from "./gather-named.ts";
import { prepareTrial, type Trial } from "./prepare-trial.ts";
import { entityOf, type JudgedAccount, streamAccounts } from "./stream-accounts.ts";

/** By what people are recognised where nothing is chosen yet, to tell how many would be there twice. */
const usual: readonly MatchingField[] = [{ kind: "email" }, { kind: "alias" }, { kind: "name" }];

/** How many accounts without a link each matching field of settings would find a desk record for. Nothing is saved. @throws NotFound */
export async function lookAtMatching(database: Database, { connectionId, settings, signal }: TrialInput) {
  const { db } = database;
  const { settings: given, names } = await prepareTrial(db, connectionId, settings);
  const users = given.matching.users.length > 0 ? given.matching.users : [...usual];
  const agents = given.matching.agents.length > 0 ? given.matching.agents : [...usual];
  const trial = await prepareTrial(db, connectionId, { ...given, matching: { users, agents } });
  const finds = { user: createFinds(), agent: createFinds() };
  for await (const batch of streamAccounts(database, connectionId, [trial], signal)) {
    const unlinked = await listUnlinked(trial, batch);
    const accounts = [...new Set(unlinked.map(({ account }) => account.mirrored))];
    if (accounts.length === 0) continue;
    const facts = await gatherFacts(trial.facts, accounts);
    const known = new Map(accounts.map((mirrored, index) => [mirrored, facts[index]]));
    for (const { account, entity } of unlinked) {
      const about = known.get(account.mirrored)?.entities[entity];
      if (about !== undefined) finds[entity].add(account.mirrored, matchPerson(about, trial.facts.plan));
    }
  }
  const sites = given.mappings.flatMap(({ destination }) => (destination.kind === "site" ? [destination.siteId] : []));
  const known = { user: await countLinkedUsers(db, connectionId, sites), agent: await countLinkedAgents(db, connectionId) };
  const describe = (entity: Entity, list: readonly MatchingField[]) =>
    describeEntity({ list, finds: finds[entity], names, ...known[entity] });
  const shown = { users: describe("user", given.matching.users), agents: describe("agent", given.matching.agents) };
  return {
    ...shown,
    warnings: [...warn("user", shown.users, finds.user), ...warn("agent", shown.agents, finds.agent)],
    choices: { users: listChoices("user", given, trial), agents: listChoices("agent", given, trial) },
  };
}

/** Accounts that an import would take and that are linked to nobody in it yet. */
async function listUnlinked({ facts, connectionId }: Trial, batch: readonly JudgedAccount[]) {
  const placed = batch.flatMap((account) => {
    const end = account.outcomes[0]?.end;
    return end?.kind === "placed" ? end.mappings.map((mapping) => ({ account, entity: entityOf(mapping) })) : [];
  });
  const ids = [...new Set(placed.map(({ account }) => account.mirrored.id))];
  const links = {
    user: await listLinks(facts.db, connectionId, "user", ids),
    agent: await listLinks(facts.db, connectionId, "agent", ids),
  };
  return placed.filter(({ account, entity }) => !links[entity].has(account.mirrored.id));
}

type Finds = ReturnType<typeof createFinds>;

/** Whom the matching fields find, by their place in the list, counted from 1. */
function createFinds() {
  const found = new Map<number, Named[]>();
  const questions = new Map<number, Named[]>();
  const claims = new Map<number, { position: number; named: Named }[]>();
  let accounts = 0;
  return {
    accounts: () => accounts,
    found,
    add({ id, person }: MirroredPerson, match: Match) {
      if (match.kind === "ignored" || isBroken(person)) return;
      accounts += 1;
      const named = { name: person.name || person.email, email: person.email, externalId: id };
      if (match.kind === "question") {
        const [first] = match.candidates;
        if (first !== undefined) for (const map of [found, questions]) push(map, first.position, { ...named, recordId: first.record.id });
      }
      if (match.kind !== "record" || match.reason.kind !== "byField") return;
      const one = { position: match.reason.position, named: { ...named, recordId: match.record.id } };
      push(found, one.position, one.named);
      push(claims, match.record.id, one);
    },
    /** Questions, and accounts that would become one record with another account. */
    ambiguous(): ReadonlyMap<number, readonly Named[]> {
      const all = new Map([...questions].map(([position, people]) => [position, [...people]]));
      for (const claimed of claims.values()) if (claimed.length > 1) for (const { position, named } of claimed) push(all, position, named);
      return all;
    },
  };
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

interface EntityToDescribe {
  readonly list: readonly MatchingField[];
  readonly finds: Finds;
  readonly names: Names;
  readonly linked: number;
  readonly unlinked: number;
}

function describeEntity({ list, finds, names, linked, unlinked }: EntityToDescribe) {
  const ambiguous = finds.ambiguous();
  return {
    linked,
    unlinked,
    accountsWithoutRecord: finds.accounts(),
    fields: list.map((by, index) => {
      const found = finds.found.get(index + 1) ?? [];
      const doubtful = ambiguous.get(index + 1) ?? [];
      return {
        by,
        label: explainMatchingField(by, names),
        finds: found.length,
        ambiguous: doubtful.length,
        who: { finds: sortNamed(found), ambiguous: sortNamed(doubtful) },
      };
    }),
  };
}

function warn(entity: Entity, shown: ReturnType<typeof describeEntity>, finds: Finds): string[] {
  const sum = (found: ReadonlyMap<number, readonly Named[]>) => [...found.values()].reduce((total, people) => total + people.length, 0);
  const { unlinked, accountsWithoutRecord, fields } = shown;
  const effect = { entity, unlinked, accountsWithoutRecord, isEmpty: fields.length === 0 };
  return explainMatchingEffect({ ...effect, wouldFind: sum(finds.found), ambiguous: sum(finds.ambiguous()) });
}

/** What people can be recognised by: their address, aliases and name, and every field that a mapping fills. */
function listChoices(entity: Entity, { fieldMappings }: ConnectionSettings, { names }: Trial) {
  const mapped = fieldMappings.filter((mapping) => mapping.entity === entity).map((mapping) => mapping.field);
  const fields = mapped.filter((field) => field !== managerField && field !== "email" && field !== "name");
  return [...usual, ...fields.map((field): MatchingField => ({ kind: "field", field }))].map((by) => ({
    by,
    label: explainMatchingField(by, names),
  }));
}
