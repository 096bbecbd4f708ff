import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Hono } from "hono";
import { sql } from "kysely";
import type { ApiDependencies } from "../src/api/dependencies.ts";
import { createServer } from "../src/api/server.ts";
import { makeNeeds } from "../src/api/testing/make-needs.ts";
import { signInAs } from "../src/api/testing/sign-in-as.ts";
import { createRecordOf } from "../src/desk/records/save-record-of.ts";
import { assetKind } from "../src/model/records/assets.ts";
import { type Database, openDatabase } from "../src/store/open-database.ts";
import { type Document, listOperations, type Operation, requestTo, type Thrown } from "./generate-requests.ts";
import { addUser, makePerson, makeWorld } from "./make.ts";
import { makeDirectory } from "./memory-directory.ts";

let database: Database;
let needs: ApiDependencies;
let server: Hono;
let document: Document;
let cookie = "";

before(async () => {
  database = await openDatabase({ memory: true });
  const world = await makeWorld(database, makeDirectory([makePerson("p1"), makePerson("p2")]));
  needs = makeNeeds(database, { context: world.context, now: world.context.now });
  cookie = (await signInAs(needs, { name: "Owen", isAdministrator: true })).cookie;
  await world.import();
  const userId = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.test" });
  const saving = { by: "Owen", now: needs.now() };
  for (const name of ["LAPTOP-1", "LAPTOP-2"])
    await createRecordOf(world.db, assetKind, { name, typeId: 1, siteId: world.sites.leeds, userIds: [userId] }, saving);
  server = createServer(needs);
  // The document is of this shape: the test of the permissions holds it.
  document = (await (await server.request(`${needs.publicUrl}/v1/openapi.json`)).json()) as Document;
});
after(async () => {
  await needs.live.close();
  await database.close();
});

/** Every run of this test throws the same requests; another number throws others. */
const seed = Number(process.env.REQUESTS_SEED ?? 4);

/** A stream of what a run does ends with the run only. */
const streams = new Set(["GET /runs/{runId}/events"]);

async function throwAt({ method }: Operation, { path, headers, body }: Thrown): Promise<Response> {
  return await server.request(`${needs.publicUrl}/v1${path}`, { method, headers: { cookie, ...headers }, ...(body !== null && { body }) });
}

/** Sends so many requests to an operation, and says of each that was answered wrongly what it was. */
async function tryOut(operation: Operation, numRuns: number): Promise<string | null> {
  const property = fc.asyncProperty(requestTo(document, operation), async (thrown) => {
    const answer = await throwAt(operation, thrown);
    const text = await answer.text();
    const says = `${answer.status} ${text.slice(0, 300)}`;
    // What makes the session of this test end: it is renewed.
    if (answer.status === 401) cookie = (await signInAs(needs, { name: `Owen ${Math.random()}`, isAdministrator: true })).cookie;
    assert.ok(answer.status < 500 || operation.statuses.has(answer.status), says);
    assert.notEqual(answer.status, 500, says);
    assert.ok(operation.statuses.has(answer.status), `${says} is not documented`);
    if (answer.status < 400) return;
    assert.equal(answer.headers.get("content-type"), "application/problem+json", says);
    assert.equal(JSON.parse(text).status, answer.status, says);
  });
  const outcome = await fc.check(property, { numRuns, seed, endOnFailure: true });
  if (!outcome.failed) return null;
  const [thrown] = outcome.counterexample ?? [];
  const request = JSON.stringify(thrown)?.slice(0, 600);
  return `${operation.key}: ${outcome.errorInstance instanceof Error ? outcome.errorInstance.message : outcome.errorInstance}\n    ${request}`;
}

async function tryAll(operations: readonly Operation[], numRuns: number): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const operation of operations) {
    const says = await tryOut(operation, numRuns);
    if (says !== null) wrong.push(says);
  }
  return wrong;
}

/** What every table holds, as one digest a table. Using a session or a key is noted where it is used. */
async function digestTables(): Promise<Readonly<Record<string, string>>> {
  const { db } = database;
  const tables = await sql<{ tablename: string }>`
    select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(db);
  const digests: Record<string, string> = {};
  for (const { tablename } of tables.rows) {
    const answer = await sql<{ digest: string }>`
      select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest from ${sql.table(tablename)} t`.execute(db);
    digests[tablename] = answer.rows[0]?.digest ?? "";
  }
  return digests;
}

const operationsOf = (isRead: boolean) =>
  listOperations(document).filter(({ key, method }) => (method === "GET") === isRead && !streams.has(key));

test("whatever is asked of the API, it is answered, or refused as documented, and reading changes nothing", async () => {
  const before = await digestTables();
  const wrong = await tryAll(operationsOf(true), 14);
  assert.deepEqual(wrong, []);
  assert.deepEqual(await digestTables(), before);
});

test("whatever is sent to the API, it is taken, or refused as documented", async () => {
  const operations = operationsOf(false);
  assert.ok(operations.length > 100, "the operations were found");
  assert.deepEqual(await tryAll(operations, 14), []);
});
