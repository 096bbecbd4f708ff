import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { addUser, dumpDesk, makeFreshWorld, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { editRecord } from "../desk/edit-record.ts";
import { createRecordOf, updateRecordOf } from "../desk/records/save-record-of.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { TakeoverKind } from "../model/takeover.ts";
import { applyTakeover } from "./apply-takeover.ts";
import { planFiles } from "./plan-files.ts";
import { saveColumns, saveFile } from "./save-file.ts";
import { listTakeoverLines } from "./save-plan.ts";
import { createTakeover, deleteTakeover, getTakeover, listFiles } from "./takeover-store.ts";
import { planUndoOf } from "./undo-takeover.ts";

type Files = Partial<Record<TakeoverKind, string | Uint8Array>>;

const tables = [
  ...["customers", "sites", "users", "agents", "assets", "asset_users", "taken_over_ids", "links"],
  ...["user_role_grants", "agent_role_grants", "cab_grants", "team_members"],
];

onEveryEngine("a take-over", (open) => {
  async function start(): Promise<World> {
    return await makeFreshWorld(open(), makeDirectory([]));
  }

  async function plan(world: World, files: Files): Promise<number> {
    const id = await createTakeover(world.db, { system: "Halo", by: "Owen", now: world.clock.now });
    for (const [kind, text] of Object.entries(files))
      await saveFile(world.db, id, kind as TakeoverKind, typeof text === "string" ? new TextEncoder().encode(text) : (text as Uint8Array));
    await planFiles(world.db, id, world.clock.now);
    return id;
  }

  async function apply(world: World, takeoverId: number) {
    const { planHash } = await getTakeover(world.db, takeoverId);
    return await applyTakeover(open(), { takeoverId, hash: planHash ?? "", by: "Owen", now: () => world.clock.now });
  }

  async function takeOver(world: World, files: Files): Promise<number> {
    const id = await plan(world, files);
    await apply(world, id);
    return id;
  }

  async function undo(world: World, takeoverId: number) {
    const id = await planUndoOf(world.db, { takeoverId, by: "Owen", now: world.clock.now });
    return await apply(world, id);
  }

  const linesOf = async (world: World, id: number) =>
    (await listTakeoverLines(world.db, id, {}, { from: 0, limit: 1000 })).items.map(({ line, state, says }) => ({ ...line, state, says }));
  const dump = (world: World) => dumpDesk(world.db, { isWithVersions: false, tables });

  const files = {
    customer: "Id,Name,Phone\nC1,Alder & Finch,01 23",
    site: "Id,Name,Customer,Town\nS1,Leeds,C1,Leeds",
    user: "Id,Name,E-mail,Site,Manager\nU1,Ada King,ada@alder.test,S1,U2\nU2,Bo Lee,bo@alder.test,S1,U1",
    agent: "Id,Name,E-mail,Licence\nA1,Pat,pat@desk.test,named",
  };

  test("P12 ten thousand users are taken over from a file, found again by a second take-over, and undone to the letter", async () => {
    const world = await start();
    await addUser(world.db, { siteId: world.sites.porto, name: "Marta", email: "marta@example.test" });
    const before = await dump(world);
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `${n + 1},"Person, ${n + 1}",p${n + 1}@alder.test,S${(n % 40) + 1},${n === 0 ? "" : "1"}`,
    );
    const many = {
      customer: "Id,Name\nC1,Alder & Finch",
      site: ["Id,Name,Customer", ...Array.from({ length: 40 }, (_, n) => `S${n + 1},Site ${n + 1},C1`)].join("\n"),
      user: ["Id,Name,E-mail,Site,Manager", ...rows].join("\r\n"),
    };
    const first = await plan(world, many);
    assert.deepEqual((await getTakeover(world.db, first)).counts, {
      customer: { create: 1 },
      site: { create: 40 },
      user: { create: 10_000 },
    });
    assert.deepEqual(await dump(world), before, "a plan touches nothing");
    const applied = await apply(world, first);
    assert.deepEqual(
      [applied.state, applied.outcomes, applied.progress],
      ["applied", { applied: 10_041 }, { done: 10_041, total: 10_041 }],
    );
    const managed = await sql<{
      n: number;
    }>`select count(*)::int as n from users u join users m on m.id = u.manager_id where m.name = 'Person, 1'`.execute(world.db);
    assert.equal(managed.rows[0]?.n, 9999);

    const again = await plan(world, many);
    assert.deepEqual((await getTakeover(world.db, again)).counts, { customer: { same: 1 }, site: { same: 40 }, user: { same: 10_000 } });
    await assert.rejects(apply(world, again), Conflict);

    const undone = await undo(world, first);
    assert.deepEqual([undone.outcomes, (await getTakeover(world.db, first)).state], [{ applied: 10_041 }, "undone"]);
    assert.deepEqual(await dump(world), before);
  });

  test("P12 a second take-over changes what differs, and its undo gives the former values back", async () => {
    const world = await start();
    await takeOver(world, files);
    const before = await dump(world);
    const later = {
      customer: "Id,Name,Phone\nC1,Alder Finch Ltd,",
      user: "Id,Name,Title,Active\nU1,Ada Lovelace,Countess,no",
      agent: "Id,Name,Mobile\nA1,Patricia,+44 1",
    };
    const second = await takeOver(world, later);
    const [ada] = await world.db.selectFrom("users").selectAll().where("email", "=", "ada@alder.test").execute();
    assert.deepEqual(
      [ada?.name, ada?.name_key, ada?.title, ada?.is_active, ada?.version],
      ["Ada Lovelace", "ada lovelace", "Countess", false, 2],
    );
    const customer = await world.db.selectFrom("customers").selectAll().where("name", "=", "Alder Finch Ltd").executeTakeFirst();
    assert.equal(customer?.phone, "01 23", "an empty cell takes nothing away");
    await undo(world, second);
    assert.deepEqual(withoutTimes(await dump(world)), withoutTimes(before));
  });

  test("P12 what people changed or used since is spared by the undo, and by what it was made to stand on", async () => {
    const world = await start();
    const first = await takeOver(world, { ...files, asset: await laptopFile(world) });
    const [bo] = await world.db.selectFrom("users").select("id").where("name", "=", "Bo Lee").execute();
    await editRecord(world.db, {
      entity: "user",
      recordId: bo?.id ?? 0,
      edit: { values: { title: "Poet" } },
      by: "Kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    const undone = await undo(world, first);
    const says = Object.fromEntries(
      (await linesOf(world, undone.id)).map((line) => [line.name, `${line.action} ${line.says ?? ""}`.trim()]),
    );
    assert.deepEqual(says, {
      "X-1": "remove",
      "Bo Lee": "spared it was changed since, and stays as it is",
      "Ada King": "spared it is used since by people whose manager it is",
      Pat: "remove",
      Leeds: "spared it is used since by users",
      "Alder & Finch": "spared it is used since by sites",
    });
    assert.equal((await world.db.selectFrom("users").select("id").execute()).length, 2);
    await assert.rejects(planUndoOf(world.db, { takeoverId: first, by: "Owen", now: world.clock.now }), /undone already/);
  });

  test("P12 a record that changes between plan and apply is left out, with what needs it, and said", async () => {
    const world = await start();
    await takeOver(world, files);
    const second = await plan(world, { customer: "Id,Name\nC1,Alder Ltd\nC2,Brook", user: "Id,Name,Customer\nU1,Ada L,\nU9,Cy,C2" });
    const [ada] = await world.db.selectFrom("users").select("id").where("name", "=", "Ada King").execute();
    await editRecord(world.db, {
      entity: "user",
      recordId: ada?.id ?? 0,
      edit: { values: { title: "Poet" } },
      by: "Kim",
      now: world.clock.now,
      expectsVersion: null,
    });
    await createRecordOf(world.db, deskKinds.customer, { name: "brook" }, { by: "Kim", now: world.clock.now });
    const applied = await apply(world, second);
    assert.deepEqual(applied.outcomes, { applied: 1, leftOut: 4 });
    assert.deepEqual(
      (await linesOf(world, second)).filter((line) => line.state === "leftOut").map((line) => line.says?.replace(/\d+/, "…")),
      [
        'there is another customer called "Brook" meanwhile',
        "its customer … is not there",
        "the record was changed after this plan was made",
        "its site … is not there",
      ],
    );
  });

  test("P12 only the plan that was looked at is applied, and a stored line that was tampered with stops it", async () => {
    const world = await start();
    const id = await plan(world, files);
    const { planHash } = await getTakeover(world.db, id);
    await planFiles(world.db, id, world.clock.now);
    const applied = { takeoverId: id, hash: planHash ?? "", by: "Owen", now: () => world.clock.now };
    await assert.rejects(applyTakeover(open(), applied), /planned anew/);
    await sql`update takeover_lines set detail = replace(detail, 'Ada', 'Eve') where takeover_id = ${id}`.execute(world.db);
    await assert.rejects(apply(world, id), /not the line that was planned/);
    assert.equal((await world.db.selectFrom("users").select("id").execute()).length, 0);
  });

  test("P12 one that was stopped half way goes on where it was", async () => {
    const world = await start();
    const id = await plan(world, files);
    const { planHash } = await getTakeover(world.db, id);
    const stop = new AbortController();
    const input = { takeoverId: id, hash: planHash ?? "", by: "Owen", now: () => world.clock.now };
    await assert.rejects(applyTakeover(open(), { ...input, signal: stop.signal, onProgress: () => stop.abort() }));
    assert.deepEqual((await getTakeover(world.db, id)).progress, { done: 1, total: 5 });
    assert.deepEqual((await applyTakeover(open(), input)).progress, { done: 5, total: 5 });
  });

  test("D8 every record says which take-over made it, and a linked person becomes due for planning", async () => {
    const world = await start();
    const first = await takeOver(world, files);
    const [ada] = await world.db.selectFrom("users").select("id").where("name", "=", "Ada King").execute();
    const [entry] = await world.db
      .selectFrom("audit")
      .selectAll()
      .where("entity", "=", "user")
      .where("record_id", "=", ada?.id ?? 0)
      .execute();
    assert.deepEqual(
      [entry?.actor, entry?.action, entry?.after?.email],
      [`Owen, take-over ${first} from Halo`, "takeOver", "ada@alder.test"],
    );
    const link = {
      connection_id: world.connectionId,
      entity: "user",
      external_id: "g1",
      record_id: ada?.id ?? 0,
      since_run_id: null,
      given: "{}",
    };
    await world.db
      .insertInto("links")
      .values({ ...link, deactivated_because: null, waits_for_manager: null })
      .execute();
    await takeOver(world, { user: "Id,Title\nU1,Poet" });
    const due = await world.db.selectFrom("due").select(["external_id", "because"]).execute();
    assert.deepEqual(due, [{ external_id: "g1", because: "edited" }]);
  });

  test("P12 messy files are read: marks, encodings, separators, quotes, blank lines, formulas; and what can't be read is explained", async () => {
    const world = await start();
    const { db } = world;
    const id = await createTakeover(db, { system: "Halo", by: "Owen", now: world.clock.now });
    const save = (kind: TakeoverKind, content: Uint8Array) => saveFile(db, id, kind, content);
    const utf8 = (text: string) => new TextEncoder().encode(text);
    await save("customer", utf8('\uFEFFid;name;notes\r\n1;"Ćosić ""& Søn""; Ltd";"a\r\nb"\r\n\r\n;;\r\n2;\'=HYPERLINK("x");\r\n'));
    await save("site", Buffer.from("id\tname\tcustomer\n1\tCaf\xe9\t1\n2\tToo\tmany\tcells\n", "latin1"));
    await save("user", Buffer.from(`\uFEFFid,name,customer\n1,${"L".repeat(200)},1\n`, "utf16le"));
    await planFiles(db, id, world.clock.now);
    const lines = await linesOf(world, id);
    assert.deepEqual(
      lines.map((line) => [line.row, line.name, line.action]),
      [
        [2, 'Ćosić "& Søn"; Ltd', "create"],
        [6, '=HYPERLINK("x")', "create"],
        [2, "Café", "create"],
        [3, "Too", "refused"],
        [null, "Main", "create"],
        [2, "L".repeat(200), "create"],
      ],
    );
    assert.match(lines[3]?.says ?? "", /4 cells where the header has 3/);
    assert.deepEqual(
      (await listFiles(db, id)).map(({ facts }) => [facts.encoding, facts.delimiter, facts.rows]),
      [
        ["utf-8", ";", 2],
        ["windows-1252", "\t", 2],
        ["utf-16le", ",", 1],
      ],
    );
    for (const [text, says] of [
      ["", /is empty/],
      ['id,name\n1,"Ada\n2,Bo', /never closed/],
      ["id,id\n1,2", /two columns called "id"/],
      ["a\0b", /no text/],
    ] as const)
      await assert.rejects(save("customer", utf8(text)), (error) => error instanceof Invalid && says.test(error.message), text);
  });

  test("P12 a file without a column for the id or the name is told so, and its columns can be named", async () => {
    const world = await start();
    const id = await createTakeover(world.db, { system: "Halo", by: "Owen", now: world.clock.now });
    await saveFile(world.db, id, "customer", new TextEncoder().encode("Nr.,Firma\n1,Alder"));
    assert.deepEqual((await listFiles(world.db, id))[0]?.missing, ["Id", "Name"]);
    await assert.rejects(planFiles(world.db, id, world.clock.now), /no column fills Id/);
    await assert.rejects(saveColumns(world.db, id, "customer", { "Nr.": "id", Firma: "shoe" }), /"shoe" is no field/);
    await saveColumns(world.db, id, "customer", { "Nr.": "id", Firma: "name" });
    await planFiles(world.db, id, world.clock.now);
    assert.deepEqual(
      (await linesOf(world, id)).map((line) => line.name),
      ["Alder", "Main"],
    );
    await deleteTakeover(world.db, id);
    await assert.rejects(getTakeover(world.db, id), /There is no take-over/);
  });

  async function laptopFile(world: World): Promise<string> {
    const saving = { by: "Owen", now: world.clock.now };
    const groupId = await createRecordOf(world.db, deskKinds.assetGroup, { name: "Computers" }, saving);
    const typeId = await createRecordOf(world.db, deskKinds.assetType, { name: "Laptop", groupId }, saving);
    await updateRecordOf(world.db, deskKinds.assetType, { id: typeId, patch: { keyLabel: "Serial" }, expectsVersion: null }, saving);
    return "Id,Type,Serial number,Site,Users\nX,Laptop,X-1,S1,U1";
  }
});

/** Records that were written carry when; the rest is to the letter. */
function withoutTimes(desk: Readonly<Record<string, readonly object[]>>) {
  return JSON.parse(JSON.stringify(desk, (key, value: unknown) => (key === "updated_at" ? undefined : value)));
}
