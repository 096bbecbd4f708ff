import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../test/make.ts";
import { Conflict } from "../model/errors.ts";
import { claimFolder } from "./claim-folder.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";

onEveryEngine("the database", (open) => {
  test("I1 of two who claim a connection's run at once one gets it, the other is told; after the release it is free", async () => {
    const claims = await Promise.all([open().claimRun(1), open().claimRun(1), open().claimRun(2)]);
    const [first, second, other] = claims;
    assert.equal([first, second].filter((claim) => claim !== null).length, 1);
    assert.notEqual(other, null);
    for (const claim of claims) await claim?.release();
    const again = await open().claimRun(1);
    assert.notEqual(again, null);
    await again?.release();
  });

  test("I1 many runs at once leave the database answering", { timeout: 20_000 }, async () => {
    const claims = await Promise.all(Array.from({ length: 9 }, (_, index) => open().claimRun(index + 10)));
    const tenth = open().claimRun(100);
    const eleventh = open().claimRun(101);
    const deadline = Promise.withResolvers<string>();
    const timer = setTimeout(() => deadline.resolve("no answer in three seconds"), 3000);
    const answer = await Promise.race([open().db.selectFrom("connections").select("id").execute(), deadline.promise]);
    clearTimeout(timer);
    for (const claim of claims) await claim?.release();
    for (const claim of [await tenth, await eleventh]) await claim?.release();
    assert.notEqual(answer, "no answer in three seconds");
  });

  test("P10 bringing the tables up to date twice at once does it once", async () => {
    await Promise.all([migrate(open().db), migrate(open().db)]);
    assert.deepEqual(await open().db.selectFrom("connections").select("id").execute(), []);
  });

  test("P10 a run at work is one per connection in the database too", async () => {
    const { db } = open();
    const connection = await db
      .insertInto("connections")
      .values({ name: "One", provider: "google", sign_in: "{}", endpoints: "{}", pace: "{}", paused_because: null, settings: "{}" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const row = {
      connection_id: connection.id,
      kind: "manual",
      entities: "[]",
      state: "reading",
      started_by: "kim",
      started_at: new Date(0),
      finished_at: null,
      undoes_run_id: null,
      settings_version: 1,
      reading_id: null,
      reading: null,
      counts: null,
      plan_hash: null,
      result: null,
      says: null,
    };
    await db.insertInto("runs").values(row).execute();
    await assert.rejects(
      db
        .insertInto("runs")
        .values({ ...row, state: "applying" })
        .execute(),
      /runs_one_at_work/,
    );
    await db
      .insertInto("runs")
      .values({ ...row, state: "waiting" })
      .execute();
  });
});

const url = process.env.TEST_DATABASE_URL;

function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

if (url !== undefined) test("P10 two processes that open an empty PostgreSQL at once both find its tables", () => openTwice(new URL(url)));

async function openTwice(server: URL): Promise<void> {
  const admin = await openDatabase({ url: server.href });
  const name = `muster_test_twice_${process.pid}`;
  await sql.raw(`create database ${name}`).execute(admin.db);
  server.pathname = `/${name}`;
  const opened = await Promise.all([openDatabase({ url: server.href }), openDatabase({ url: server.href })]);
  for (const database of opened) {
    assert.deepEqual(await database.db.selectFrom("users").selectAll().execute(), []);
    await database.close();
  }
  await sql.raw(`drop database ${name} with (force)`).execute(admin.db);
  await admin.close();
}

test("P10 a data folder that another process holds is refused with that process's number", async (context) => {
  const folder = makeFolder(context);
  const holder = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  context.after(() => holder.kill());
  await once(holder, "spawn");
  writeFileSync(join(folder, "muster.pid"), String(holder.pid));
  assert.throws(
    () => claimFolder(folder),
    (error) => error instanceof Conflict && error.message.includes(String(holder.pid)),
  );
  await assert.rejects(openDatabase({ folder }), Conflict);
});

test("P10 a data folder is claimed once in this process too, and is free after the release", (context) => {
  const folder = makeFolder(context);
  const claim = claimFolder(folder);
  assert.throws(() => claimFolder(folder), Conflict);
  claim.release();
  assert.ok(!existsSync(join(folder, "muster.pid")));
  claimFolder(folder).release();
});

for (const [says, mark] of [
  ["a process that has died", () => String(spawnSync(process.execPath, ["-e", ""]).pid)],
  ["a process that has died and had this one's number, as in a container that was started again", () => String(process.pid)],
  ["a process that died before it could write its number", () => ""],
] as const) {
  test(`P10 the mark of ${says} is taken over`, (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, "muster.pid"), mark());
    const claim = claimFolder(folder);
    assert.equal(readFileSync(join(folder, "muster.pid"), "utf8"), String(process.pid));
    claim.release();
  });
}
