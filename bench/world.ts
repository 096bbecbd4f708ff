import { sql } from "kysely";
import { type GeneratedSize, generatedPerson } from "../sandbox/seed/generated-people.ts";
import { sandboxAddresses } from "../src/config/resolve-endpoints.ts";
import { getConnection } from "../src/connections/get-connection.ts";
import { saveConnection } from "../src/connections/save-connection.ts";
import { saveSettings } from "../src/connections/save-settings.ts";
import { defaultGoogleFields } from "../src/core/default-fields.ts";
import type { Connection } from "../src/model/connection.ts";
import type { DirectorySource } from "../src/model/directory.ts";
import { foldText } from "../src/model/fold-text.ts";
import { type ConnectionSettings, defaultLimits, emptySettings, type FieldMapping, type Mapping } from "../src/model/settings.ts";
import { createGoogleSource } from "../src/sources/google/create-google-source.ts";
import type { Db } from "../src/store/open-database.ts";
import { groupIdsOf, rolePlaceOf, traceOf } from "./organisation.ts";

/** A desk with a connection to the sandbox, ready for its first import. */
export interface World {
  readonly connectionId: number;
  readonly openSource: (connection: Connection, signal: AbortSignal) => Promise<DirectorySource>;
}

const roleCount = 10;

/** Builds the desk: a customer, three sites, ten user roles, a fifth of the people without links, and the connection with its settings. */
export async function buildWorld(db: Db, size: GeneratedSize, sandboxUrl: string): Promise<World> {
  const { id: customer } = await db.insertInto("customers").values({ name: "Customer" }).returning("id").executeTakeFirstOrThrow();
  const names = ["Main", "North", "South"];
  const sites = await db
    .insertInto("sites")
    .values(names.map((name, index) => ({ name, customer_id: customer, is_main: index === 0 })))
    .returning("id")
    .execute();
  const roles = await db
    .insertInto("user_roles")
    .values(Array.from({ length: roleCount }, (_, index) => ({ name: `Role ${index}` })))
    .returning("id")
    .execute();
  await db
    .insertInto("custom_fields")
    .values([customField("costCentre", "Cost centre"), customField("orgUnit", "Org unit")])
    .execute();
  const siteIds = sites.map((site) => site.id);
  await addPeople(db, size, siteIds[0] ?? 0);
  const { connection, openSource } = await connect(sandboxUrl);
  const connectionId = await saveConnection(db, connection);
  const settings = settingsFor(size, { siteIds, roleIds: roles.map((role) => role.id) });
  await saveSettings(db, { connectionId, settings, savedBy: "bench", now: new Date(), expectsVersion: null });
  return { connectionId, openSource };
}

/** Saves the settings with a switch turned that asks nothing else of the directory and changes nobody. */
export async function turnSwitch(db: Db, connectionId: number): Promise<void> {
  const { settings } = await getConnection(db, connectionId);
  const turned = { ...settings, keepsSiteOfExisting: !settings.keepsSiteOfExisting };
  await saveSettings(db, { connectionId, settings: turned, savedBy: "bench", now: new Date(), expectsVersion: null });
}

interface Credentials {
  readonly adminEmail: string;
  readonly serviceAccount: { readonly client_email: string; readonly private_key: string; readonly private_key_id: string };
}

/** A connection to the sandbox's organisation, and how to open its source. */
export async function connect(url: string) {
  const answer = await fetch(`${url}/control/credentials`);
  // What the sandbox's control endpoint answers for a generated organisation.
  const [credentials] = (await answer.json()) as readonly [Credentials];
  const key = credentials.serviceAccount;
  const secrets = {
    kind: "serviceAccount",
    clientEmail: key.client_email,
    privateKey: key.private_key,
    privateKeyId: key.private_key_id,
  } as const;
  const connection: Omit<Connection, "id"> & { id: null } = {
    id: null,
    name: "Generated organisation",
    provider: "google",
    signIn: { kind: "serviceAccount", subject: credentials.adminEmail, account: null },
    endpoints: sandboxAddresses(url),
    pace: { atOnce: 10, perMinute: 100_000 },
    state: "connected",
    pausedBecause: null,
  };
  const openSource: World["openSource"] = async (opened, signal) => createGoogleSource({ connection: opened, secrets, signal });
  return { connection, openSource };
}

function customField(key: string, label: string) {
  return { entity: "user", key, label, type: "text", options: "[]" };
}

function settingsFor(size: GeneratedSize, desk: { siteIds: readonly number[]; roleIds: readonly number[] }): ConnectionSettings {
  return {
    ...emptySettings,
    mappings: mappingsTo(desk.siteIds),
    fieldMappings: [...defaultGoogleFields, ...moreFields],
    groupMappings: groupIdsOf(size).map((groupId, index) => ({
      id: 0,
      groupId,
      groupName: `Group ${index}`,
      gives: { kind: "userRole", roleId: desk.roleIds[rolePlaceOf(index, roleCount)] ?? 0 },
    })),
    matching: { users: [{ kind: "email" }, { kind: "alias" }, { kind: "field", field: "employeeNumber" }], agents: [] },
    // People who were on the desk before may move in any number; every other limit is as it comes.
    limits: { ...defaultLimits, siteMoves: { count: null, percent: null } },
  };
}

/** Two sites with conditions over attributes and org units, and everybody else at the main one. */
function mappingsTo([main = 0, north = 0, south = 0]: readonly number[]): readonly Mapping[] & ConnectionSettings["mappings"] {
  const place = (siteId: number) => ({ kind: "site", siteId, userRoleId: null }) as const;
  const department = "organizations[primary].department";
  return [
    {
      id: 0,
      sequence: 1,
      name: "North",
      part: null,
      destination: place(north),
      filter: {
        kind: "all",
        of: [
          { kind: "fieldInList", field: department, values: ["Platform", "Research", "Design"] },
          { kind: "field", field: "organizations[primary].title", op: "contains", value: "engineer" },
        ],
      },
    },
    {
      id: 0,
      sequence: 2,
      name: "South",
      part: null,
      destination: place(south),
      filter: {
        kind: "any",
        of: [
          { kind: "orgUnit", path: "/Sales", includesBelow: true },
          { kind: "field", field: department, op: "equals", value: "Legal" },
        ],
      },
    },
    { id: 0, sequence: 3, name: "Everybody else", part: null, destination: place(main), filter: null },
  ];
}

/** With the usual nine, twelve fields of a user. */
const moreFields: readonly FieldMapping[] = [
  { entity: "user", field: "employeeNumber", from: "externalIds[type=organization].value", policy: "directory", clearsWhenEmpty: false },
  { entity: "user", field: "custom.costCentre", from: "organizations[primary].costCenter", policy: "directory", clearsWhenEmpty: false },
  { entity: "user", field: "custom.orgUnit", from: "orgUnitPath", policy: "directory", clearsWhenEmpty: false },
];

async function addPeople(db: Db, size: GeneratedSize, siteId: number): Promise<void> {
  for (let from = 0; from < size.people; from += 5000) {
    const rows = [];
    for (let index = from; index < Math.min(from + 5000, size.people); index += 1) {
      const row = deskRowOf(size, index);
      if (row !== null) rows.push(row);
    }
    await sql`
      insert into users (site_id, name, name_key, email, email_key, employee_number)
      select ${siteId}::int, name, name_key, email, email_key, number
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(name text, name_key text, email text, email_key text, number text)`.execute(
      db,
    );
  }
  await sql`analyze users`.execute(db);
}

function deskRowOf(size: GeneratedSize, index: number) {
  const person = generatedPerson(size, index);
  const trace = traceOf(index, person.aliases);
  if (trace === null) return null;
  const name = `${person.givenName} ${person.familyName}`;
  const emails = { email: person.email, alias: person.aliases[0] ?? "", employeeNumber: `before.${index}@${size.domain}` };
  const email = emails[trace];
  return {
    name,
    name_key: foldText(name),
    email,
    email_key: foldText(email),
    number: trace === "employeeNumber" ? person.employeeNumber : null,
  };
}
