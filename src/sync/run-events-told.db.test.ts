import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFreshWorld, makePerson, onEveryEngine } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { EventName } from "../model/event.ts";
import type { Database } from "../store/open-database.ts";
import { undoRun } from "./undo-run.ts";

async function wantEvents(database: Database): Promise<void> {
  await database.db
    .insertInto("webhooks")
    .values({
      name: "n8n",
      url: "https://hooks.example.com/",
      events: JSON.stringify(EventName.options),
      sealed: Buffer.alloc(0),
      created_at: new Date("2026-11-21T14:00:00Z"),
      created_by: "Owen",
    })
    .execute();
}

async function listTold(database: Database): Promise<readonly (readonly [string, unknown])[]> {
  const rows = await database.db.selectFrom("events").select(["name", "payload"]).orderBy("id").execute();
  await database.db.deleteFrom("events").execute();
  // The payload of every event has its record.
  return rows.map((row) => [
    row.name,
    (row.payload.record as { readonly name?: string; readonly state?: string }).name ?? row.payload.runId ?? "run",
  ]);
}

onEveryEngine("what a run does is told to webhooks", (open) => {
  test("person by person, then the run; and the same when it is undone", async () => {
    const database = open();
    const directory = makeDirectory([makePerson("a", { name: "Ana Reis" }), makePerson("b", { name: "Rui Costa" })]);
    const world = await makeFreshWorld(database, directory);
    await world.configure({ deactivatesSuspendedUsers: true });
    await wantEvents(database);
    await world.import();
    assert.deepEqual(await listTold(database), [
      ["user.created", "Ana Reis"],
      ["user.created", "Rui Costa"],
      ["run.applied", "run"],
    ]);
    await world.import();
    assert.deepEqual(await listTold(database), [], "nothing happened");
    directory.people = [makePerson("a", { name: "Ana Reis", standing: "suspended" }), makePerson("b", { name: "Rui Costa Silva" })];
    const run = await world.import();
    const told = await listTold(database);
    assert.deepEqual(
      told.map(([name]) => name),
      ["user.updated", "user.updated", "user.deactivated", "run.applied"],
    );
    await undoRun(world.context, { runId: run.id, people: null, applies: true, startedBy: "Owen", onProgress: () => undefined });
    const undone = (await listTold(database)).map(([name]) => name);
    assert.deepEqual(undone, ["user.updated", "user.updated", "run.applied", "run.undone"]);
  });
});
