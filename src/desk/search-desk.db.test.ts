import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeFreshWorld, makePerson, onEveryEngine } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { searchAccounts } from "../mirror/search-accounts.ts";
import { foldForSearch } from "../model/fold-text.ts";
import { editRecord } from "./edit-record.ts";
import { holds, searchRecords } from "./search-desk.ts";
import { vocabularyOf } from "./vocabulary.ts";

const names = [
  "Zoë Ćosić",
  "Søren Łukasik",
  "Đorđe Ħal",
  "İbrahim Işık",
  "Ŧore",
  "Ågot Größe",
  "Ελένη Παπά",
  "Андрей Йовков",
  "محمد",
  "김민준",
  "👩🏽‍💻 Ada",
  "plain",
];

onEveryEngine("what searches look through", (database) => {
  test("the database folds a name as the program folds what is typed", async () => {
    const { db, sites } = await makeFreshWorld(database(), makeDirectory());
    for (const name of names) {
      const id = await addUser(db, { siteId: sites.leeds, name, email: "x@example.test" });
      const row = await db.selectFrom("users").select("search_key").where("id", "=", id).executeTakeFirstOrThrow();
      assert.equal(row.search_key, `${foldForSearch(name)} x@example.test  `, name);
      assert.deepEqual(
        (await searchRecords(db, "user", { text: name, limit: 8 })).map((found) => found.id),
        [id],
        name,
      );
    }
  });

  test("the first records of a kind are known to corrections at once, and not minutes later", async () => {
    const { db, sites } = await makeFreshWorld(database(), makeDirectory());
    const now = new Date("2026-03-02T09:00:00Z");
    // A vocabulary of its own: that of the database knows other tests' people.
    const vocabulary = vocabularyOf({ ...database() });
    await vocabulary.warm(["user"], now);
    assert.equal(await vocabulary.correct(["user"], "lindkvist", now), null);
    await addUser(db, { siteId: sites.leeds, name: "Tomas Lindqvist", email: "tomas@example.test" });
    assert.equal(await vocabulary.correct(["user"], "lindkvist", now), "lindqvist");
  });

  test("follows every change, however it is made", async () => {
    const directory = makeDirectory([makePerson("p1", { name: "Inês Duarte" })]);
    const world = await makeFreshWorld(database(), directory);
    const found = async (text: string) => (await searchRecords(world.db, "user", { text, limit: 8 })).length;
    const accounts = async (text: string) => (await searchAccounts(world.db, holds(text), 8)).length;
    await world.import({ applies: false });
    assert.deepEqual([await found("ines"), await accounts("ines")], [0, 1]);
    await world.import();
    assert.deepEqual([await found("ines"), await accounts("ines")], [1, 0]);
    directory.people = [makePerson("p1", { name: "Inês Reis" })];
    await world.import();
    assert.deepEqual([await found("duarte"), await found("reis")], [0, 1]);
    const user = await world.db.selectFrom("users").select("id").executeTakeFirstOrThrow();
    const edit = { values: { name: "Renée Ó Faoláin", phone: "+353 (0)1 234-5678" } };
    await editRecord(world.db, { entity: "user", recordId: user.id, edit, by: "Owen", now: world.clock.now, expectsVersion: null });
    assert.deepEqual([await found("reis"), await found("renee o faolain"), await found("1234 5678")], [0, 1, 1]);
  });
});
