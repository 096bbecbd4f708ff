import { after, before, describe } from "node:test";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { defaultGoogleFields } from "../src/core/default-fields.ts";
import { saveConnection } from "../src/connections/save-connection.ts";
import { saveSettings } from "../src/connections/save-settings.ts";
import { defaultPace, googleEndpoints } from "../src/model/connection.ts";
import { must } from "../src/model/errors.ts";
import { foldText } from "../src/model/fold-text.ts";
import type { Person } from "../src/model/person.ts";
import { type ConnectionSettings, emptySettings, type Mapping } from "../src/model/settings.ts";
import { type Database, type Db, openDatabase } from "../src/store/open-database.ts";
import type { SyncContext } from "../src/sync/context.ts";
import { runImport, type ImportInput } from "../src/sync/run-import.ts";
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
  const customer = await db.insertInto("customers").values({ name: `Customer ${tag}` }).returning("id").executeTakeFirstOrThrow();
  const site = async (name: string, isMain: boolean) =>
    (await db.insertInto("sites").values({ name, customer_id: customer.id, is_main: isMain }).returning("id").executeTakeFirstOrThrow()).id;
  const named = async (table: "user_roles" | "agent_roles" | "cabs" | "cab_roles", name: string) =>
    (await db.insertInto(table).values({ name: `${name} ${tag}` }).returning("id").executeTakeFirstOrThrow()).id;
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
export async function addUser(db: Db, user: { siteId: number; name: string; email?: string; employeeNumber?: string; agentId?: number; isActive?: boolean; isProtected?: boolean }): Promise<number> {
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
export async function addAgent(db: Db, agent: { name: string; email?: string; roles?: readonly number[]; isApiOnly?: boolean; isProtected?: boolean; isActive?: boolean }): Promise<number> {
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
    await db.insertInto("agent_role_grants").values({ record_id: row.id, target_id: role, cab_role_id: null, source: "hand", connection_id: null }).execute();
  }
  return row.id;
}
