import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import type { PathOf } from "../core/explain-condition.ts";
import type { OpenPlan } from "../core/explain-guards.ts";
import { explainImport, isImportOf } from "../core/explain-import.ts";
import { createNames, type Names } from "../core/explain-names.ts";
import { explainBrokenRecord, explainDeskOnly, explainLinks } from "../core/explain-outsiders.ts";
import { explainAccount, explainReadings, type ReadingsSeen } from "../core/explain-reading.ts";
import type { PersonFacts } from "../core/plan-person.ts";
import { listRecords } from "../desk/list-records.ts";
import type { MirroredPerson } from "../mirror/find-people.ts";
import { listGroupNames, listGroupsOf } from "../mirror/save-members.ts";
import type { Entity } from "../model/desk.ts";
import { Invalid } from "../model/errors.ts";
import { type BrokenPerson, isBroken, type Person } from "../model/person.ts";
import { planNumber } from "../model/run.ts";
import type { Why, WhyPast } from "../model/why.ts";
import type { Db } from "../store/open-database.ts";
import type { SyncContext } from "./context.ts";
import { type FoundAccount, findAccount, findAccountOfRecord } from "./find-account.ts";
import { findReadings, findSince } from "./find-readings.ts";
import { listPast } from "./list-past.ts";
import type { Nesting } from "./nesting.ts";
import { planOnePerson } from "./plan-one-person.ts";
import { findRunIn } from "./run-store.ts";

export interface PersonToExplain {
  readonly connection: number | string;
  /** A directory id, an address, an alias or a name; with `recordOf` the number of a desk record. */
  readonly person: string;
  /** Which desk records `person` is a number of. */
  readonly recordOf?: Entity;
  /** The sequence of the mapping to try before all others: where would the person go then? */
  readonly ifFirst?: number;
}

/** Lines of the past that are told. */
const pastTold = 20;

/**
 * Says what happens to one person and why (P1): the facts are gathered and planned by the code that imports use, against the directory
 * copy, and nothing is written or asked of the directory.
 * @throws NotFound when nobody is meant, Invalid when several are or when no mapping has the sequence
 */
export async function explainPerson(context: SyncContext, input: PersonToExplain): Promise<Why> {
  const { db } = context.database;
  const configured = await getConnection(db, input.connection);
  const { connection, settings } = configured;
  const ifFirst = input.ifFirst ?? null;
  if (ifFirst !== null && !settings.mappings.some((mapping) => mapping.sequence === ifFirst)) {
    const known = settings.mappings.map((mapping) => `${mapping.sequence} "${mapping.name}"`).join(", ");
    throw new Invalid([{ at: String(ifFirst), says: `is the sequence of no mapping. There are: ${known}` }]);
  }
  const names = createNames(configured, await loadCatalogue(db), await listGroupNames(db, connection.id));
  const readings = await findReadings(db, connection.id);
  const found =
    input.recordOf === undefined
      ? await findAccount(db, connection, { text: input.person, asOf: explainReadings(readings, names).join(", ") })
      : await findAccountOfRecord(db, connection.id, input.recordOf, Number(input.person));
  const scene: Scene = { db, configured, names, readings, ifFirst };
  if (found.kind === "desk") return await describeDeskOnly(scene, found);
  if (found.kind === "defect") return describeBroken(scene, found.broken);
  const { person } = found.mirrored;
  return isBroken(person) ? describeBroken(scene, person) : await describeMirrored(scene, found.mirrored, person);
}

interface Scene {
  readonly db: Db;
  readonly configured: ConfiguredConnection;
  readonly names: Names;
  readonly readings: ReadingsSeen;
  readonly ifFirst: number | null;
}

function common({ configured, names, readings }: Scene) {
  const { connection, settingsVersion } = configured;
  const read = [...explainReadings(readings, names)];
  return { connectionId: connection.id, connection: connection.name, directory: names.directory, settingsVersion, read };
}

async function describeMirrored(scene: Scene, mirrored: MirroredPerson, person: Person): Promise<Why> {
  const { db, names, readings } = scene;
  const { plan, facts, lines, entities, nesting } = await planOnePerson(db, scene.configured, names.catalogue, mirrored);
  const concerned = entities.filter((entity) => isImportOf(facts, person, entity, plan));
  const shared = {
    facts,
    person,
    plan,
    pathOf: createPathOf(nesting, (await listGroupsOf(db, plan.connectionId, [mirrored.id])).get(mirrored.id) ?? []),
    userNames: await listManagerNames(db, facts),
    openPlan: await findOpenPlan(db, plan.connectionId),
    isRead:
      readings.complete !== null || (readings.newest !== null && readings.newest.state !== "open" && readings.newest.state !== "failed"),
    completeAt: readings.complete?.at ?? null,
    ifFirst: scene.ifFirst,
  };
  const explained = concerned.length > 0 ? concerned : entities.slice(0, 1);
  const imports = explained.map((entity) =>
    explainImport({ ...shared, entity, planned: lines.find((line) => line.entity === entity) ?? null }, names),
  );
  const since = await findSince(db, plan.connectionId, mirrored.id);
  const said = common(scene);
  const past: WhyPast[] = [];
  for (const { entity, match } of imports)
    if (match.recordId !== null) past.push(...(await listPast(db, { entity, recordId: match.recordId, names, limit: pastTold })));
  return {
    kind: "account",
    ...said,
    sentence: imports.map((one) => one.sentence).join(" "),
    read: [
      ...said.read,
      ...explainAccount(person, {
        isAbsent: mirrored.absence !== null,
        since: since?.getTime() === readings.complete?.at.getTime() ? null : since,
      }),
    ],
    externalId: mirrored.id,
    name: person.name,
    email: person.email,
    isAbsent: mirrored.absence !== null,
    imports,
    before: newestFirst(past),
  };
}

function newestFirst(past: readonly WhyPast[]): WhyPast[] {
  return past.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || (b.runId ?? 0) - (a.runId ?? 0));
}

function createPathOf(nesting: Nesting, direct: readonly string[]): PathOf {
  return (groupId) => {
    const path = nesting.pathTo(groupId, direct);
    return path === null ? null : { path, isEveryone: !direct.includes(path[0] ?? "") };
  };
}

async function listManagerNames(db: Db, facts: PersonFacts): Promise<ReadonlyMap<number, string>> {
  const { user } = facts.entities;
  const records = [user?.link?.record, user?.answer?.record, ...(user?.candidates ?? []).map((candidate) => candidate.record)];
  const ids = records.map((record) => record?.managerId ?? null).filter((id) => id !== null);
  const managers = await listRecords(db, "user", [...new Set(ids)]);
  return new Map([...managers].map(([id, record]) => [id, String(record.values.name ?? `user #${id}`)]));
}

async function findOpenPlan(db: Db, connectionId: number): Promise<OpenPlan | null> {
  const run = await findRunIn(db, connectionId, ["planned", "waiting"]);
  if (run === null || run.kind === "undo") return null;
  return { number: planNumber(run), totals: Object.fromEntries(run.limits.map((limit) => [limit.name, limit.value])) };
}

function describeBroken(scene: Scene, broken: BrokenPerson): Why {
  const { id: externalId, defect, excerpt } = broken;
  return { kind: "broken", ...common(scene), sentence: explainBrokenRecord(broken, scene.names), externalId, defect, excerpt };
}

async function describeDeskOnly(scene: Scene, { records, links }: Extract<FoundAccount, { kind: "desk" }>): Promise<Why> {
  const { db, configured, names } = scene;
  const past: WhyPast[] = [];
  for (const { entity, id } of records) past.push(...(await listPast(db, { entity, recordId: id, names, limit: pastTold })));
  const told = records.map(({ entity, id, values, isActive }) => {
    const says = explainLinks(
      links.filter((link) => link.entity === entity && link.recordId === id),
      names,
    );
    return { entity, recordId: id, name: String(values.name ?? ""), email: String(values.email ?? ""), isActive, says };
  });
  const sentence = explainDeskOnly(records, configured.connection.name);
  return { kind: "deskOnly", ...common(scene), sentence, records: told, before: newestFirst(past) };
}
