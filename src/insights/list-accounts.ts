import { canonicalJson } from "../core/canonical-json.ts";
import { checkCondition } from "../core/check-condition.ts";
import { explainEnd } from "../core/explain-account.ts";
import type { AccountEnd } from "../core/place-account.ts";
import { listLinks } from "../desk/list-links.ts";
import { listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import { type AccountFilter, listAccounts } from "../mirror/list-accounts.ts";
import { findNewestReadingId } from "../mirror/readings.ts";
import type { Condition } from "../model/condition.ts";
import { Invalid } from "../model/errors.ts";
import { isBroken } from "../model/person.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { findRunIn } from "../sync/run-store.ts";
import { prepareTrial, type Trial } from "./prepare-trial.ts";
import { entityOf, judgeAccounts, type Outcome, streamAccounts } from "./stream-accounts.ts";

export interface AccountsToList extends Omit<AccountFilter, "ids"> {
  readonly connectionId: number;
  /** Settings to judge by; null for those in force. */
  readonly settings: ConnectionSettings | null;
  /** Whom a condition fits that stands in no settings. */
  readonly filter?: Condition | undefined;
  /** A mapping's id, or `placed`, `user`, `agent` (placed as such), `leftOut`, `unmapped`, `notCreated`. */
  readonly goesTo?: string | undefined;
  /** The id of a mapping that fits by itself. */
  readonly fits?: number | undefined;
  readonly from: number;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Accounts of the copy by name, and where settings send them. @throws NotFound, Invalid for a condition that can't be understood */
export async function listJudgedAccounts(database: Database, asked: AccountsToList) {
  const { db } = database;
  const { connectionId } = asked;
  const faults = asked.filter === undefined ? [] : checkCondition(asked.filter, { at: "filter" });
  if (faults.length > 0) throw new Invalid(faults);
  const trial = await prepareTrial(db, connectionId, asked.settings);
  const { items, total } = await findPage(database, trial, asked);
  const outcomes = await judgeAccounts(db, trial, items);
  const ids = items.map((mirrored) => mirrored.id);
  const users = await listLinks(db, connectionId, "user", ids);
  const agents = await listLinks(db, connectionId, "agent", ids);
  const rows = items.map((mirrored, index) => ({
    ...describe(mirrored, outcomes[index]?.end ?? { kind: "unmapped" }, trial),
    userId: users.get(mirrored.id)?.recordId ?? null,
    agentId: agents.get(mirrored.id)?.recordId ?? null,
  }));
  return { items: rows, total };
}

/** One sheet of the list. What the database can't tell is judged first; whoever is found so stands in the order of names already. */
async function findPage(database: Database, trial: Trial, asked: AccountsToList) {
  const { db } = database;
  const { connectionId, from, limit, q = "", state, desk, unchangedIn } = asked;
  const isJudged = asked.goesTo !== undefined || asked.fits !== undefined || asked.filter !== undefined;
  if (!isJudged) return await listAccounts(db, connectionId, asked, { from, limit });
  const ids = await findIds(database, trial, asked);
  const isFiltered = q.trim() !== "" || state !== undefined || desk !== undefined || unchangedIn !== undefined;
  if (isFiltered) return await listAccounts(db, connectionId, { ...asked, ids }, { from, limit });
  const page = ids.slice(from, from + limit);
  const people = new Map((await listPeopleById(db, connectionId, page)).map((mirrored) => [mirrored.id, mirrored]));
  return { items: page.flatMap((id) => people.get(id) ?? []), total: ids.length };
}

interface Described {
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly orgUnit: string;
  readonly standing: "active" | "suspended" | "archived" | "absent" | "broken";
  readonly goesTo: string;
  readonly decidedBy: number[];
}

function describe({ id, person, absence }: MirroredPerson, end: AccountEnd, { names }: Trial): Described {
  const decidedBy = absence === null ? listDeciders(end) : [];
  if (isBroken(person)) {
    const row = { externalId: id, name: `(record ${id})`, email: "", orgUnit: "", decidedBy };
    return { ...row, standing: absence === null ? ("broken" as const) : ("absent" as const), goesTo: explainEnd(end, "active", names) };
  }
  const { name, email, orgUnit, standing } = person;
  const row = { externalId: id, name, email, orgUnit, decidedBy };
  if (absence !== null) return { ...row, standing: "absent" as const, goesTo: `not in ${names.directory} any more` };
  return { ...row, standing, goesTo: explainEnd(end, standing, names) };
}

function listDeciders(end: AccountEnd): number[] {
  if (end.kind === "placed" || end.kind === "notCreated") return end.mappings.map(({ id }) => id);
  return end.kind === "leftOut" ? [end.mapping.id] : [];
}

interface Kept {
  readonly key: string;
  readonly ids: Promise<readonly string[]>;
}

/** The last few answers of each database: a long list is asked for sheet by sheet, and judging everybody is what costs. */
const keptOf = new WeakMap<Database, Kept[]>();
const keptAtOnce = 5;

/** Directory ids of those whom the settings send where somebody asked, or whom a mapping or a condition fits, by name. */
async function findIds(database: Database, trial: Trial, asked: AccountsToList): Promise<readonly string[]> {
  const { db } = database;
  const { connectionId, goesTo, fits, filter } = asked;
  // Where people go depends on the copy and on whom the desk knows: both change with readings and applied runs.
  const reading = await findNewestReadingId(db, connectionId);
  const applied = await findRunIn(db, connectionId, ["applying", "applied"]);
  const key = canonicalJson([
    connectionId,
    reading,
    applied?.id ?? 0,
    applied?.state ?? "",
    goesTo ?? "",
    fits ?? 0,
    filter ?? null,
    trial.settings,
  ]);
  const kept = keptOf.get(database) ?? [];
  const known = kept.find((one) => one.key === key);
  if (known !== undefined) return await known.ids;
  // Somebody else may wait for the same answer: it is not given up with the first who asked.
  const ids = judgeEverybody(database, trial, asked);
  keptOf.set(database, [{ key, ids }, ...kept].slice(0, keptAtOnce));
  ids.catch(() =>
    keptOf.set(
      database,
      (keptOf.get(database) ?? []).filter((one) => one.ids !== ids),
    ),
  );
  return await ids;
}

async function judgeEverybody(database: Database, trial: Trial, { goesTo, fits, filter }: AccountsToList): Promise<readonly string[]> {
  const { connectionId } = trial;
  const place = trial.mappings.findIndex((mapping) => mapping.id === fits);
  const fitsMapping = (outcome: Outcome) => fits === undefined || outcome.fits[place] === true;
  const isThere = (outcome: Outcome) => goesTo === undefined || endsAt(outcome.end, goesTo);
  const trials = filter === undefined ? [trial] : [trial, await prepareTrial(database.db, connectionId, tryAlone(filter, trial.settings))];
  const found: { id: string; name: string }[] = [];
  for await (const batch of streamAccounts(database, connectionId, trials, new AbortController().signal)) {
    for (const { mirrored, outcomes } of batch) {
      const [outcome, alone] = outcomes;
      const fitsFilter = filter === undefined || alone?.fits[0] === true;
      if (outcome !== undefined && fitsFilter && fitsMapping(outcome) && isThere(outcome))
        found.push({ id: mirrored.id, name: isBroken(mirrored.person) ? "" : mirrored.person.name.toLowerCase() });
    }
  }
  return found.sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1)).map(({ id }) => id);
}

/** A condition as the only mapping of settings. */
function tryAlone(filter: Condition, settings: ConnectionSettings): ConnectionSettings {
  return {
    ...settings,
    directory: "own",
    mappings: [{ id: 0, sequence: 1, name: "?", part: null, destination: { kind: "leaveOut" }, filter }],
  };
}

function endsAt(end: AccountEnd, goesTo: string): boolean {
  if (goesTo === "notCreated") return end.kind === "notCreated" || end.kind === "broken";
  if (goesTo === end.kind) return true;
  if (end.kind === "placed") return end.mappings.some((mapping) => String(mapping.id) === goesTo || entityOf(mapping) === goesTo);
  return end.kind === "leftOut" && String(end.mapping.id) === goesTo;
}
