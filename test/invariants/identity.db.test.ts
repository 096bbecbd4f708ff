import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../../src/model/question.ts";
import type { Database } from "../../src/store/open-database.ts";
import { listQuestions, saveAnswer } from "../../src/sync/questions.ts";
import {
  addAgent,
  addUser,
  dumpDesk,
  findRecord,
  makeFreshWorld,
  makeMapping,
  makePerson,
  makeWorld,
  onEveryEngine,
  sayLines,
  type World,
} from "../make.ts";
import { type MemoryDirectory, makeDirectory } from "../memory-directory.ts";

const byEmail = { users: [{ kind: "email" } as const], agents: [{ kind: "email" } as const] };

async function start(database: Database, directory: MemoryDirectory): Promise<World> {
  const world = await makeFreshWorld(database, directory);
  await world.configure({ matching: byEmail });
  return world;
}

const answer = (world: World, externalId: string, given: Answer) =>
  saveAnswer(world.db, { connectionId: world.connectionId, entity: "user", externalId, answer: given, by: "kim", now: world.clock.now });
const askedAbout = async (world: World, connectionId = world.connectionId) =>
  (await listQuestions(world.db, connectionId, { isOpen: true })).map((question) => `${question.externalId} ${question.reason}`);

onEveryEngine("G9 the directory id wins, and a doubt is a question", (open) => {
  test("G9 whoever changes address and name keeps their record, even where another record has the new address", async () => {
    const directory = makeDirectory([makePerson("p1")]);
    const world = await start(open(), directory);
    await world.import();
    const before = await findRecord(world, "p1");
    await addUser(world.db, { siteId: world.sites.porto, name: "Other", email: "new@example.test" });
    directory.people = [makePerson("p1", { email: "new@example.test", name: "New Name" })];
    const run = await world.import();
    assert.deepEqual(await sayLines(world, run.id), ["p1 user update"]);
    const after = await findRecord(world, "p1");
    assert.deepEqual([after?.id, after?.values.email], [before?.id, "new@example.test"]);
  });

  test("G9 an address reused by a new account belongs to a new person, and the former one's record is left alone", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "shared@example.test" })]);
    const world = await start(open(), directory);
    await world.import();
    const former = await findRecord(world, "p1");
    directory.people = [makePerson("p2", { email: "shared@example.test" })];
    await world.import();
    const fresh = await findRecord(world, "p2");
    assert.ok(fresh !== null && fresh.id !== former?.id);
    assert.deepEqual(await findRecord(world, "p1"), former);
  });

  test("G9 a record that the desk has already is recognised by its address, whatever the capitals, and nobody is doubled", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "Ada@Example.test" })]);
    const world = await start(open(), directory);
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.TEST" });
    await world.import();
    assert.equal((await findRecord(world, "p1"))?.id, id);
    assert.equal((await dumpDesk(world.db)).users?.length, 1);
  });

  test("G9 a record that another connection owns is a question and is left alone", async () => {
    const elsewhere = makeDirectory([makePerson("q1", { email: "shared@example.test" })]);
    const first = await start(open(), elsewhere);
    await first.import();
    const owned = await findRecord(first, "q1");
    const world = await makeWorld(open(), makeDirectory([makePerson("p1", { email: "shared@example.test" })]));
    await world.configure({ matching: byEmail });
    await world.import();
    assert.deepEqual([await askedAbout(world), await findRecord(world, "p1")], [["p1 ownedByOtherConnection"], null]);
    assert.deepEqual(await findRecord(first, "q1"), owned);
  });

  test("G9 several records that fit are a question; the answer is remembered", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "twin@example.test" })]);
    const world = await start(open(), directory);
    const ids = [
      await addUser(world.db, { siteId: world.sites.leeds, name: "Twin", email: "twin@example.test" }),
      await addUser(world.db, { siteId: world.sites.leeds, name: "Twin", email: "twin@example.test" }),
    ];
    const before = await dumpDesk(world.db);
    await world.import();
    assert.deepEqual([await askedAbout(world), await dumpDesk(world.db)], [["p1 severalCandidates"], before]);
    await answer(world, "p1", { kind: "same", recordId: ids[1] ?? 0 });
    await world.import();
    assert.deepEqual([(await findRecord(world, "p1"))?.id, await askedAbout(world)], [ids[1], []]);
    assert.equal((await world.import({ kind: "replan" })).state, "nothingToDo");
  });

  test("G9 the answer that it is a new person makes a new record, once", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "twin@example.test" })]);
    const world = await start(open(), directory);
    for (let count = 0; count < 2; count += 1)
      await addUser(world.db, { siteId: world.sites.leeds, name: "Twin", email: "twin@example.test" });
    await world.import();
    await answer(world, "p1", { kind: "newPerson" });
    await world.import();
    await world.import({ kind: "replan" });
    assert.equal((await dumpDesk(world.db)).users?.length, 3);
  });

  test("G9 the answer to ignore an account is remembered, also when the account changes", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "twin@example.test" })]);
    const world = await start(open(), directory);
    for (let count = 0; count < 2; count += 1)
      await addUser(world.db, { siteId: world.sites.leeds, name: "Twin", email: "twin@example.test" });
    await world.import();
    await answer(world, "p1", { kind: "ignore" });
    directory.people = [makePerson("p1", { email: "other@example.test" })];
    await world.import();
    assert.deepEqual([(await dumpDesk(world.db)).users?.length, await findRecord(world, "p1")], [2, null]);
  });

  test("G9 a record with administrator rights is never taken over without being asked", async () => {
    const directory = makeDirectory([makePerson("p1", { email: "root@example.test" })]);
    const world = await start(open(), directory);
    await world.configure({ mappings: [makeMapping({ destination: { kind: "agent", agentRoleId: null } })] });
    await addAgent(world.db, { name: "Root", email: "root@example.test", roles: [world.agentRoles.administrator] });
    await world.import();
    assert.deepEqual(await askedAbout(world), ["p1 privileged"]);
  });

  /** Two accounts whose addresses both lead to one record. */
  async function startContest(): Promise<{ world: World; recordId: number; directory: MemoryDirectory }> {
    const directory = makeDirectory([
      makePerson("p1", { aliases: ["ada@example.test"] }),
      makePerson("p2", { aliases: ["ada@example.test"] }),
    ]);
    const world = await makeFreshWorld(open(), directory);
    await world.configure({ matching: { users: [{ kind: "alias" }], agents: [{ kind: "alias" }] } });
    const recordId = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.test" });
    await world.import();
    assert.deepEqual(await askedAbout(world), ["p1 claimedTwice", "p2 claimedTwice"]);
    return { world, recordId, directory };
  }

  test("G9 two accounts that fit one record are both put to a person; once one is said to be it, the other gets no share in it", async () => {
    const { world, recordId } = await startContest();
    await answer(world, "p1", { kind: "same", recordId });
    for (let run = 0; run < 2; run += 1) await world.import();
    assert.equal((await findRecord(world, "p1"))?.id, recordId);
    assert.notEqual((await findRecord(world, "p2"))?.id, recordId);
    assert.equal((await world.import({ kind: "replan" })).state, "nothingToDo");
  });

  test("G9 two accounts that somebody said to be one record do not both get it, and the import goes on", async () => {
    const { world, recordId, directory } = await startContest();
    for (const id of ["p1", "p2"]) await answer(world, id, { kind: "same", recordId });
    directory.people.push(makePerson("p3"));
    await world.import();
    const owners = [await findRecord(world, "p1"), await findRecord(world, "p2")].filter((record) => record?.id === recordId);
    assert.ok(owners.length <= 1);
    assert.notEqual(await findRecord(world, "p3"), null);
  });

  test("G9 a user whom two accounts fit casts no doubt on the agent with the same number", async () => {
    const directory = makeDirectory([
      makePerson("p1", { aliases: ["ada@example.test"] }),
      makePerson("p2", { aliases: ["ada@example.test"] }),
      makePerson("p3", { aliases: ["bob@example.test"] }),
    ]);
    const world = await makeFreshWorld(open(), directory);
    await world.configure({
      matching: { users: [{ kind: "alias" }], agents: [{ kind: "alias" }] },
      mappings: [
        makeMapping({ destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } }),
        makeMapping({ sequence: 2, destination: { kind: "agent", agentRoleId: null } }),
      ],
    });
    const userId = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.test" });
    const agentId = await addAgent(world.db, { name: "Bob", email: "bob@example.test" });
    assert.equal(userId, agentId);
    await world.import();
    assert.equal((await findRecord(world, "p3", "agent"))?.id, agentId);
  });

  test("G9 an account that a listing brings twice, changed in between, is one person with one of its contents", async () => {
    const title = (text: string) => ({ attributes: { organizations: [{ title: text }] } });
    const directory = makeDirectory([makePerson("p1", title("Analyst")), makePerson("p2"), makePerson("p1", title("Author"))]);
    const world = await start(open(), directory);
    await world.import();
    assert.ok(["Analyst", "Author"].includes(String((await findRecord(world, "p1"))?.values.title)));
    assert.equal((await dumpDesk(world.db)).users?.length, 2);
  });

  test("G5 a text that no database can hold stops nobody else's import", async () => {
    const directory = makeDirectory([
      makePerson("p1", { name: "Zero \u0000 Byte" }),
      makePerson("p2", { name: "Half \ud83d" }),
      makePerson("p3"),
    ]);
    const world = await start(open(), directory);
    await world.import();
    assert.notEqual(await findRecord(world, "p3"), null);
  });
});

onEveryEngine("G9 connections that share their people", (open) => {
  /** Two connections that show one person each, the same one; the second recognised the first's record. */
  async function startSharing(
    declared: "both" | "second",
  ): Promise<{ first: World; second: World; theirs: MemoryDirectory; ours: MemoryDirectory }> {
    const title = (text: string) => ({ email: "ada@example.test", attributes: { organizations: [{ title: text }] } });
    const theirs = makeDirectory([makePerson("q1", title("Analyst")), ...["q2", "q3", "q4"].map((id) => makePerson(id))]);
    const ours = makeDirectory([makePerson("p1", title("Author")), ...["p2", "p3", "p4"].map((id) => makePerson(id))]);
    const first = await makeFreshWorld(open(), theirs);
    const second = await makeWorld(open(), ours);
    const deactivatesMissing = { users: true, agents: true };
    const mappings = [makeMapping({ destination: { kind: "site", siteId: first.sites.leeds, userRoleId: null } })];
    await first.configure({ deactivatesMissing, matching: byEmail, sharesPeopleWith: declared === "both" ? [second.connectionId] : [] });
    await second.configure({ deactivatesMissing, matching: byEmail, mappings, sharesPeopleWith: [first.connectionId] });
    await first.import();
    await second.import();
    return { first, second, theirs, ours };
  }

  test("G9 one person of two connections is one record", async () => {
    const { first, second } = await startSharing("both");
    assert.equal((await findRecord(second, "p1"))?.id, (await findRecord(first, "q1"))?.id);
  });

  test("G15 only absence from all of them deactivates", async () => {
    const { first, second, theirs, ours } = await startSharing("both");
    theirs.people.shift();
    await first.import({ kind: "scheduled" });
    assert.equal((await findRecord(first, "q1"))?.isActive, true);
    ours.people.shift();
    await second.import({ kind: "scheduled" });
    assert.equal((await findRecord(first, "q1"))?.isActive, false);
  });

  test("G15 only absence from all of them deactivates, also where only one of them says that it shares", async () => {
    const { first, theirs } = await startSharing("second");
    theirs.people.shift();
    await first.import({ kind: "scheduled" });
    assert.equal((await findRecord(first, "q1"))?.isActive, true);
  });

  test("G9 where they differ, the older connection's value stands", async () => {
    const { first, second } = await startSharing("both");
    await second.import({ kind: "replan" });
    assert.equal((await findRecord(first, "q1"))?.values.title, "Analyst");
  });
});
