import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addAgent, addUser, makeFreshWorld, onEveryEngine, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { Database } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type Answered, type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

interface Desk {
  readonly world: World;
  readonly owen: SignedIn;
  readonly signIn: (name: string, rights: Parameters<typeof signInAs>[1]["rights"]) => Promise<SignedIn>;
}

async function open(database: Database): Promise<Desk> {
  const world = await makeFreshWorld(database, makeDirectory());
  const needs = makeNeeds(database, { context: world.context, now: world.context.now });
  const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  return {
    world,
    owen,
    signIn: (name, rights) => signInAs(needs, { name, isAdministrator: false, ...(rights !== undefined && { rights }) }),
  };
}

async function addAssets({ owen, world }: Desk, names: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  const typeId = await findType(owen);
  for (const name of names) {
    const made = await owen.ask("POST", "/assets", { name, typeId, siteId: world.sites.leeds });
    assert.equal(made.status, 201, made.text);
    ids.push(made.body.id);
  }
  return ids;
}

async function findType(owen: SignedIn): Promise<number> {
  const [known] = (await owen.ask("GET", "/asset-types")).body.items;
  if (known !== undefined) return known.id;
  const group = await owen.ask("POST", "/asset-groups", { name: "Hardware" });
  return (await owen.ask("POST", "/asset-types", { name: "Laptop", groupId: group.body.id })).body.id;
}

const counts = ({ body: { total, changes, same, refused } }: Answered) => [total, changes, same, refused];

/** Looks at a preview, and has it done. */
async function carryOut(owen: SignedIn, path: string, asked: object): Promise<{ readonly preview: Answered; readonly done: Answered }> {
  const preview = await owen.ask("POST", path, { ...asked, preview: true });
  assert.equal(preview.status, 200, preview.text);
  const done = await owen.ask("POST", path, { ...asked, preview: false, digest: preview.body.digest });
  return { preview, done };
}

onEveryEngine("many records at once", (database) => {
  describe("a change of many records", () => {
    test("is previewed without anything written, and done as it was previewed, each with its history", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      const ids = await addAssets(desk, ["A1", "A2", "A3"]);
      await owen.ask("PATCH", `/assets/${ids[0]}`, { siteId: world.sites.porto }, { "if-match": '"1"' });
      const asked = { ids, patch: { siteId: world.sites.porto, isActive: false } };
      const preview = await owen.ask("POST", "/assets/bulk", { ...asked, preview: true });
      assert.deepEqual(counts(preview), [3, 3, 0, 0], preview.text);
      assert.deepEqual(preview.body.summary, [
        { kind: "changes", says: "Active: yes → no", n: 3 },
        { kind: "changes", says: "Site: Leeds → Porto", n: 2 },
      ]);
      assert.equal((await owen.ask("GET", `/assets/${ids[1]}`)).body.isActive, true);
      assert.equal((await owen.ask("GET", `/assets/${ids[1]}/history`)).body.total, 1);
      const done = await owen.ask("POST", "/assets/bulk", { ...asked, preview: false, digest: preview.body.digest });
      assert.deepEqual([done.status, done.body.preview, ...counts(done)], [200, false, 3, 3, 0, 0]);
      for (const id of ids) assert.equal((await owen.ask("GET", `/assets/${id}`)).body.siteId, world.sites.porto);
      const [entry] = (await owen.ask("GET", `/assets/${ids[2]}/history`)).body.items;
      assert.deepEqual([entry.by, entry.says], ["Owen", "Changed by Owen."]);
      const again = await owen.ask("POST", "/assets/bulk", { ...asked, preview: true });
      assert.deepEqual(counts(again), [3, 0, 3, 0]);
    });

    test("is refused where a record changed since the preview, or the filter lets others through", async () => {
      const desk = await open(database());
      const { owen } = desk;
      const [first] = await addAssets(desk, ["B1", "B2"]);
      const asked = { filter: { q: "B" }, patch: { isActive: false } };
      const ask = (digest?: string) =>
        owen.ask("POST", "/assets/bulk", { ...asked, preview: digest === undefined, ...(digest && { digest }) });
      const seen = (await ask()).body.digest;
      await owen.ask("PATCH", `/assets/${first}`, { notes: "seen" }, { "if-match": '"1"' });
      const late = await ask(seen);
      assert.deepEqual([late.status, late.body.current], [412, undefined]);
      assert.match(late.body.detail, /Nothing was changed: look at a new preview/);
      const newer = (await ask()).body.digest;
      await addAssets(desk, ["B3"]);
      assert.equal((await ask(newer)).status, 412);
      const other = await owen.ask("POST", "/assets/bulk", {
        ...asked,
        patch: { isActive: true },
        preview: false,
        digest: (await ask()).body.digest,
      });
      assert.equal(other.status, 412, "the digest of one change stands for no other");
      assert.equal((await owen.ask("GET", "/assets?isActive=false")).body.total, 0);
    });

    test("names what is refused with the reason, and changes the others", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      const ids = await addAssets(desk, ["C1", "C2"]);
      const ada = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada", email: "ada@example.test" });
      await owen.ask("PATCH", `/assets/${ids[0]}`, { userIds: [ada] }, { "if-match": '"1"' });
      const elsewhere = await owen.ask("POST", "/customers", { name: "Elsewhere" });
      const { id: siteId } = (await owen.ask("GET", `/sites?customerId=${elsewhere.body.id}`)).body.items[0];
      const { preview, done } = await carryOut(owen, "/assets/bulk", { ids: [...ids, 999_999], patch: { siteId } });
      for (const answer of [preview, done]) {
        assert.deepEqual(counts(answer), [3, 1, 0, 2]);
        assert.deepEqual(
          answer.body.lines.map((line: { name: string; kind: string; says: string }) => [line.name, line.kind, line.says]),
          [
            ["C1", "refused", "Ada belongs to another customer than the asset's site"],
            ["asset 999999", "refused", "There is no asset 999999."],
            ["C2", "changes", "Site: Leeds → Main"],
          ],
        );
      }
      const sites = await Promise.all(ids.map(async (id) => (await owen.ask("GET", `/assets/${id}`)).body.siteId));
      assert.deepEqual(sites, [world.sites.leeds, siteId]);
    });

    test("says what is missing or means nothing", async () => {
      const { owen } = await open(database());
      for (const [asked, at] of [
        [{ patch: { isActive: false }, preview: true }, "ids"],
        [{ ids: [1], filter: {}, patch: { isActive: false }, preview: true }, "ids"],
        [{ ids: [1], preview: true }, "patch"],
        [{ ids: [1], patch: {}, preview: true }, "patch"],
        [{ ids: [1], patch: { isActive: false }, preview: false }, "digest"],
        [{ ids: [1], action: "delete", patch: { isActive: false }, preview: true }, "patch"],
        [{ ids: [1], patch: { colour: "blue" }, preview: true }, "patch"],
        [{ ids: [0], patch: { isActive: false }, preview: true }, "ids[0]"],
        [{ ids: Array.from({ length: 5001 }, (_, i) => i + 1), patch: { isActive: false }, preview: true }, "ids"],
        [{ filter: { colour: "blue" }, patch: { isActive: false }, preview: true }, "colour"],
      ] as const) {
        const answer = await owen.ask("POST", "/assets/bulk", asked);
        assert.equal(answer.status, 400, answer.text);
        assert.deepEqual(
          answer.body.faults.map((fault: { at: string }) => fault.at),
          [at],
        );
      }
      const named = await owen.ask("POST", "/teams/bulk", { ids: [1], patch: { name: "All alike" }, preview: true });
      assert.match(named.body.faults[0].says, /tells teams apart/);
    });

    test("is for those who may edit, deleting for those who may delete, and a role gives nobody more than they have", async () => {
      const desk = await open(database());
      const ids = await addAssets(desk, ["D1"]);
      const reader = await desk.signIn("Rea", { assets: "read" });
      const editor = await desk.signIn("Edith", { assets: "edit", access: "edit", agents: "edit" });
      const change = { ids, patch: { isActive: false }, preview: true };
      const removal = { ids, action: "delete", preview: true };
      assert.equal((await reader.ask("POST", "/assets/bulk", change)).status, 403);
      assert.equal((await editor.ask("POST", "/assets/bulk", change)).status, 200);
      assert.match((await editor.ask("POST", "/assets/bulk", removal)).body.detail, /assets:all/);
      const { items } = (await desk.owen.ask("GET", "/agent-roles")).body;
      const mine = items.find((role: { name: string }) => role.name === "Role of Edith");
      const all = items.find((role: { name: string }) => role.name === "Role of Owen");
      const raised = await editor.ask("POST", "/agent-roles/bulk", { ids: [mine.id], patch: { isAdministrator: true }, preview: true });
      assert.deepEqual(counts(raised), [1, 0, 0, 1]);
      assert.match(raised.body.lines[0].says, /more than you may do yourself/);
      const given = { ids: [editor.agentId], patch: { addsRoles: [all.id] }, preview: true };
      assert.equal((await editor.ask("POST", "/agents/bulk", given)).status, 403);
      const helper = await desk.signIn("Hal", { agents: "edit" });
      assert.match((await helper.ask("POST", "/agents/bulk", { ...given, patch: { removesRoles: [all.id] } })).body.detail, /access:edit/);
    });
  });

  describe("deleting many", () => {
    test("leaves those that something hangs on, and says so", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      const empty = await owen.ask("POST", "/sites", {
        name: "Empty",
        customerId: (await owen.ask("GET", `/sites/${world.sites.porto}`)).body.customerId,
      });
      await addUser(world.db, { siteId: world.sites.porto, name: "Ana", email: "ana@example.test" });
      const ids = [empty.body.id, world.sites.porto];
      const { done } = await carryOut(owen, "/sites/bulk", { ids, action: "delete" });
      assert.deepEqual(counts(done), [2, 1, 0, 1]);
      assert.equal((await owen.ask("GET", `/sites/${empty.body.id}`)).status, 404);
      assert.equal((await owen.ask("GET", `/sites/${world.sites.porto}`)).status, 200);
    });
  });

  describe("many people", () => {
    test("change what they share: site, manager, state, fields and roles by hand; who has it already is left alone", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      const { leeds, london } = { leeds: world.sites.leeds, london: (await siblingOf(desk, world.sites.leeds)).id };
      const boss = await addUser(world.db, { siteId: leeds, name: "Boss", email: "boss@example.test" });
      const ada = await addUser(world.db, { siteId: leeds, name: "Ada", email: "ada@example.test" });
      const grace = await addUser(world.db, { siteId: leeds, name: "Grace", email: "grace@example.test" });
      const role = (await owen.ask("POST", "/user-roles", { name: "Approver" })).body.id;
      await owen.ask("PUT", `/users/${grace}/roles`, { roleIds: [role] });
      const patch = { siteId: london, managerId: boss, values: { department: "Design" }, addsRoles: [role] };
      const { preview, done } = await carryOut(owen, "/users/bulk", { ids: [ada, grace, boss], patch });
      assert.deepEqual(counts(preview), [3, 2, 0, 1], preview.text);
      assert.deepEqual(
        preview.body.lines.map((line: { name: string; says: string }) => [line.name, line.says]),
        [
          ["Boss", "nobody is their own manager, and no circle of managers is kept"],
          ["Ada", "Department: — → Design; Site: Leeds → Annex; Manager: — → Boss; Gets the role Approver"],
          ["Grace", "Department: — → Design; Site: Leeds → Annex; Manager: — → Boss"],
        ],
      );
      assert.equal(done.body.changes, 2);
      const after = (await owen.ask("GET", `/users/${ada}`)).body;
      assert.deepEqual([after.site.id, after.manager.id, after.roles[0]?.what], [london, boss, "user role Approver"]);
      assert.equal((await owen.ask("GET", `/users/${boss}`)).body.site.id, leeds, "nothing of who is refused is written");
      const again = await owen.ask("POST", "/users/bulk", { ids: [ada, grace], patch, preview: true });
      assert.deepEqual(counts(again), [2, 0, 2, 0]);
    });

    test("stay with their customer, keep their names, and change by the filter of the list", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      await addUser(world.db, { siteId: world.sites.leeds, name: "Zed One", email: "one@example.test" });
      await addUser(world.db, { siteId: world.sites.leeds, name: "Zed Two", email: "two@example.test" });
      const elsewhere = await owen.ask("POST", "/customers", { name: "Elsewhere" });
      const { id: siteId } = (await owen.ask("GET", `/sites?customerId=${elsewhere.body.id}`)).body.items[0];
      const moved = await owen.ask("POST", "/users/bulk", { filter: { q: "zed" }, patch: { siteId }, preview: true });
      assert.deepEqual(counts(moved), [2, 0, 0, 2]);
      assert.match(moved.body.summary[0].says, /the site is Elsewhere's/);
      const named = await owen.ask("POST", "/users/bulk", { filter: { q: "zed" }, patch: { values: { email: "x@y" } }, preview: true });
      assert.equal(named.body.faults[0].at, "patch.values.email");
      const { done } = await carryOut(owen, "/users/bulk", { filter: { q: "zed", active: "true" }, patch: { isActive: false } });
      assert.deepEqual(counts(done), [2, 2, 0, 0]);
      assert.equal((await owen.ask("GET", "/users?q=zed&active=false")).body.total, 2);
    });

    test("an administrator is left, whatever many agents become", async () => {
      const desk = await open(database());
      const { owen, world } = desk;
      const priya = await addAgent(world.db, { name: "Priya" });
      const ids = (await owen.ask("GET", "/agents?active=true&limit=500")).body.items.map((agent: { id: number }) => agent.id);
      const { done } = await carryOut(owen, "/agents/bulk", { ids, patch: { isActive: false } });
      assert.equal(done.body.refused, 1);
      assert.match(done.body.lines[0].says, /is the last active agent with administrator rights/);
      assert.equal((await owen.ask("GET", `/agents/${priya}`)).body.isActive, false);
      const team = (await owen.ask("POST", "/teams", { name: "Night", agentIds: [] })).body.id;
      await carryOut(owen, "/agents/bulk", { ids: [priya], patch: { addsTeams: [team], licence: "named" } });
      assert.deepEqual((await owen.ask("GET", `/teams/${team}`)).body.agentIds, [priya]);
      const unknown = await owen.ask("POST", "/agents/bulk", { ids: [priya], patch: { addsTeams: [9999] }, preview: true });
      assert.deepEqual(unknown.body.faults, [{ at: "patch.addsTeams", says: "there is no team 9999" }]);
      const { done: gone } = await carryOut(owen, "/agents/bulk", { ids: [priya], action: "delete" });
      assert.deepEqual(counts(gone), [1, 1, 0, 0], gone.text);
    });
  });

  test("the chosen ones come as a file, people too", async () => {
    const desk = await open(database());
    const [first, , third] = await addAssets(desk, ["E1", "E2", "=E3"]);
    const file = await desk.owen.ask("POST", "/assets/bulk/csv", { ids: [first, third] });
    assert.match(file.headers.get("content-disposition") ?? "", /assets\.csv/);
    assert.deepEqual([file.text.split("\n").length, file.text.includes("E2"), file.text.includes("'=E3")], [4, false, true]);
    const ana = await addUser(desk.world.db, { siteId: desk.world.sites.porto, name: "Ana", email: "ana@example.test" });
    await addUser(desk.world.db, { siteId: desk.world.sites.porto, name: "Bea", email: "bea@example.test" });
    const people = await desk.owen.ask("POST", "/users/bulk/csv", { ids: [ana] });
    assert.deepEqual([people.text.includes("ana@example.test"), people.text.includes("bea@example.test")], [true, false]);
  });
});

async function siblingOf({ owen }: Desk, siteId: number): Promise<{ readonly id: number }> {
  const { customerId } = (await owen.ask("GET", `/sites/${siteId}`)).body;
  return (await owen.ask("POST", "/sites", { name: "Annex", customerId })).body;
}
