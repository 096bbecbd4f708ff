import { randomBytes } from "node:crypto";
import { after, before, describe } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { saveConnection } from "../src/connections/save-connection.ts";
import { saveSettings } from "../src/connections/save-settings.ts";
import { compileSettings } from "../src/core/compile-settings.ts";
import { defaultGoogleFields } from "../src/core/default-fields.ts";
import { note } from "../src/core/note.ts";
import type { EntityFacts, PersonFacts, PlanContext } from "../src/core/plan-person.ts";
import { listLinks } from "../src/desk/list-links.ts";
import { listRecords } from "../src/desk/list-records.ts";
import type { Change } from "../src/model/change.ts";
import { defaultPace, googleEndpoints } from "../src/model/connection.ts";
import type { CustomField, DeskCatalogue, DeskRecord, Entity, Grant, LinkState } from "../src/model/desk.ts";
import { must } from "../src/model/errors.ts";
import { foldText } from "../src/model/fold-text.ts";
import type { Person } from "../src/model/person.ts";
import { type ConnectionSettings, emptySettings, type Mapping } from "../src/model/settings.ts";
import { type Database, type Db, openDatabase } from "../src/store/open-database.ts";
import type { SyncContext } from "../src/sync/context.ts";
import { type ImportInput, runImport } from "../src/sync/run-import.ts";
import { listChanges, type StoredLine } from "../src/sync/save-changes.ts";
import type { MemoryDirectory } from "./memory-directory.ts";

/** Runs the same tests on PGlite and, when TEST_DATABASE_URL names a server, on PostgreSQL, each in a database of its own. */
export function onEveryEngine(name: string, tests: (open: () => Database) => void): void {
  describeOn(`${name} (PGlite)`, async () => ({ database: await openDatabase({ memory: true }), drop: async () => {} }), tests);
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) describeOn(`${name} (PostgreSQL)`, () => openFreshPostgres(url), tests);
}

interface Fresh {
  readonly database: Database;
  readonly drop: () => Promise<void>;
}

function describeOn(name: string, open: () => Promise<Fresh>, tests: (open: () => Database) => void): void {
  describe(name, () => {
    let fresh: Fresh | null = null;
    before(async () => {
      fresh = await open();
    });
    after(async () => {
      await fresh?.database.close();
      await fresh?.drop();
    });
    tests(() => must(fresh, "an open database").database);
  });
}

async function openFreshPostgres(url: string): Promise<Fresh> {
  const name = `muster_test_${randomBytes(6).toString("hex")}`;
  await administer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { database: await openDatabase({ url: own.href }), drop: () => administer(url, `drop database ${name} with (force)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Everything that tests stand on: a desk with one customer and three sites, roles, boards, and one connection. */
export interface World {
  readonly context: SyncContext;
  readonly db: Db;
  readonly connectionId: number;
  readonly sites: { readonly leeds: number; readonly porto: number; readonly remote: number };
  readonly userRoles: { readonly standard: number; readonly vip: number };
  readonly agentRoles: { readonly technician: number; readonly administrator: number };
  readonly cab: number;
  readonly cabRole: number;
  readonly clock: { now: Date };
  configure(change: Partial<ConnectionSettings>): Promise<void>;
  import(input?: Partial<ImportInput>): ReturnType<typeof runImport>;
}

let worlds = 0;

/** Makes a world of its own in the database: names and numbers don't meet those of another test. */
export async function makeWorld(database: Database, directory: MemoryDirectory): Promise<World> {
  const { db } = database;
  worlds += 1;
  const tag = String(worlds);
  const customer = await db
    .insertInto("customers")
    .values({ name: `Customer ${tag}` })
    .returning("id")
    .executeTakeFirstOrThrow();
  const site = async (name: string, isMain: boolean) =>
    (await db.insertInto("sites").values({ name, customer_id: customer.id, is_main: isMain }).returning("id").executeTakeFirstOrThrow()).id;
  const named = async (table: "user_roles" | "agent_roles" | "cabs" | "cab_roles", name: string) =>
    (
      await db
        .insertInto(table)
        .values({ name: `${name} ${tag}` })
        .returning("id")
        .executeTakeFirstOrThrow()
    ).id;
  const administrator = await named("agent_roles", "Administrator");
  await db.updateTable("agent_roles").set({ is_administrator: true }).where("id", "=", administrator).execute();
  const clock = { now: new Date("2026-11-21T14:00:00Z") };
  const context: SyncContext = { database, now: () => clock.now, openSource: async (_connection, signal) => directory.open(signal) };
  const connectionId = await saveConnection(db, {
    id: null,
    name: `Directory ${tag}`,
    provider: "google",
    signIn: { kind: "serviceAccount", subject: "admin@example.test", account: null },
    endpoints: googleEndpoints,
    pace: defaultPace,
    state: "connected",
    pausedBecause: null,
  });
  let settings: ConnectionSettings = { ...emptySettings, fieldMappings: [...defaultGoogleFields] };
  const configure = async (change: Partial<ConnectionSettings>) => {
    settings = { ...settings, ...change };
    await saveSettings(db, { connectionId, settings, savedBy: "test", now: clock.now, expectsVersion: null });
  };
  const world: World = {
    context,
    db,
    connectionId,
    sites: { leeds: await site("Leeds", true), porto: await site("Porto", false), remote: await site("Remote", false) },
    userRoles: { standard: await named("user_roles", "Standard"), vip: await named("user_roles", "VIP") },
    agentRoles: { technician: await named("agent_roles", "Technician"), administrator },
    cab: await named("cabs", "Standard changes"),
    cabRole: await named("cab_roles", "Approver"),
    clock,
    configure,
    import: (input = {}) =>
      runImport(context, {
        connection: connectionId,
        kind: "manual",
        entities: ["user", "agent"],
        applies: true,
        startedBy: "test",
        signal: new AbortController().signal,
        onProgress: () => undefined,
        ...input,
      }),
  };
  await configure({ mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })] });
  return world;
}

/** A mapping for everyone, to be made particular. */
export function makeMapping(change: Partial<Mapping> & Pick<Mapping, "destination">): Mapping {
  return { id: 0, sequence: 1, name: "Everyone", part: null, filter: null, ...change };
}

/** An active person with name and address made from the id. */
export function makePerson(id: string, change: Partial<Person> = {}): Person {
  const email = change.email ?? `${id}@example.test`;
  const name = change.name ?? `Person ${id}`;
  const [givenName = "", ...rest] = name.split(" ");
  return {
    id,
    part: "my_customer",
    email,
    aliases: [],
    name,
    standing: "active",
    orgUnit: "/",
    ...change,
    attributes: { name: { givenName, familyName: rest.join(" "), fullName: name }, ...change.attributes },
  };
}

/** Puts a user on the desk by hand. */
export async function addUser(
  db: Db,
  user: {
    siteId: number;
    name: string;
    email?: string;
    employeeNumber?: string;
    agentId?: number;
    isActive?: boolean;
    isProtected?: boolean;
  },
): Promise<number> {
  const email = user.email ?? null;
  const row = await db
    .insertInto("users")
    .values({
      site_id: user.siteId,
      name: user.name,
      name_key: foldText(user.name),
      email,
      email_key: email === null ? null : foldText(email),
      employee_number: user.employeeNumber ?? null,
      agent_id: user.agentId ?? null,
      is_active: user.isActive ?? true,
      is_protected: user.isProtected ?? false,
      first_name: null,
      last_name: null,
      phone: null,
      mobile: null,
      title: null,
      department: null,
      notes: null,
      manager_id: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Puts an agent on the desk by hand, with roles given by hand. */
export async function addAgent(
  db: Db,
  agent: { name: string; email?: string; roles?: readonly number[]; isApiOnly?: boolean; isProtected?: boolean; isActive?: boolean },
): Promise<number> {
  const email = agent.email ?? null;
  const row = await db
    .insertInto("agents")
    .values({
      name: agent.name,
      name_key: foldText(agent.name),
      email,
      email_key: email === null ? null : foldText(email),
      employee_number: null,
      is_active: agent.isActive ?? true,
      is_protected: agent.isProtected ?? false,
      is_api_only: agent.isApiOnly ?? false,
      first_name: null,
      last_name: null,
      phone: null,
      mobile: null,
      title: null,
      department: null,
      notes: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const role of agent.roles ?? []) {
    await db
      .insertInto("agent_role_grants")
      .values({ record_id: row.id, target_id: role, cab_role_id: null, source: "hand", connection_id: null })
      .execute();
  }
  return row.id;
}

/** Settings of a connection with one mapping: everyone to site 1. */
export function makeSettings(change: Partial<ConnectionSettings> = {}): ConnectionSettings {
  const everyone = makeMapping({ id: 1, destination: { kind: "site", siteId: 1, userRoleId: null } });
  return { ...emptySettings, fieldMappings: [...defaultGoogleFields], mappings: [everyone], ...change };
}

/** A desk with sites 1 and 2, user roles 1 and 2, agent roles 1 and 2 (2 administers), board 1, board role 1, and some custom fields. */
export function makeCatalogue(change: Partial<DeskCatalogue> = {}): DeskCatalogue {
  return {
    sites: new Map([1, 2].map((id) => [id, { name: `Site ${id}`, customer: "Brackwater" }])),
    userRoles: new Map([1, 2].map((id) => [id, `User role ${id}`])),
    agentRoles: new Map([1, 2].map((id) => [id, { name: `Agent role ${id}`, isAdministrator: id === 2 }])),
    cabs: new Map([[1, "Standard changes"]]),
    cabRoles: new Map([[1, "Approver"]]),
    customFields: [makeCustomField({ key: "costCentre" })],
    ...change,
  };
}

/** A custom text field of users. */
export function makeCustomField(change: Partial<CustomField> = {}): CustomField {
  return { entity: "user", key: "note", label: "Note", type: "text", options: [], ...change };
}

/** An active user of site 1 on the desk, as planning sees it. */
export function makeRecord(change: Partial<DeskRecord> = {}): DeskRecord {
  const isAgent = change.entity === "agent";
  return {
    entity: "user",
    id: 7,
    version: 3,
    values: {},
    isActive: true,
    isProtected: false,
    isApiOnly: false,
    siteId: isAgent ? null : 1,
    managerId: null,
    agentId: null,
    isAdministrator: false,
    grants: [],
    ...change,
  };
}

/** What a connection remembers of a record that it linked in run 1. */
export function makeLinkState(change: Partial<LinkState> = {}): LinkState {
  return { sinceRunId: 1, given: {}, deactivatedBecause: null, waitsForManager: null, ...change };
}

/** Something held, given by hand unless told. */
export function makeGrant(grant: Pick<Grant, "kind" | "id"> & Partial<Grant>): Grant {
  return { cabRoleId: null, source: "hand", connectionId: null, ...grant };
}

/** Facts of one import about somebody whom the desk does not know. */
export function makeEntityFacts(change: Partial<EntityFacts> = {}): EntityFacts {
  return { link: null, answer: null, candidates: [], heldBecause: null, isPresentElsewhere: false, ...change };
}

/** Facts about a person in the user import, unless other imports are named. */
export function makeFacts(person: PersonFacts["person"], change: Partial<PersonFacts> = {}): PersonFacts {
  return { person, absence: null, groups: new Set(), manager: null, entities: { user: makeEntityFacts() }, ...change };
}

/** The planning of run 9 of connection 1. */
export function makePlanContext(settings: Partial<ConnectionSettings> = {}, change: Partial<PlanContext> = {}): PlanContext {
  const compiled = compileSettings(makeSettings(settings), makeCatalogue().customFields);
  return { connectionId: 1, sharesPeopleWith: [], contested: new Set(), runId: 9, isScheduled: false, compiled, ...change };
}

/** An update of user 7 that changes nothing yet. */
export function makeChange(change: Partial<Change> = {}): Change {
  const about = {
    entity: "user",
    externalId: "p1",
    recordId: 7,
    name: "Person p1",
    email: "p1@example.test",
    mappingId: 1,
    because: [],
  } as const;
  return {
    ...note({ ...about, because: [], kind: "leftOut" }),
    kind: "update",
    expectsVersion: 3,
    match: { kind: "byId", sinceRunId: 1 },
    ...change,
  };
}

/** Empties every table and makes a world in it: the cheapest way to a database that holds nothing else. */
export async function makeFreshWorld(database: Database, directory: MemoryDirectory): Promise<World> {
  const tables = await sql<{ names: string }>`
    select string_agg(quote_ident(tablename), ', ') as names from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(
    database.db,
  );
  await sql.raw(`truncate ${must(tables.rows[0], "a row").names} restart identity cascade`).execute(database.db);
  return await makeWorld(database, directory);
}

const deskTables = ["users", "agents", "user_role_grants", "agent_role_grants", "cab_grants", "links"];

/** What the desk's tables hold, row by row; versions are left out unless `isWithVersions`, which also shows rows that were written without a change. */
export async function dumpDesk(
  db: Db,
  options: { readonly isWithVersions: boolean; readonly tables?: readonly string[] } = { isWithVersions: false },
): Promise<Readonly<Record<string, readonly object[]>>> {
  const dump: Record<string, readonly object[]> = {};
  for (const table of options.tables ?? deskTables) {
    const row = options.isWithVersions ? sql`to_jsonb(t) || jsonb_build_object('written', t.xmin::text)` : sql`to_jsonb(t) - 'version'`;
    const answer = await sql<{
      rows: readonly object[];
    }>`select coalesce(jsonb_agg(row order by row::text), '[]') as rows from (select ${row} as row from ${sql.table(table)} t) listed`.execute(
      db,
    );
    dump[table] = must(answer.rows[0], "a row").rows;
  }
  return dump;
}

/** The desk record that an account is linked to; null when it is linked to none. */
export async function findRecord(world: World, externalId: string, entity: Entity = "user"): Promise<DeskRecord | null> {
  const link = (await listLinks(world.db, world.connectionId, entity, [externalId])).get(externalId);
  return link === undefined ? null : ((await listRecords(world.db, entity, [link.recordId])).get(link.recordId) ?? null);
}

/** All lines of a run. */
export async function listLines(world: World, runId: number): Promise<readonly StoredLine[]> {
  return await listChanges(world.db, runId, { after: 0, limit: 10_000 });
}

/** What a run did about whom, in short: `p1 user create`. */
export async function sayLines(world: World, runId: number): Promise<readonly string[]> {
  return (await listLines(world, runId)).map(({ change }) => `${change.externalId} ${change.entity} ${change.kind}`).sort();
}
