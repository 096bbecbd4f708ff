import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  addAgent,
  addUser,
  findRecord,
  makeFreshWorld,
  makeMapping,
  makePerson,
  onEveryEngine,
  type World,
} from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { defaultGoogleFields } from "../../../core/default-fields.ts";
import { editRecord } from "../../../desk/edit-record.ts";
import { must } from "../../../model/errors.ts";
import type { Database } from "../../../store/open-database.ts";
import { undoRun } from "../../../sync/undo-run.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { HistoryPage, PersonGroups, PersonPage, PersonView } from "../shapes/person.ts";
import { CatalogueView } from "../shapes/settings.ts";

const strange = {
  long: "L".repeat(200),
  script: "<script>alert('x')</script> & \"Co\"",
  emoji: "👩🏽‍💻 Ada 🇵🇹",
  rightToLeft: "محمد \u202Eevil\u202C עברית",
};

async function open(database: Database, people = makeDirectory()): Promise<{ world: World; owen: SignedIn }> {
  const world = await makeFreshWorld(database, people);
  const needs = makeNeeds(database, { context: world.context });
  return { world, owen: await signInAs(needs, { name: "Owen", isAdministrator: true }) };
}

onEveryEngine("people of the desk", (database) => {
  describe("lists", () => {
    test("are filtered, sorted and cut into sheets, with how many there are", async () => {
      const { world, owen } = await open(database());
      const { leeds, porto } = world.sites;
      for (const [name, siteId, isActive] of [
        ["Zoë Ćosić", porto, true],
        ["Anna Öberg", leeds, true],
        ["Bartosz Żak", leeds, false],
        ["Marta Nowak", porto, true],
      ] as const)
        await addUser(world.db, { siteId, name, email: `${name.split(" ")[0]?.toLowerCase()}@example.test`, isActive });
      const list = async (query: string) => {
        const { status, body } = await owen.ask("GET", `/users?${query}`);
        assert.equal(status, 200, query);
        return PersonPage.parse(body);
      };
      const names = async (query: string) => (await list(query)).items.map((person) => person.name);
      assert.deepEqual(await names(""), ["Anna Öberg", "Bartosz Żak", "Marta Nowak", "Zoë Ćosić"]);
      assert.deepEqual(await names("sort=-name&limit=2"), ["Zoë Ćosić", "Marta Nowak"]);
      assert.deepEqual(await names("sort=site"), ["Anna Öberg", "Bartosz Żak", "Marta Nowak", "Zoë Ćosić"]);
      assert.deepEqual(await names("sort=-site&from=1&limit=2"), ["Zoë Ćosić", "Anna Öberg"]);
      assert.deepEqual(await names("sort=-email&from=3"), ["Anna Öberg"]);
      assert.deepEqual(await names("q=cosic"), ["Zoë Ćosić"]);
      assert.deepEqual(await names("q=ZOE"), ["Zoë Ćosić"]);
      assert.deepEqual(await names("q=cosic zoe"), ["Zoë Ćosić"], "words in any order");
      assert.deepEqual(await names("q=zoe nowak"), []);
      assert.deepEqual(await names("q=%25"), []);
      assert.deepEqual(await names(`site=${porto}`), ["Marta Nowak", "Zoë Ćosić"]);
      assert.deepEqual(await names("active=false"), ["Bartosz Żak"]);
      assert.deepEqual(await names("linked=true"), []);
      assert.equal((await list(`customer=${must((await list("")).items[0]?.customer, "a customer").id}`)).total, 4);
      const first = await list("limit=3");
      assert.deepEqual([first.total, first.items.length], [4, 3]);
      const last = await list(`limit=3&cursor=${must(first.next, "a cursor")}`);
      assert.deepEqual([last.items.map((person) => person.name), last.next, last.total], [["Zoë Ćosić"], null, 4]);
    });

    test("take only what they know", async () => {
      const { owen } = await open(database());
      for (const query of [
        "sort=password",
        "active=maybe",
        "limit=0",
        "limit=501",
        "from=-1",
        "customer=x",
        "since=ever",
        "cursor=nonsense",
        "q=%00",
      ]) {
        const { status, body } = await owen.ask("GET", `/users?${query}`);
        assert.equal(status, 400, query);
        assert.ok(body.faults.length > 0, query);
      }
    });

    test("count who joined, left, moved or changed by imports, without what was taken back", async () => {
      const directory = makeDirectory([makePerson("p1"), makePerson("p2")]);
      const { world, owen } = await open(database(), directory);
      const total = async (query: string) => (await owen.ask("GET", `/users?${query}`)).body.total;
      await world.import();
      assert.deepEqual([await total("since=joined"), await total("since=changed"), await total("linked=true")], [2, 0, 2]);
      directory.people = [makePerson("p1", { name: "Person One" }), makePerson("p2", { standing: "suspended" })];
      await world.configure({ deactivatesSuspendedUsers: true });
      const second = await world.import();
      assert.deepEqual([await total("since=changed"), await total("since=left")], [1, 1]);
      await undoRun(world.context, { runId: second.id, people: null, applies: true, startedBy: "test", onProgress: () => undefined });
      assert.deepEqual([await total("since=changed"), await total("since=left"), await total("since=joined")], [0, 0, 2]);
      world.clock.now = new Date("2026-11-23T14:00:00Z");
      assert.equal(await total("since=joined"), 0);
      assert.equal(await total("since=joined&within=month"), 2);
      world.clock.now = new Date("2026-12-01T00:00:00Z");
      assert.equal(await total("since=joined&within=month"), 0);
    });

    test("as a file hold everybody, and no text from outside is a formula", async () => {
      const { world, owen } = await open(database());
      await addUser(world.db, { siteId: world.sites.leeds, name: '=HYPERLINK("http://evil")', email: "one@example.test" });
      await addUser(world.db, { siteId: world.sites.leeds, name: "Zoë Ćosić", email: "zoe@example.test" });
      const { status, text, headers } = await owen.ask("GET", "/users?format=csv&limit=1");
      assert.equal(status, 200);
      assert.equal(headers.get("content-type"), "text/csv; charset=utf-8");
      assert.match(headers.get("content-disposition") ?? "", /attachment; filename="users\.csv"/);
      const lines = text.trim().split("\r\n");
      assert.equal(lines.length, 3);
      assert.match(text, /,"'=HYPERLINK\(""http:\/\/evil""\)",/);
      assert.match(text, /,Zoë Ćosić,zoe@example\.test,.*,Leeds,,active,/);
    });

    test("of agents tell their roles, and are filtered by them", async () => {
      const { world, owen } = await open(database());
      await addAgent(world.db, { name: "Priya", roles: [world.agentRoles.technician] });
      const role = must((await owen.ask("GET", "/agents?q=priya")).body.items[0].roles[0], "a role");
      const { body } = await owen.ask("GET", `/agents?role=${encodeURIComponent(role.toUpperCase())}`);
      assert.deepEqual(
        PersonPage.parse(body).items.map(({ name, roles, site }) => [name, roles, site]),
        [["Priya", [role], null]],
      );
    });
  });

  describe("one record", () => {
    test("shows each value beside the directory's, where it came from, since when, and who owns it", async () => {
      const directory = makeDirectory([
        makePerson("p1", { name: "Inês Duarte", attributes: { organizations: [{ title: "Architect", primary: true }] } }),
      ]);
      const { world, owen } = await open(database(), directory);
      const run = await world.import();
      const id = must(await findRecord(world, "p1"), "a record").id;
      await editRecord(world.db, {
        entity: "user",
        recordId: id,
        edit: { values: { title: "Partner", notes: "Likes trains" } },
        by: "Priya",
        now: new Date("2026-11-21T15:00:00Z"),
        expectsVersion: null,
      });
      const { status, body, headers } = await owen.ask("GET", `/users/${id}`);
      assert.equal(status, 200);
      const person = PersonView.parse(body);
      assert.equal(headers.get("etag"), `"${person.version}"`);
      assert.deepEqual([person.name, person.site?.name, person.isActive, person.origin], ["Inês Duarte", "Leeds", true, null]);
      assert.deepEqual(
        person.links.map(({ externalId, type, isAbsent, asRead }) => [externalId, type, isAbsent, asRead]),
        [["p1", "Google", false, "2026-11-21T14:00:00.000Z"]],
      );
      const field = (name: string) =>
        must(
          person.fields.find((one) => one.field === name),
          name,
        );
      const title = field("title");
      assert.deepEqual(
        [title.value, title.source, title.since, title.owner],
        ["Partner", "typed by Priya", "2026-11-21T15:00:00.000Z", "directory decides"],
      );
      assert.deepEqual(title.directories, [
        { connectionId: world.connectionId, value: "Architect", from: "Google organizations[primary].title", differs: true },
      ]);
      assert.deepEqual([field("lastName").source, field("lastName").runId], [`Google name.familyName, run ${run.id}`, run.id]);
      assert.deepEqual([field("notes").owner, field("notes").directories], ["the desk", []]);
      assert.deepEqual(
        [field("site").value, field("site").source, field("site").isEditable],
        ["Leeds", `mapping 1 "Everyone", run ${run.id}`, false],
      );
      assert.equal((await owen.ask("GET", "/users/999999")).status, 404);
      assert.equal((await owen.ask("GET", "/users/x")).status, 400);
      assert.equal((await owen.ask("GET", "/users/99999999999")).status, 400);
    });

    test("without a directory says where it came from", async () => {
      const { world, owen } = await open(database());
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Rosa" });
      assert.equal(
        PersonView.parse((await owen.ask("GET", `/users/${id}`)).body).origin,
        "It was on the desk before anything was recorded.",
      );
      await editRecord(world.db, {
        entity: "user",
        recordId: id,
        edit: { values: { title: "x" } },
        by: "Owen",
        now: world.clock.now,
        expectsVersion: null,
      });
      assert.match((await owen.ask("GET", `/users/${id}`)).body.origin, /first edited by Owen, 21 Nov 2026 14:00 UTC/);
    });

    test("keeps a history of runs and people, newest first, with before, after and source", async () => {
      const directory = makeDirectory([makePerson("p1", { name: "Inês Duarte", email: "ines@example.test" })]);
      const { world, owen } = await open(database(), directory);
      await world.import();
      const id = must(await findRecord(world, "p1"), "a record").id;
      world.clock.now = new Date("2026-11-22T14:04:00Z");
      directory.people = [makePerson("p1", { name: "Inês Duarte Reis", email: "ines.reis@example.test" })];
      const married = await world.import();
      world.clock.now = new Date("2026-11-23T09:00:00Z");
      const version = (await owen.ask("GET", `/users/${id}`)).body.version;
      await owen.ask("PATCH", `/users/${id}`, { values: { mobile: "+351 910 000 000" } }, { "if-match": `"${version}"` });
      const { body } = await owen.ask("GET", `/users/${id}/history`);
      const { items, total } = HistoryPage.parse(body);
      assert.deepEqual(
        [total, items.map((entry) => [entry.by, entry.runId !== null, entry.canUndo])],
        [
          3,
          [
            ["Owen", false, false],
            ["test", true, true],
            ["test", true, true],
          ],
        ],
      );
      assert.deepEqual(
        [items[0]?.says, items[0]?.changes],
        ["Edited by hand, Owen.", [{ label: "Mobile", before: "—", after: "+351 910 000 000", from: "" }]],
      );
      assert.deepEqual([items[1]?.runId, items[1]?.says], [married.id, "Changed. Same Google id, so same person."]);
      assert.deepEqual(
        items[1]?.changes.find((change) => change.label === "Last name"),
        {
          label: "Last name",
          before: "Duarte",
          after: "Duarte Reis",
          from: "Google name.familyName",
        },
      );
      assert.match(items[2]?.says ?? "", /^Created, because mapping 1 "Everyone" is the first that fits\.$/);
      const second = HistoryPage.parse((await owen.ask("GET", `/users/${id}/history?limit=1&from=1`)).body);
      assert.deepEqual([second.items[0]?.runId, second.total], [married.id, 3]);
      await undoRun(world.context, { runId: married.id, people: null, applies: true, startedBy: "Owen", onProgress: () => undefined });
      const undone = HistoryPage.parse((await owen.ask("GET", `/users/${id}/history`)).body).items;
      assert.match(undone.find((entry) => entry.runId === married.id)?.says ?? "", /Taken back since\.$/);
      assert.equal(undone.find((entry) => entry.runId === married.id)?.canUndo, false);
      assert.equal((await owen.ask("GET", "/users/999999/history")).status, 404);
    });

    test("lists the groups it belongs to, the way there, and what each gives", async () => {
      const directory = makeDirectory([makePerson("p1")]);
      directory.groups.set("all", [{ kind: "group", id: "studio" }]);
      directory.groups.set("studio", [{ kind: "person", id: "p1" }]);
      const { world, owen } = await open(database(), directory);
      await world.configure({
        mappings: [
          makeMapping({
            destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null },
            filter: { kind: "group", groupId: "all", groupName: "Everybody" },
          }),
        ],
        groupMappings: [{ id: 1, groupId: "all", groupName: "Everybody", gives: { kind: "userRole", roleId: world.userRoles.standard } }],
      });
      await world.import();
      const id = must(await findRecord(world, "p1"), "a record").id;
      const { items } = PersonGroups.parse((await owen.ask("GET", `/users/${id}/groups`)).body);
      assert.deepEqual(
        items.map(({ groupId, isDirect, path }) => [groupId, isDirect, path.length]),
        [
          ["studio", true, 0],
          ["all", false, 1],
        ],
      );
      assert.match(items[1]?.gives[0] ?? "", /^user role Standard/);
      assert.equal(items[1]?.gives[1], 'a condition of mapping 1 "Everyone"');
      assert.equal((await owen.ask("GET", "/users/999999/groups")).status, 404);
    });
  });

  describe("a change by hand", () => {
    test("is kept with who made it, whatever characters it has, and is found again", async () => {
      const { world, owen } = await open(database());
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Rosa", email: "rosa@example.test" });
      let version = 1;
      for (const name of Object.values(strange)) {
        const { status, body, headers } = await owen.ask("PATCH", `/users/${id}`, { values: { name } }, { "if-match": `"${version}"` });
        assert.equal(status, 200, name);
        version += 1;
        assert.deepEqual([body.name, headers.get("etag"), body.version], [name, `"${version}"`, version]);
        const found = await owen.ask("GET", `/users?q=${encodeURIComponent(name.slice(0, 40))}`);
        assert.deepEqual(
          found.body.items.map((person: { id: number }) => person.id),
          [id],
          name,
        );
      }
      const moved = await owen.ask(
        "PATCH",
        `/users/${id}`,
        { siteId: world.sites.porto, isActive: false, isProtected: true },
        { "if-match": `"${version}"` },
      );
      assert.deepEqual([moved.body.site.name, moved.body.isActive, moved.body.isProtected], ["Porto", false, true]);
      const audit = await world.db.selectFrom("audit").select("actor").distinct().where("record_id", "=", id).execute();
      assert.deepEqual(audit, [{ actor: "Owen" }]);
    });

    test("says which version it was made from: whoever comes second is told who was first", async () => {
      const { world, owen } = await open(database());
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Rosa" });
      const patch = (headers: Record<string, string>, title = "x") => owen.ask("PATCH", `/users/${id}`, { values: { title } }, headers);
      assert.equal((await patch({})).status, 428);
      assert.equal((await patch({ "if-match": "latest" })).status, 400);
      await editRecord(world.db, {
        entity: "user",
        recordId: id,
        edit: { values: { title: "y" } },
        by: "Priya",
        now: world.clock.now,
        expectsVersion: null,
      });
      const { status, body } = await patch({ "if-match": '"1"' });
      assert.equal(status, 412);
      assert.deepEqual(body.current, { version: 2, by: "Priya", at: "2026-11-21T14:00:00.000Z" });
      assert.match(body.detail, /^Priya changed Rosa meanwhile\./);
      assert.equal((await patch({ "if-match": '"2"' }, "z")).status, 200);
    });

    test("is refused with every fault and its place, and nothing is saved", async () => {
      const { world, owen } = await open(database());
      await world.db
        .insertInto("custom_fields")
        .values({ entity: "user", key: "size", label: "Size", type: "select", options: JSON.stringify(["S", "M"]) })
        .execute();
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Rosa" });
      const fault = async (body: object) => {
        const answer = await owen.ask("PATCH", `/users/${id}`, body, { "if-match": '"1"' });
        assert.equal(answer.status, 400, JSON.stringify(body));
        return answer.body.faults.map((one: { at: string }) => one.at);
      };
      assert.deepEqual(await fault({ values: { name: " ", email: "no address", shoe: "x", "custom.size": "XXL", title: 7 } }), [
        "values.name",
        "values.email",
        "values.shoe",
        "values.custom.size",
        "values.title",
      ]);
      assert.deepEqual(await fault({ siteId: 999_999 }), ["siteId"]);
      assert.deepEqual(await fault({}), ["values"]);
      assert.deepEqual(await fault({ values: { title: "a\u0000b" } }), ["values.title"]);
      assert.equal((await fault({ isAdministrator: true })).length, 1);
      assert.equal((await owen.ask("GET", `/users/${id}`)).body.version, 1);
      assert.equal((await owen.ask("PATCH", `/users/${id}`, { values: { "custom.size": "M" } }, { "if-match": '"1"' })).status, 200);
    });

    test("never leaves the desk without anybody who has administrator rights", async () => {
      const { owen } = await open(database());
      const { status, body } = await owen.ask("PATCH", `/agents/${owen.agentId}`, { isActive: false }, { "if-match": '"1"' });
      assert.equal(status, 409);
      assert.match(body.detail, /last active agent with administrator rights/);
      assert.equal((await owen.ask("GET", "/me")).status, 200);
    });
  });

  test("the catalogue names no place and no agent role to who may read about neither", async () => {
    const { world } = await open(database());
    const needs = makeNeeds(database(), { context: world.context });
    const kim = await signInAs(needs, { name: "Kim Assets", isAdministrator: false, rights: { assets: "read" } });
    const { customers, sites, agentRoles, fields } = CatalogueView.parse((await kim.ask("GET", "/catalogue")).body);
    assert.deepEqual([customers, sites, agentRoles], [[], [], []]);
    assert.ok(fields.length > 0);
  });

  test("the catalogue names everything that settings point at", async () => {
    const { world, owen } = await open(database());
    const catalogue = CatalogueView.parse((await owen.ask("GET", "/catalogue")).body);
    assert.deepEqual(catalogue.sites.map((site) => site.id).toSorted(), Object.values(world.sites).toSorted());
    assert.ok(catalogue.agentRoles.some((role) => role.isAdministrator));
    assert.ok(catalogue.fields.some(({ entity, field }) => entity === "user" && field === "manager"));
    assert.equal(
      defaultGoogleFields.every(({ entity, field }) => catalogue.fields.some((one) => one.entity === entity && one.field === field)),
      true,
    );
  });
});
