import assert from "node:assert/strict";
import { test } from "node:test";
import { findRecord, makeMapping, makePerson, makeWorld, onEveryEngine, type World } from "../../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../../test/memory-directory.ts";
import { editRecord } from "../../desk/edit-record.ts";
import { Conflict, must } from "../../model/errors.ts";
import { typeCommand } from "../testing/type-command.ts";
import { undoCommand } from "./undo.ts";

onEveryEngine("muster undo", (open) => {
  test("P4 a record changed by hand since is left alone, with who did it and when", async () => {
    const { world, runId } = await makeImported();
    const record = must(await findRecord(world, "ada"), "Ada's record");
    world.clock.now = new Date("2026-11-21T14:33:00Z");
    const edit = { values: { title: "Poet" } };
    await editRecord(world.db, { entity: "user", recordId: record.id, edit, by: "Owen", now: world.clock.now, expectsVersion: null });
    const { lines } = await typeCommand(world, undoCommand, [String(runId)]);
    assert.ok(lines.includes("1 change to take back. 1 left alone. Nothing is sent to Google."), lines.join("\n"));
    assert.ok(lines.includes("  ada: the desk record was changed meanwhile by Owen, 21 Nov 2026 14:33 UTC"), lines.join("\n"));
  });

  test("P4 a record changed by a later run is left alone, with that run", async () => {
    const { world, directory, runId } = await makeImported();
    directory.people = directory.people.map((person) => (person.id === "ada" ? { ...person, email: "king@example.test" } : person));
    const later = await world.import({ kind: "scheduled" });
    const { lines } = await typeCommand(world, undoCommand, [String(runId)]);
    assert.ok(
      lines.some((line) => line.endsWith(`the desk record was changed meanwhile by run ${later.id} (scheduled import)`)),
      lines.join("\n"),
    );
  });

  test("P4 an undo that leaves nobody alone says nothing of it; applied, it says who is held, and a preview doesn't", async () => {
    const { world, runId } = await makeImported();
    const preview = await typeCommand(world, undoCommand, [String(runId)]);
    assert.ok(preview.lines.includes("2 changes to take back. Nothing is sent to Google."), preview.lines.join("\n"));
    assert.ok(!preview.lines.some((line) => line.includes("held")));
    const applied = await typeCommand(world, undoCommand, [String(runId), "--apply"]);
    assert.ok(applied.lines.some((line) => line.startsWith(`2 people are held back, because run ${runId} was undone by run`)));
    assert.match(applied.lines.at(-1) ?? "", /-- release "Directory/);
  });

  test("P4 a run that was not applied can't be taken back, and is named as lists name it", async () => {
    const { world } = await makeImported();
    const planned = await world.import({ kind: "replan" });
    await assert.rejects(
      typeCommand(world, undoCommand, [String(planned.id)]),
      (error) =>
        error instanceof Conflict && error.message === `Run ${planned.id} was not applied (nothing to do): there is nothing to take back.`,
    );
  });

  async function makeImported(): Promise<{ world: World; directory: MemoryDirectory; runId: number }> {
    const directory = makeDirectory(["ada", "ben"].map((id) => makePerson(id, { name: id, email: `${id}@example.test` })));
    const world = await makeWorld(open(), directory);
    await world.configure({ mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })] });
    return { world, directory, runId: (await world.import()).id };
  }
});
