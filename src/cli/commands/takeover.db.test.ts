import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeFreshWorld, onEveryEngine } from "../../../test/make.ts";
import { makeDirectory } from "../../../test/memory-directory.ts";
import { must } from "../../model/errors.ts";
import { typeCommand } from "../testing/type-command.ts";
import { takeoverCommands } from "./takeover.ts";

const command = (name: string) =>
  must(
    takeoverCommands.find((one) => one.name === name),
    name,
  );

onEveryEngine("muster takeover", (open) => {
  test("P12 files are planned, the plan is applied by its hash, and taken back", async (t) => {
    const world = await makeFreshWorld(open(), makeDirectory([]));
    const folder = await mkdtemp(join(tmpdir(), "muster-takeover-"));
    t.after(() => rm(folder, { recursive: true }));
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const customers = await file("customers.csv", "Id,Firm\n1,Alder & Finch\n2,\n");
    const columns = await file("columns.json", '{ "customer": { "Id": "id", "Firm": "name" } }');
    await assert.rejects(typeCommand(world, command("takeover plan"), ["Halo", "--customers", customers]), /no column fills Name/);
    await assert.rejects(typeCommand(world, command("takeover plan"), ["Halo"]), /name one at least/);
    assert.equal((await world.db.selectFrom("takeovers").select("id").execute()).length, 0, "nothing half made stays");
    const planned = await typeCommand(world, command("takeover plan"), ["Halo", "--customers", customers, "--columns", columns]);
    assert.ok(planned.lines.includes("customer without a name, line 3: can't be taken over: Name is missing"), planned.lines.join("\n"));
    const apply = /-- takeover apply (\d+) --hash ([0-9a-f]{8})$/.exec(planned.lines.at(-1) ?? "");
    const [, id = "", hash = ""] = must(apply, "the command that comes next");
    await assert.rejects(typeCommand(world, command("takeover apply"), [id, "--hash", "00000000"]), /not the plan/);
    const applied = await typeCommand(world, command("takeover apply"), [id, "--hash", hash]);
    assert.deepEqual([applied.code, applied.lines.at(-1)], [0, "2 applied."]);
    assert.equal((await world.db.selectFrom("customers").select("id").where("name", "=", "Alder & Finch").execute()).length, 1);
    const undone = await typeCommand(world, command("takeover undo"), [id, "--apply"], true);
    assert.deepEqual(
      undone.results.map((result) => (result as { outcomes: object }).outcomes),
      [{ applied: 2 }],
    );
    assert.equal((await world.db.selectFrom("customers").select("id").where("name", "=", "Alder & Finch").execute()).length, 0);
  });
});
