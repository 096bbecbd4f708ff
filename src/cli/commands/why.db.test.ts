import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeMapping, makePerson, makeWorld, onEveryEngine, type World } from "../../../test/make.ts";
import { makeDirectory } from "../../../test/memory-directory.ts";
import { Invalid } from "../../model/errors.ts";
import { Why } from "../../model/why.ts";
import { nameOf, type Typed, typeCommand } from "../testing/type-command.ts";
import { whyCommand } from "./why.ts";

onEveryEngine("muster why", (open) => {
  test("P1 the panel answers in order, within 120 columns", async () => {
    const { lines, code } = await type(await makeTwoMappings(), ["ada@example.test"]);
    assert.equal(code, 0);
    const titles = lines.flatMap((line) => /^ {2}(\d) \S/.exec(line)?.[1] ?? []);
    assert.deepEqual(titles, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert.match(lines.join("\n"), /Ada Byron will be created as a user at Leeds, because mapping 1 "Everyone, and everyone/);
    for (const line of lines) assert.ok(line.length <= 120, line);
  });

  test("P1 the panel says what would happen if another mapping came first", async () => {
    const { lines } = await type(await makeTwoMappings(), ["ada", "--if-first", "2"]);
    assert.ok(lines.some((line) => line.trim() === 'If mapping 2 "Porto" came first: Porto.'));
  });

  test("P1 somebody whom only the desk knows has a panel of a few lines", async () => {
    const world = await makeTwoMappings();
    const id = await addUser(world.db, {
      siteId: world.sites.leeds,
      name: "Helena Brandt",
      email: `helena-${world.connectionId}@example.test`,
    });
    const { lines } = await type(world, [`helena-${world.connectionId}@example.test`]);
    assert.ok(lines.some((line) => line.includes(`user #${id} Helena Brandt, active: not linked to any account of this directory`)));
    assert.ok(lines.at(-1)?.includes("nothing that Muster knows of"));
  });

  test("P1 programs get the panel as one value, and no lines", async () => {
    const { lines, results } = await type(await makeTwoMappings(), ["ada"], true);
    assert.deepEqual(lines, []);
    assert.equal(Why.parse(results[0]).kind, "account");
  });

  test("P1 a sequence that is no number is refused with the usage", async () => {
    const world = await makeTwoMappings();
    await assert.rejects(
      type(world, ["ada", "--if-first", "Porto"]),
      (error) => error instanceof Invalid && error.message.includes("Usage: npm run muster -- why"),
    );
  });

  async function makeTwoMappings(): Promise<World> {
    const phones = [{ type: "mobile", value: `+44 ${"7".repeat(150)}` }];
    const world = await makeWorld(open(), makeDirectory([makePerson("ada", { name: "Ada Byron", attributes: { phones } })]));
    const site = (siteId: number) => ({ kind: "site" as const, siteId, userRoleId: null });
    const long = {
      kind: "fieldInList" as const,
      field: "email",
      values: Array.from({ length: 30 }, (_, index) => (index === 3 ? "ada@example.test" : `nobody-${index}@example.test`)),
    };
    await world.configure({
      mappings: [
        makeMapping({
          sequence: 1,
          name: `Everyone, ${"and everyone else ".repeat(4)}`.trim(),
          destination: site(world.sites.leeds),
          filter: long,
        }),
        makeMapping({ sequence: 2, name: "Porto", destination: site(world.sites.porto) }),
      ],
    });
    await world.import({ applies: false });
    return world;
  }

  async function type(world: World, words: readonly string[], isJson = false): Promise<Typed> {
    return await typeCommand(world, whyCommand, [await nameOf(world), ...words], isJson);
  }
});
