import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../../test/make.ts";
import { Conflict } from "../../model/errors.ts";
import type { Database } from "../../store/open-database.ts";
import { changeMany } from "./change-many.ts";

async function makeTeams({ db }: Database, n: number): Promise<readonly number[]> {
  await db.deleteFrom("teams").execute();
  const names = Array.from({ length: n }, (_, i) => ({ name: `Team ${i}` }));
  const rows = await db.insertInto("teams").values(names).returning("id").execute();
  return rows.map((row) => row.id);
}

const emails = async ({ db }: Database) => (await sql`select 1 from teams where email <> ''`.execute(db)).rows.length;

onEveryEngine("many changes", (database) => {
  const write = (refused: number, broken: number) => async (trx: Database["db"], id: number) => {
    await sql`update teams set email = 'all@example.test' where id = ${id}`.execute(trx);
    if (id === refused) throw new Conflict("This one stays.");
    if (id === broken) throw new Error("The disk is full.");
    return id;
  };

  test("what is refused is left as it was, and hinders no other", async () => {
    const ids = await makeTeams(database(), 3);
    const [, second = 0] = ids;
    const outcomes = await changeMany(database().db, { ids: ids.toReversed(), write: write(second, 0), begin: null, isPreview: false });
    assert.deepEqual(
      outcomes.map((outcome) => [outcome.id, outcome.kind]),
      ids.map((id) => [id, id === second ? "refused" : "changes"]),
    );
    assert.equal(await emails(database()), 2);
  });

  test("where something fails that is no refusal, nothing of its batch is written", async () => {
    const ids = await makeTeams(database(), 250);
    const broken = ids[230] ?? 0;
    const work = changeMany(database().db, { ids, write: write(0, broken), begin: null, isPreview: false });
    await assert.rejects(work, /The disk is full/);
    assert.equal(await emails(database()), 200);
  });

  test("a preview says the same and writes nothing", async () => {
    const ids = await makeTeams(database(), 250);
    const many = { ids, write: write(ids[7] ?? 0, 0), begin: null };
    const preview = await changeMany(database().db, { ...many, isPreview: true });
    assert.equal(await emails(database()), 0);
    assert.deepEqual(await changeMany(database().db, { ...many, isPreview: false }), preview);
    assert.equal(await emails(database()), 249);
  });
});
