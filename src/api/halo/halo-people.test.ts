import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HaloClient, type HaloDesk, startHaloDesk } from "./testing/start-halo-desk.ts";

let desk: HaloDesk;
let client: HaloClient;
let siteId: number;
let otherSiteId: number;

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect();
  const made = await client.ask("POST", "/client?returnall=true", [
    { name: "Alder", newclient_sitename: "Leeds", newclient_contactname: "Front desk", newclient_contactemail: "desk@alder.example" },
    { name: "Birch" },
  ]);
  [siteId, otherSiteId] = made.body.map((one: { main_site_id: number }) => one.main_site_id);
});
after(() => desk.close());

const post = async (path: string, item: object) => await client.ask("POST", path, [item]);
const search = (name: string, type: number, value: string) =>
  `advanced_search=${encodeURIComponent(JSON.stringify([{ filter_name: name, filter_type: type, filter_value: value }]))}`;
const names = (answer: { body: { users: { name: string }[] } }) => answer.body.users.map(({ name }) => name);

describe("users through /api", () => {
  test("a new client's contact is its first user", async () => {
    const { body } = await client.ask("GET", `/users?site_id=${siteId}`);
    assert.deepEqual(
      body.users.map((one: { name: string; emailaddress: string; client_name: string }) => [one.name, one.emailaddress, one.client_name]),
      [["Front desk", "desk@alder.example", "Alder"]],
    );
  });

  test("keep ids of other systems, and are found by them as CIPP looks for them", async () => {
    const made = await post("/users", {
      firstname: "Mara",
      surname: "Olsen",
      site_id: `${siteId}.0`,
      emailaddress: "Mara@alder.example",
      azureoid: "6A1C-77",
      samaccountname: "molsen",
      login: "mara",
    });
    assert.deepEqual(
      [made.body.name, made.body.azureoid, made.body.site_id_int, made.body.client_id],
      ["Mara Olsen", "6A1C-77", siteId, 1],
    );
    const path = `/Users?client_id=1&includeinactive=false&pageinate=false&`;
    assert.deepEqual(names(await client.ask("GET", `${path}${search("azureoid", 2, "6a1c-77")}`)), ["Mara Olsen"]);
    assert.deepEqual(names(await client.ask("GET", `${path}${search("azureoid", 2, "nobody")}`)), []);
    assert.deepEqual(names(await client.ask("GET", `${path}search=mara@alder`)), ["Mara Olsen"]);
    assert.deepEqual(names(await client.ask("GET", `/users?${search("emailaddress", 4, "%@alder.example")}`)), [
      "Front desk",
      "Mara Olsen",
    ]);
    assert.deepEqual(names(await client.ask("GET", `/users?${search("samaccountname", 3, "molsen")}`)), ["Front desk"]);
    await post("/users", { id: made.body.id, azureoid: "" });
    assert.equal("azureoid" in (await client.ask("GET", `/users/${made.body.id}`)).body, false);
  });

  test("a directory's account is known by its id, which nothing overwrites", async () => {
    const { db } = desk.needs.database;
    const connection = await db
      .insertInto("connections")
      .values({ name: "Alder", provider: "google", sign_in: "{}", endpoints: "{}", pace: "{}", settings: "{}", paused_because: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { id } = (await client.ask("GET", "/users?search=mara")).body.users[0];
    await db
      .insertInto("links")
      .values({
        connection_id: connection.id,
        entity: "user",
        external_id: "1089",
        record_id: id,
        since_run_id: null,
        given: "{}",
        deactivated_because: null,
        waits_for_manager: null,
      })
      .execute();
    assert.deepEqual(names(await client.ask("GET", `/users?${search("googleworkplace_id", 6, "1089")}`)), ["Mara Olsen"]);
    assert.equal((await post("/users", { id, googleworkplace_id: "777" })).body.googleworkplace_id, "1089");
    const refused = await client.ask("DELETE", `/users/${id}`);
    assert.deepEqual([refused.status, /Make it inactive/.test(refused.body.Message)], [400, true]);
    await db.deleteFrom("links").execute();
  });

  test("are deactivated, and changed in nothing else than what was sent", async () => {
    const { id } = (await post("/users", { name: "Ivo Reis", site_id: siteId, department: "Sales", mobilenumber: "0151", other: 1 })).body;
    const changed = (await post("/users", { id: String(id), inactive: true })).body;
    assert.deepEqual([changed.inactive, changed.department, changed.mobilenumber, changed.name], [true, "Sales", "0151", "Ivo Reis"]);
    assert.equal((await client.ask("GET", "/users?search=ivo")).body.record_count, 0);
    assert.equal((await client.ask("GET", "/users?search=ivo&includeinactive=true")).body.record_count, 1);
    assert.equal(
      (await client.ask("GET", `/users?includeinactive=true&lastupdatefromdate=2020-01-01T00:00:00Z&search=ivo`)).body.record_count,
      1,
    );
  });

  test("are refused with the property that is at fault, and nothing is changed", async () => {
    const faulty: readonly (readonly [object, string])[] = [
      [{ site_id: siteId }, "name"],
      [{ name: "X" }, "site_id"],
      [{ name: "X", site_id: 4711 }, "site_id"],
      [{ name: "X", site_id: siteId, emailaddress: "no address" }, "emailaddress"],
      [{ name: "X", site_id: siteId, linked_agent_id: 4711 }, "agent_id"],
      [{ name: "X", site_id: siteId, customfields: [{ name: "CFnone", value: 1 }] }, "customfields[0]"],
      [{ id: 1, _merge_user_into: 2 }, "_merge_user_into"],
      [{ id: 1, site_id: otherSiteId }, "site_id"],
      [{ id: 1, name: "" }, "name"],
    ];
    for (const [item, property] of faulty) {
      const answer = await post("/users", item);
      assert.deepEqual(
        [answer.status, Object.keys(answer.body).includes(`[0].${property}`)],
        [400, true],
        `${JSON.stringify(item)} ${answer.text}`,
      );
    }
    const first = (await client.ask("GET", "/users/1")).body;
    assert.deepEqual([first.name, first.site_id], ["Front desk", siteId]);
  });

  test("have roles, and custom fields by name or number", async () => {
    const role = (await post("/userroles", { name: "Approver", isimportantcontact2: true })).body;
    await desk.needs.database.db
      .insertInto("custom_fields")
      .values({ entity: "user", key: "costCentre", label: "Cost centre", type: "number", options: "[]" })
      .execute();
    const { body } = await post("/users", {
      id: 1,
      roles: [{ id: String(role.id) }],
      customfields: [{ name: "cfcostcentre", value: "42" }],
    });
    assert.deepEqual([body.role_list, body.isimportantcontact, body.customfields[0].value], ["Approver", true, 42]);
    assert.deepEqual(names(await client.ask("GET", `/users?role=${role.id}`)), ["Front desk"]);
    assert.equal((await post("/users", { id: 1, customfields: [{ id: body.customfields[0].id, value: "much" }] })).status, 400);
    assert.equal((await post("/users", { id: 1, roles: [] })).body.role_list, "");
  });

  test("are erased with _anonymise by who may delete them, for good", async () => {
    const { id } = (
      await post("/users", { name: "Leaving Soon", site_id: siteId, emailaddress: "leaving@alder.example", azureoid: "gone-1" })
    ).body;
    const editor = await desk.connect({ rights: { users: "edit", customers: "read" } });
    assert.equal((await editor.ask("POST", "/users", [{ id, _anonymise: true }])).status, 403);
    const erased = (await post("/users", { id, _anonymise: "true" })).body;
    assert.deepEqual([erased.name, erased.emailaddress, erased.inactive, "azureoid" in erased], [`Erased person #${id}`, "", true, false]);
  });
});

describe("agents through /api", () => {
  test("are made with a name, changed, listed by activity, team and role", async () => {
    assert.equal((await post("/agent", { email: "x@desk.example" })).status, 400);
    const role = (await post("/roles", { name: "Technician", claims: [{ type: "tickets", value: "edit" }] })).body;
    const team = (await post("/team", { name: "Service" })).body;
    const made = await post("/agent", {
      name: "Nora Beck",
      email: "nora@desk.example",
      jobtitle: "Lead",
      roles: [{ id: role.id }],
      teams: [{ team_id: team.id }],
    });
    assert.deepEqual(
      [made.status, made.body.jobtitle, made.body.role_list, made.body.team, made.body.isapiagent],
      [201, "Lead", "Technician", "Service", false],
    );
    const listed = async (query: string) => (await client.ask("GET", `/agent?${query}`)).body.map(({ name }: { name: string }) => name);
    assert.deepEqual(await listed(`team_id=${team.id}`), ["Nora Beck"]);
    assert.deepEqual(await listed(`role=${role.id}`), ["Nora Beck"]);
    assert.deepEqual(await listed("includeapiagents=false"), ["Nora Beck"]);
    assert.equal((await post("/agent", { id: made.body.id, isdisabled: true })).body.isdisabled, true);
    assert.deepEqual(await listed("search=nora"), []);
    assert.deepEqual(await listed("search=nora&includedisabled=true"), ["Nora Beck"]);
    assert.equal((await client.ask("DELETE", `/agent/${made.body.id}`)).body.id, made.body.id);
  });

  test("get no rights from who has them not: by a role of one's own, a new one, or one that is given", async () => {
    const keeper = await desk.connect({ rights: { access: "all", agents: "all", tickets: "read" } });
    const [own] = (await keeper.ask("GET", `/roles?agentid=${keeper.agentId}`)).body;
    const claims = [
      { type: "access", value: "all" },
      { type: "tickets", value: "all" },
    ];
    const [administrators] = (await client.ask("GET", "/roles?search=role 1")).body;
    for (const [path, sent] of [
      ["/roles", { id: own.id, claims }],
      ["/roles", { name: "Mine", claims }],
      ["/roles", { name: "Mine", claims: [{ type: administrators.claims[0].type, value: "true" }] }],
      ["/agent", { id: keeper.agentId, add_roles: [{ id: administrators.id }] }],
      ["/agent", { name: "Friend", add_roles: [{ id: administrators.id }] }],
    ] as const)
      assert.equal((await keeper.ask("POST", path, [sent])).status, 403, JSON.stringify(sent));
    assert.equal((await keeper.ask("POST", "/roles", [{ id: own.id, notes: "Keeps the keys" }])).status, 201);
    assert.deepEqual((await keeper.ask("GET", `/roles?agentid=${keeper.agentId}`)).body[0].claims, own.claims);
  });

  test("get roles only from who may give access", async () => {
    const [administrators] = (await client.ask("GET", "/roles?search=role 1")).body;
    const editor = await desk.connect({ rights: { agents: "edit" } });
    const own = await editor.ask("POST", "/agent", [{ id: editor.agentId, add_roles: [{ id: administrators.id }] }]);
    assert.deepEqual([own.status, /access:edit/.test(own.body.error)], [403, true]);
    assert.equal((await editor.ask("POST", "/agent", [{ id: editor.agentId, jobtitle: "Programme" }])).status, 201);
  });

  test("say when they last signed in, and null before they did", async () => {
    assert.equal((await client.ask("GET", `/Agent/${client.agentId}`)).body.lastlogindate, null);
    const at = new Date("2026-11-20T08:00:00Z");
    await desk.needs.database.db.updateTable("agents").set({ last_sign_in_at: at }).where("id", "=", client.agentId).execute();
    assert.equal((await client.ask("GET", `/Agent/${client.agentId}`)).body.lastlogindate, "2026-11-20T08:00:00.000Z");
  });

  test("know who they are", async () => {
    assert.equal((await client.ask("GET", "/Agent/me")).body.id, client.agentId);
    assert.equal((await client.ask("GET", "/Users/me")).status, 403);
  });
});

test("boards have members by hand, and lose those who are not in the list any more", async () => {
  const [first, second] = [(await post("/agent", { name: "Ada" })).body.id, (await post("/agent", { name: "Bo" })).body.id];
  const board = (
    await post("/CAB", { name: "Standard changes", all_must_approve: true, members: [{ agent_id: first }, { agent_id: String(second) }] })
  ).body;
  assert.deepEqual(
    [board.approvals_needed, board.members.map(({ member_name }: { member_name: string }) => member_name)],
    [0, ["Ada", "Bo"]],
  );
  await post("/CAB", { id: board.id, members: [{ agent_id: second }] });
  const left = (await client.ask("GET", `/CABMember?cab_id=${board.id}`)).body;
  assert.deepEqual(
    left.map(({ agent_id }: { agent_id: number }) => agent_id),
    [second],
  );
  assert.equal((await client.ask("GET", `/CABMember/${left[0].id}`)).body.member_name, "Bo");
  assert.equal((await post("/CAB", { id: board.id, members: [{ agent_id: 4711 }] })).status, 404);
});

test("an application that acts as a user is known as that user, and reads nothing that is for agents", async () => {
  const { id } = (await post("/users", { name: "Portal User", site_id: siteId, emailaddress: "portal@alder.example" })).body;
  const portal = await desk.connect({ userId: id });
  assert.equal((await portal.ask("GET", "/Users/me")).body.name, "Portal User");
  for (const path of ["/users", `/users/${id}`, "/client", "/site", "/agent", "/agent/me", "/roles", "/userroles", "/cab", "/asset"])
    assert.equal((await portal.ask("GET", path)).status, 403, path);
  assert.equal((await portal.ask("POST", "/users", [{ id, name: "Somebody Else" }])).status, 403);
  assert.equal((await portal.ask("DELETE", `/users/${id}`)).status, 403);
});
