import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { makeNeeds } from "../testing/make-needs.ts";
import { askApi, type SignedIn, signInAs } from "../testing/sign-in-as.ts";
import { claimKey } from "./idempotency-keys.ts";

let database: Database;
let needs: ApiDependencies;
let owen: SignedIn;
const clock = { now: new Date("2026-11-21T14:00:00Z") };

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database, { now: () => clock.now });
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
});
after(() => database.close());

const create = (name: string, key: string, who = owen) => who.ask("POST", "/teams", { name }, { "idempotency-key": key });
const countTeams = async () => (await owen.ask("GET", "/teams")).body.total;

test("a creation that comes twice makes one record, and is answered alike", async () => {
  const first = await create("Alpha", "key-a");
  const again = await create("Alpha", "key-a");
  assert.deepEqual([first.status, first.headers.get("idempotent-replayed")], [201, null]);
  assert.deepEqual([again.status, again.headers.get("idempotent-replayed"), again.headers.get("etag")], [201, "true", '"1"']);
  assert.deepEqual(again.body, first.body);
  assert.equal(await countTeams(), 1);
});

test("of many at once one is carried out; the others are told to ask again, or answered alike", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => create("Beta", "key-b")));
  const made = answers.filter((answer) => answer.status === 201);
  assert.ok(made.length > 0);
  assert.equal(new Set(made.map((answer) => answer.body.id)).size, 1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [409, "1"]);
  assert.equal((await owen.ask("GET", "/teams?name=Beta")).body.total, 1);
});

test("a key stands for one request: another body or address with it is refused", async () => {
  await create("Gamma", "key-c");
  const other = await create("Delta", "key-c");
  assert.deepEqual([other.status, other.headers.get("content-type")], [422, "application/problem+json"]);
  assert.equal((await owen.ask("POST", "/cabs", { name: "Gamma" }, { "idempotency-key": "key-c" })).status, 422);
});

test("keys are a caller's own, and last a day", async () => {
  const rosa = await signInAs(needs, { name: "Rosa", isAdministrator: true });
  await create("Epsilon", "key-d");
  assert.equal((await create("Zeta", "key-d", rosa)).status, 201);
  clock.now = new Date(clock.now.getTime() + 25 * 60 * 60 * 1000);
  owen = await signInAs(needs, { name: "Owen again", isAdministrator: true });
  assert.equal((await create("Eta", "key-d", owen)).status, 201);
});

test("what was refused made nothing, and leaves its key free", async () => {
  assert.equal((await create("", "key-e")).status, 400);
  assert.equal((await create("Theta", "key-e")).status, 201);
});

test("a failure on our side leaves the key free", async () => {
  const broken = { ...needs, context: { ...needs.context, now: () => assert.fail("the clock is broken") } };
  const headers = { cookie: owen.cookie, "idempotency-key": "key-f" };
  const failed = await askApi(broken, { method: "POST", path: "/teams", body: { name: "Iota" }, headers });
  assert.equal(failed.status, 500);
  const again = await create("Iota", "key-f");
  assert.deepEqual([again.status, again.headers.get("idempotent-replayed")], [201, null]);
});

test("a key is no sentence, and not endless", async () => {
  for (const key of ["a b", "x".repeat(256), ""]) {
    const { status, body } = await create("Kappa", key);
    assert.deepEqual([status, body.faults[0].at], [400, "Idempotency-Key"], key);
  }
});

test("who died at work holds a key for ten minutes, no longer", async () => {
  const request = { caller: "agent 1", key: "dead", hash: Buffer.from("1"), now: clock.now };
  assert.equal((await claimKey(database.db, request)).kind, "first");
  const later = (minutes: number) => ({ ...request, now: new Date(clock.now.getTime() + minutes * 60_000) });
  assert.equal((await claimKey(database.db, later(9))).kind, "atWork");
  assert.equal((await claimKey(database.db, later(11))).kind, "first");
});

test("answers are kept sealed: they may show a secret", async () => {
  await create("Lambda secret", "key-g");
  const rows = await database.db.selectFrom("idempotency_keys").select("answer").execute();
  assert.ok(rows.some((row) => row.answer !== null));
  assert.ok(rows.every((row) => row.answer?.includes("Lambda") !== true));
});
