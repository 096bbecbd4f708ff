import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMapping, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { DirectoryRefused } from "../../../model/errors.ts";
import { holdPeople } from "../../../sync/holds.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { inGroup, start, startOffice, toSite, under } from "../../testing/make-office.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { AccountPage, AttributeList, AttributeValues, GroupList, HoldPage, OrgUnitList } from "../shapes/settings.ts";

onEveryEngine("what the copy holds", (open) => {
  test("G4 attributes, values and org units come with counts; what was not read is said to be so", async () => {
    const title = (text: string) => ({ organizations: [{ primary: true, title: text }], customSchemas: { HR: { grade: text.length } } });
    const scene = await start(open(), [
      makePerson("p1", { orgUnit: "/Leeds/Studio", attributes: title("Architect") }),
      makePerson("p2", { orgUnit: "/Leeds", attributes: title("Architect") }),
      makePerson("p3", { orgUnit: "/Leeds", attributes: title("Senior architect") }),
      makePerson("p4", { name: "", email: "" }),
    ]);
    assert.equal(
      AttributeList.parse((await scene.ask("GET", "/attributes")).body).items.find((one) => one.from === "organizations[primary].title")
        ?.filled,
      null,
    );
    await scene.world.import({ applies: false });
    const { items } = AttributeList.parse((await scene.ask("GET", "/attributes")).body);
    const find = (from: string) => items.find((one) => one.from === from);
    assert.deepEqual(find("organizations[primary].title"), {
      from: "organizations[primary].title",
      label: "title",
      type: "text",
      filled: 3,
      sample: ["Architect", "Senior architect"],
      isRead: true,
    });
    assert.deepEqual([find("locations[primary].floorName")?.filled, find("locations[primary].floorName")?.isRead], [null, false]);
    assert.deepEqual([find("customSchemas.HR.grade")?.filled, find("orgUnit")?.filled, find("suspended")?.type], [3, 3, "checkbox"]);
    const values = async (query: string) => AttributeValues.parse((await scene.ask("GET", `/attributes/values?${query}`)).body);
    const from = "from=organizations%5Bprimary%5D.title";
    assert.deepEqual((await values(from)).items, [
      { value: "Architect", n: 2 },
      { value: "Senior architect", n: 1 },
    ]);
    assert.deepEqual((await values(`${from}&q=arch&where=begins`)).distinct, 1);
    assert.deepEqual((await values(`${from}&q=ARCH`)).distinct, 2);
    assert.equal((await scene.ask("GET", "/attributes/values?from=a..b")).status, 400);
    assert.equal((await scene.ask("GET", "/attributes/values")).status, 400);
    const units = OrgUnitList.parse((await scene.ask("GET", "/org-units")).body).items;
    assert.deepEqual(
      units.map(({ path, exactly, below }) => [path, exactly, below]),
      [
        ["/", 0, 3],
        ["/Leeds", 2, 3],
        ["/Leeds/Studio", 1, 1],
      ],
    );
  });

  test("G6 groups are those that were read, with direct and nested members, and those that the directory finds", async () => {
    const scene = await startOffice(open());
    const list = async (query = "") => GroupList.parse((await scene.ask("GET", `/groups${query}`)).body);
    assert.deepEqual((await list()).items.map(({ id, direct, nested }) => [id, direct, nested]).sort(), [
      ["inner", 2, 0],
      ["porto", 1, 1],
    ]);
    scene.directory.groups.set("portraits", []);
    assert.deepEqual(
      (await list("?q=por")).items.map((one) => one.id),
      ["porto"],
    );
    const live = await list("?q=por&live=true");
    assert.deepEqual(
      live.items.map(({ id, direct }) => [id, direct]),
      [
        ["porto", 1],
        ["portraits", null],
      ],
    );
    const refusing: ApiDependencies = {
      ...scene.needs,
      context: {
        ...scene.needs.context,
        openSource: () => Promise.reject(new DirectoryRefused("permission", "Google refused.", "forbidden")),
      },
    };
    const other = await signInAs(refusing, { name: "Priya", isAdministrator: true });
    const refused = await other.ask("GET", `/connections/${scene.world.connectionId}/groups?q=por&live=true`);
    assert.deepEqual(
      [refused.status, refused.body.items.length, refused.body.liveSays, refused.body.vendorCode],
      [200, 1, "Google refused.", "forbidden"],
    );
  });

  test("G4 accounts are listed by name, page by page, with where they go, and every count can be opened", async () => {
    const scene = await startOffice(open());
    const list = async (query: string) => AccountPage.parse((await scene.ask("GET", `/people?${query}`)).body);
    const first = await list("limit=4");
    assert.deepEqual([first.total, first.items.length], [9, 4]);
    const rest = await list(`limit=9&cursor=${first.next}`);
    assert.deepEqual([rest.items.length, rest.next], [5, null]);
    assert.equal(new Set([...first.items, ...rest.items].map((one) => one.externalId)).size, 9);
    assert.equal((await list("from=8&limit=5")).items.length, 1);
    const idsOf = async (query: string) => (await list(query)).items.map((one) => one.externalId).sort();
    assert.deepEqual(await idsOf("q=zoe%20cosic"), ["a"]);
    assert.deepEqual(await idsOf("q=%25"), []);
    assert.deepEqual(await idsOf("state=suspended"), ["c", "d"]);
    assert.deepEqual(await idsOf("state=broken"), ["broken"]);
    assert.deepEqual(await idsOf("goesTo=notCreated"), ["broken", "c"]);
    assert.deepEqual(await idsOf("goesTo=unmapped"), ["stray"]);
    assert.deepEqual(await idsOf("goesTo=leftOut"), ["room"]);
    assert.deepEqual(await idsOf("goesTo=placed&state=active"), ["a", "b", "e", "f"]);
    const [out, porto, leeds] = (await scene.settings()).mappings;
    assert.deepEqual(await idsOf(`goesTo=${porto?.id}`), ["e", "f"]);
    assert.deepEqual(await idsOf(`goesTo=${out?.id}`), ["room"]);
    assert.deepEqual(await idsOf(`fits=${leeds?.id}`), ["a", "b", "c", "d"]);
    assert.deepEqual(
      (await list("q=Reis")).items.map(({ goesTo, standing }) => [goesTo, standing]),
      [["Porto", "active"]],
    );
    assert.equal((await list("state=suspended&q=cid")).items[0]?.goesTo, "not created: suspended and unknown to the desk");
    assert.equal((await scene.ask("GET", "/people?state=asleep")).status, 400);
    assert.equal((await scene.ask("GET", "/people?limit=5000")).status, 400);
    assert.equal((await scene.ask("GET", "/people?cursor=zzz")).status, 400);
  });

  test("G4 accounts of an unsaved draft and of a condition can be listed as well", async () => {
    const scene = await startOffice(open());
    const find = async (body: object) => {
      const answer = await scene.ask("POST", "/people", body);
      assert.equal(answer.status, 200, answer.text);
      return AccountPage.parse(answer.body)
        .items.map((one) => one.externalId)
        .sort();
    };
    assert.deepEqual(await find({ filter: under("/Leeds") }), ["a", "b", "c", "d"]);
    assert.deepEqual(await find({ filter: under("/Leeds"), goesTo: "notCreated" }), ["c"]);
    assert.deepEqual(await find({ filter: inGroup("inner") }), ["e", "f"]);
    const settings = await scene.settings({
      mappings: [makeMapping({ id: -1, destination: toSite(scene.world.sites.remote), filter: under("/Elsewhere") })],
    });
    assert.deepEqual(await find({ settings, goesTo: "-1" }), ["stray"]);
    assert.deepEqual((await find({ settings, goesTo: "unmapped" })).length, 7);
    const wrong = await scene.ask("POST", "/people", { filter: { kind: "field", field: "email", op: "matches", value: "(" } });
    assert.deepEqual([wrong.status, wrong.body.faults[0].at], [400, "filter.value"]);
  });

  test("G4 after an import the list follows: who is on the desk, who is gone, and whom a plan leaves as they are", async () => {
    const scene = await startOffice(open());
    const { world, directory } = scene;
    const idsOf = async (query: string) =>
      AccountPage.parse((await scene.ask("GET", `/people?${query}`)).body)
        .items.map((one) => one.externalId)
        .sort();
    assert.deepEqual(await idsOf("desk=any"), []);
    assert.deepEqual(await idsOf("goesTo=placed"), ["a", "b", "d", "e", "f"]);
    await world.import();
    assert.deepEqual(await idsOf("desk=active"), ["a", "b", "d", "e", "f"]);
    assert.deepEqual(await idsOf("desk=none"), ["broken", "c", "room", "stray"]);
    const [row] = AccountPage.parse((await scene.ask("GET", "/people?q=Reis")).body).items;
    assert.ok(row?.userId);
    directory.people = directory.people
      .filter((person) => person.id !== "b")
      .map((person) => (person.id === "a" ? makePerson("a", { orgUnit: "/Leeds/Studio", name: "Zoë New" }) : person));
    const run = await world.import({ applies: false });
    assert.deepEqual(await idsOf("state=absent"), ["b"]);
    assert.deepEqual(await idsOf("desk=active"), ["a", "d", "e", "f"]);
    assert.equal((await idsOf(`unchangedIn=${run.id}&desk=active`)).includes("a"), false);
    assert.equal((await idsOf(`unchangedIn=${run.id}&desk=active`)).includes("e"), true);
  });

  test("P3 people who are held back are listed with the reason and can be released, each or all", async () => {
    const scene = await startOffice(open());
    const { world } = scene;
    await holdPeople(world.db, world.connectionId, "user", ["a", "b", "e"], "run 3 was undone");
    const held = async (query = "") => HoldPage.parse((await scene.ask("GET", `/holds${query}`)).body);
    assert.deepEqual(
      (await held()).items.map(({ name, because }) => `${name}: ${because}`),
      ["Ana Reis: run 3 was undone", "Ben Ash: run 3 was undone", "Zoë Ćosić: run 3 was undone"],
    );
    assert.deepEqual([(await held("?limit=2")).items.length, (await held("?limit=2")).total], [2, 3]);
    assert.equal((await scene.ask("GET", "")).body.held, 3);
    const one = await scene.ask("POST", "/holds/release", { externalIds: ["a"] });
    assert.match(one.body.says, /^1 person released\. The next import of Directory \d+ plans them again\.$/);
    assert.equal((await held()).total, 2);
    assert.equal((await scene.ask("POST", "/holds/release", { externalIds: null })).body.released, 2);
    assert.equal((await scene.ask("POST", "/holds/release", { externalIds: null })).body.says, "Nobody was held back.");
    assert.equal((await scene.ask("POST", "/holds/release", {})).status, 400);
  });
});
