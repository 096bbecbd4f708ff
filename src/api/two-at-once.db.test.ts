import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, onEveryEngine } from "../../test/make.ts";
import { saveHandRoles } from "../desk/hand-grants.ts";
import { updateRecordOf } from "../desk/records/save-record-of.ts";
import { agentRoleKind } from "../model/records/people.ts";
import { findRace } from "../store/find-race.ts";
import type { Database } from "../store/open-database.ts";
import { makeNeeds } from "./testing/make-needs.ts";
import { type Answered, type SignedIn, signInAs } from "./testing/sign-in-as.ts";

let counter = 0;

async function signIn(database: Database): Promise<SignedIn> {
  counter += 1;
  return await signInAs(makeNeeds(database), { name: `Owen ${counter}`, isAdministrator: true });
}

const together = (count: number, ask: (index: number) => Promise<Answered>) =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));

function assertOneMade(answers: readonly Answered[]): void {
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  for (const { status, text } of answers) assert.ok([201, 400, 409].includes(status), text);
}

onEveryEngine("many who save at once", (open) => {
  test("make one thing of a name between them, and the others are told", async () => {
    const owen = await signIn(open());
    for (const [path, body] of [
      ["/applications", { name: "n8n", kind: "signIn", redirectUris: ["https://n8n.example.com/"], scopes: [] }],
      ["/webhooks", { name: "n8n", url: "https://n8n.example.com/", events: ["asset.created"] }],
      ["/teams", { name: "Network" }],
      ["/custom-fields", { entity: "user", key: "floor", label: "Floor", type: "text" }],
    ] as const)
      assertOneMade(await together(8, () => owen.ask("POST", path, body)));
  });

  test("never put things below themselves, whoever comes first", async () => {
    const owen = await signIn(open());
    const ids: number[] = [];
    for (const name of ["Hardware", "Printers", "Lasers"]) ids.push((await owen.ask("POST", "/categories", { name })).body.id);
    const answers = await together(3, (at) =>
      owen.ask("PATCH", `/categories/${ids[at]}`, { parentId: ids[(at + 1) % 3] }, { "if-match": '"1"' }),
    );
    for (const { status, text } of answers) assert.ok([200, 400, 409, 412].includes(status), text);
    const parents = new Map<number, number | null>();
    for (const id of ids) parents.set(id, (await owen.ask("GET", `/categories/${id}`)).body.parentId);
    assert.ok([...parents.values()].includes(null), "one of them is at the top");
  });

  test("open no ticket for a customer that is being deleted, and delete none that has one", async () => {
    const owen = await signIn(open());
    const type = (await owen.ask("GET", "/ticket-types")).body.items[0].id;
    for (let round = 0; round < 5; round += 1) {
      const { id } = (await owen.ask("POST", "/customers", { name: `Elm ${round}` })).body;
      const [opened, deleted] = await Promise.all([
        owen.ask("POST", "/tickets", { summary: "x", customerId: id, typeId: type }),
        owen.ask("DELETE", `/customers/${id}`, undefined, { "if-match": '"1"' }),
      ]);
      assert.ok([201, 400, 409].includes(opened?.status ?? 0), opened?.text);
      assert.equal(deleted?.status === 204, opened?.status !== 201, "one of the two");
    }
  });

  test("are told what the database refused, where it was no mistake of ours", async () => {
    const { db } = open();
    const row = { name: "Twice", url: "https://a.example.com/", events: "[]", sealed: Buffer.alloc(1), created_by: "Owen" };
    const at = { created_at: new Date(0), updated_at: new Date(0) };
    const insert = () =>
      db
        .insertInto("webhooks")
        .values({ ...row, ...at })
        .execute();
    await insert();
    const refused = await insert().then(
      () => null,
      (error: unknown) => error,
    );
    assert.match(findRace(refused)?.message ?? "", /Nothing was saved; look again/);
    const missing = await addUser(db, { siteId: 999_999, name: "Ana" }).then(
      () => null,
      (error: unknown) => error,
    );
    assert.match(findRace(missing)?.message ?? "", /was deleted or used/);
    assert.equal(findRace(new Error("anything else")), null);
  });
});

onEveryEngine("administrators who take the rights from each other at once", (open) => {
  test("never leave nobody: not by a role, not by an agent", async () => {
    const { db } = open();
    const needs = makeNeeds(open());
    await signInAs(needs, { name: "Owen", isAdministrator: true });
    const priya = (await signInAs(needs, { name: "Priya", isAdministrator: true })).agentId;
    const roleOf = (name: string) =>
      db.selectFrom("agent_roles").select("id").where("name", "=", `Role of ${name}`).executeTakeFirstOrThrow();
    const [ofOwen, ofPriya] = [await roleOf("Owen"), await roleOf("Priya")];
    const saving = { by: "Owen", now: needs.now() };
    const change = (isAdministrator: boolean) => ({ id: ofOwen.id, patch: { isAdministrator }, expectsVersion: null });
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.allSettled([
        updateRecordOf(db, agentRoleKind, change(false), saving),
        saveHandRoles(db, { entity: "agent", id: priya }, [], saving),
      ]);
      assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
      await updateRecordOf(db, agentRoleKind, change(true), saving);
      await saveHandRoles(db, { entity: "agent", id: priya }, [ofPriya.id], saving);
    }
  });
});
