import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFreshWorld, makePerson, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import type { Person } from "../model/person.ts";
import { countPeople, findPeople, listChangedIds, listPeopleAfter, listPeopleById, loadDigests } from "./find-people.ts";
import { startReading } from "./readings.ts";
import { markAbsent, saveAbsenceProofs, savePeople } from "./save-people.ts";
import { digestOf } from "./seen-table.ts";

const toSave = (person: Person, content = "1") => ({ person, emailKey: person.email.toLowerCase(), digest: digestOf(person.id, content) });

onEveryEngine("the directory copy", (open) => {
  /** Three people in a first reading. */
  async function start(): Promise<{ world: World; first: number; second: number }> {
    const world = await makeFreshWorld(open(), makeDirectory());
    const { db, connectionId } = world;
    const first = await startReading(db, { connectionId, asked: {}, now: world.clock.now });
    await savePeople(
      db,
      connectionId,
      first,
      ["c", "a", "B"].map((id) => toSave(makePerson(id))),
    );
    return { world, first, second: await startReading(db, { connectionId, asked: {}, now: world.clock.now }) };
  }

  test("I1 people are listed in order of directory id, byte by byte, page after page", async () => {
    const { world } = await start();
    const page = await listPeopleAfter(world.db, world.connectionId, "", 2);
    const rest = await listPeopleAfter(world.db, world.connectionId, page.at(-1)?.id ?? "", 2);
    assert.deepEqual([page.map(({ id }) => id), rest.map(({ id }) => id)], [["B", "a"], ["c"]]);
    assert.deepEqual(page[1]?.person, makePerson("a"));
  });

  test("I1 a person who changed is newer than the reading before, the others are not", async () => {
    const { world, first, second } = await start();
    await savePeople(world.db, world.connectionId, second, [toSave(makePerson("a", { name: "New Name" }), "2")]);
    assert.deepEqual(await listChangedIds(world.db, world.connectionId, first), ["a"]);
    const [changed] = await listPeopleById(world.db, world.connectionId, ["a"]);
    assert.equal(changed?.readingId, second);
    assert.ok((await loadDigests(world.db, world.connectionId)).includes(digestOf("a", "2")));
  });

  test("G15 marking absent concerns exactly the records unseen with that very content, once, and says who they are", async () => {
    const { world, second } = await start();
    const unseen = [digestOf("a", "1"), digestOf("c", "another content")];
    assert.deepEqual(await markAbsent(world.db, world.connectionId, second, unseen), ["a"]);
    assert.deepEqual(await markAbsent(world.db, world.connectionId, second + 1, unseen), []);
    const [absent] = await listPeopleById(world.db, world.connectionId, ["a"]);
    assert.deepEqual(absent?.absence, { readingId: second, proof: null });
    assert.deepEqual([await countPeople(world.db, world.connectionId), (await loadDigests(world.db, world.connectionId)).length], [2, 32]);
  });

  test("G15 a proof is kept only for somebody who is absent, and goes when they are back", async () => {
    const { world, second } = await start();
    await markAbsent(world.db, world.connectionId, second, [digestOf("a", "1")]);
    await saveAbsenceProofs(
      world.db,
      world.connectionId,
      new Map([
        ["a", "404"],
        ["c", "404"],
      ]),
    );
    const proofs = async () =>
      (await listPeopleById(world.db, world.connectionId, ["a", "c"])).map(({ absence }) => absence?.proof ?? null);
    assert.deepEqual(await proofs(), ["404", null]);
    await savePeople(world.db, world.connectionId, second, [toSave(makePerson("a"))]);
    assert.deepEqual((await listPeopleById(world.db, world.connectionId, ["a"]))[0]?.absence, null);
    await markAbsent(world.db, world.connectionId, second + 1, [digestOf("a", "1")]);
    assert.deepEqual(await proofs(), [null, null]);
  });

  test("E12 somebody is found by address, id or a part of the name; signs of a pattern mean themselves", async () => {
    const { world, first } = await start();
    await savePeople(world.db, world.connectionId, first, [toSave(makePerson("d", { name: "100% Real_Name" }))]);
    const find = async (text: string) => (await findPeople(world.db, world.connectionId, text, text.toLowerCase())).map(({ id }) => id);
    assert.deepEqual(
      [await find("A@Example.test"), await find("c"), await find("% real_"), await find("x% y_"), await find("person")],
      [["a"], ["c"], ["d"], [], ["B", "a", "c"]],
    );
  });
});
