import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMapping, makePerson, makeWorld, onEveryEngine, type World } from "../../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../../test/memory-directory.ts";
import { pauseConnection } from "../../connections/save-connection.ts";
import { DirectoryRefused, Invalid } from "../../model/errors.ts";
import { planNumber } from "../../model/run.ts";
import { getRun } from "../../sync/run-store.ts";
import { undoRun } from "../../sync/undo-run.ts";
import { describeError, exitCodeOf } from "../describe-error.ts";
import { nameOf, type Typed, typeCommand } from "../testing/type-command.ts";
import { importCommand } from "./import.ts";

onEveryEngine("muster import", (open) => {
  test("P3 while another plan waits, a preview offers an answer to that one and not itself", async () => {
    const { world, directory } = await makeImported();
    await world.configure({ limits: { ...noDeactivations, shrinkPercent: 30 } });
    directory.people = directory.people.map((person) => ({ ...person, standing: "suspended" as const }));
    const waiting = await world.import({ kind: "scheduled" });
    assert.equal(waiting.state, "waiting");
    directory.people.push(makePerson("new", { email: "new@example.test" }));
    const { lines, code } = await type(world, []);
    const text = lines.join("\n");
    assert.equal(code, 0);
    assert.match(text, new RegExp(`plan ${planNumber(waiting)} waits for approval`));
    assert.deepEqual(
      [...text.matchAll(/--(approve|reject) (\S+)/g)].map(([, answer, plan]) => [answer, plan]),
      [
        ["approve", planNumber(waiting)],
        ["reject", planNumber(waiting)],
      ],
    );
  });

  test("P4 after an undo an import says who is held, since which run, and how that ends", async () => {
    const { world, runId } = await makeImported();
    await undo(world, runId);
    const { lines } = await type(world, []);
    assert.ok(lines.includes(`2 people are held back, because run ${runId} was undone by run ${runId + 1}.`), lines.join("\n"));
    assert.ok(lines.at(-1)?.endsWith(`-- release "${await nameOf(world)}"`));
    const fromCopy = await type(world, ["--from-copy"]);
    assert.ok(
      fromCopy.lines.includes(`      2  held back, because run ${runId} was undone by run ${runId + 1}`),
      fromCopy.lines.join("\n"),
    );
  });

  test("P4 who has changed in the directory since an undo is held no more, and not counted", async () => {
    const { world, directory, runId } = await makeImported();
    await undo(world, runId);
    directory.people = directory.people.map((person) => (person.id === "ada" ? { ...person, name: "Ada King" } : person));
    const { lines } = await type(world, []);
    assert.ok(lines.includes(`1 person is held back, because run ${runId} was undone by run ${runId + 1}.`), lines.join("\n"));
  });

  test("G10 rows chosen where there is nothing to do: unknown people are an error, known ones are told so", async () => {
    const { world } = await makeImported();
    await assert.rejects(
      type(world, ["--only", "ada@example.test,nobody@example.test"]),
      (error) => error instanceof Invalid && error.faults.length === 1 && error.faults[0]?.at === "nobody@example.test",
    );
    const { lines, code } = await type(world, ["--without", "ADA@example.test"]);
    assert.deepEqual([code, lines.at(-1)], [0, "Known, with nothing to write: ADA@example.test."]);
  });

  test("G12 a scheduled import of a paused connection ends as a refusal of the directory, and starts no run", async () => {
    const { world, runId } = await makeImported();
    await pauseConnection(world.db, world.connectionId, "Google took the permission back.");
    await assert.rejects(type(world, ["--scheduled", "--apply"]), (error) => {
      assert.ok(error instanceof DirectoryRefused);
      assert.equal(exitCodeOf(describeError(error, new AbortController().signal)), 3);
      assert.match(error.message, /is paused, and nothing was asked: Google took the permission back\. To connect again: npm run muster/);
      return true;
    });
    await assert.rejects(getRun(world.db, runId + 1));
  });

  async function makeImported(): Promise<{ world: World; directory: MemoryDirectory; runId: number }> {
    const people = ["ada", "ben"].map((id) => makePerson(id, { email: `${id}@example.test` }));
    const directory = makeDirectory(people);
    const world = await makeWorld(open(), directory);
    await world.configure({
      mappings: [makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } })],
      deactivatesSuspendedUsers: true,
    });
    return { world, directory, runId: (await world.import()).id };
  }

  async function undo(world: World, runId: number): Promise<void> {
    await undoRun(world.context, { runId, people: null, applies: true, startedBy: "test", onProgress: () => undefined });
  }

  async function type(world: World, words: readonly string[]): Promise<Typed> {
    return await typeCommand(world, importCommand, [await nameOf(world), ...words]);
  }
});

const noDeactivations = {
  deactivations: { count: 0, percent: null },
  roleLosses: { count: null, percent: null },
  siteMoves: { count: null, percent: null },
  creations: { count: null, percent: null },
};
