import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { addAgent, addUser, makeFreshWorld, type World } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { Database } from "../../../store/open-database.ts";
import { openDatabase } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let world: World;
let owen: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
});
after(() => database.close());
beforeEach(async () => {
  world = await makeFreshWorld(database, makeDirectory());
  owen = await signInAs(makeNeeds(database, { context: world.context }), { name: "Owen", isAdministrator: true });
});

async function make(path: string, body: unknown): Promise<number> {
  const made = await owen.ask("POST", path, body);
  assert.equal(made.status, 201, made.text);
  return made.body.id;
}

async function names(path: string): Promise<string[]> {
  const { status, body, text } = await owen.ask("GET", path);
  assert.equal(status, 200, text);
  return body.items.map((person: { name: string }) => person.name);
}

describe("D7 lists of people", () => {
  test("are filtered by every field, by custom fields, VIP, licences held and changes since", async () => {
    const { leeds, porto } = world.sites;
    await make("/custom-fields", { entity: "user", key: "badge", label: "Badge", type: "text", options: [] });
    const ada = await make("/users", { siteId: leeds, values: { name: "Ada", title: "Partner", "custom.badge": "B-7" } });
    const ben = await make("/users", {
      siteId: porto,
      managerId: ada,
      values: { name: "Ben", mobile: "+351 900", email2: "b@example.test" },
    });
    const vip = await make("/user-roles", { name: "Board", isVip: true });
    await owen.ask("PUT", `/users/${ben}/roles`, { roleIds: [vip] });
    const customer = (await owen.ask("GET", `/users/${ada}`)).body.customer.id;
    const licence = await make("/software-licences", { name: "Drawing", customerId: customer, total: 2 });
    assert.equal((await owen.ask("POST", `/software-licences/${licence}/assignments`, { userIds: [ada] })).status, 201);

    assert.deepEqual(await names("/users?title=partner"), ["Ada"]);
    assert.deepEqual(await names("/users?custom.badge=b-7"), ["Ada"]);
    assert.deepEqual(await names("/users?custom.badge=none"), ["Ben"]);
    for (const path of ["/users?custom.bagde=b-7", "/users?custom.bagde=none&format=csv", "/agents?custom.badge=b-7"])
      assert.match((await owen.ask("GET", path)).body.faults[0].says, /^is no custom field of (users|agents)$/, path);
    assert.deepEqual(await names(`/users?managerId=${ada}`), ["Ben"]);
    assert.deepEqual(await names("/users?managerId=none&isActive=true"), ["Ada"]);
    assert.deepEqual(await names(`/users?siteId=${leeds},${porto}&sort=-id`), ["Ben", "Ada"]);
    assert.deepEqual(await names("/users?isVip=true"), ["Ben"]);
    assert.deepEqual(await names("/users?isVip=false"), ["Ada"]);
    assert.deepEqual(await names(`/users?roleId=${vip}`), ["Ben"]);
    assert.deepEqual(await names(`/users?softwareLicenceId=${licence}`), ["Ada"]);
    assert.deepEqual(await names("/users?lastSignInAt=none"), ["Ada", "Ben"]);
    const later = new Date(world.clock.now.getTime() + 60_000).toISOString();
    assert.deepEqual(await names(`/users?updatedSince=${world.clock.now.toISOString()}`), ["Ada", "Ben"]);
    assert.deepEqual(await names(`/users?updatedSince=${later}`), []);
    const [row] = (await owen.ask("GET", "/users?q=ben")).body.items;
    assert.deepEqual(
      [row.email2, row.manager, row.isVip, row.lastSignInAt, row.version],
      ["b@example.test", { id: ada, name: "Ada" }, true, null, row.version],
    );
  });

  test("of agents are filtered by licence, team, board and last sign-in", async () => {
    const named = await make("/agents", { licence: "named", values: { name: "Noor" } });
    await addAgent(world.db, { name: "Ugo", roles: [] });
    const team = await make("/teams", { name: "Field", agentIds: [named] });
    const cab = await make("/cabs", { name: "Changes" });
    await owen.ask("PUT", `/agents/${named}/cabs`, { cabs: [{ cabId: cab, cabRoleId: null }] });
    assert.deepEqual(await names("/agents?licence=named"), ["Noor"]);
    assert.deepEqual(await names(`/agents?teamId=${team}`), ["Noor"]);
    assert.deepEqual(await names(`/agents?cabId=${cab}`), ["Noor"]);
    assert.deepEqual(await names("/agents?isApiOnly=true"), []);
    assert.deepEqual(await names("/agents?lastSignInAt=2000-01-01.."), ["Owen"]);
    assert.deepEqual((await names("/agents?sort=-lastSignInAt"))[0], "Owen");
    assert.deepEqual((await names("/agents?sort=-licence"))[0], "Noor");
  });

  test("refuse a filter that they do not know, as every list does, in a file, too", async () => {
    for (const path of [
      "/users?actve=true",
      "/users?custom=x",
      "/agents?siteId=1",
      "/users?licence=named",
      "/users?managerId=x",
      "/users?sort=-licence",
    ])
      for (const format of ["", "&format=csv"]) {
        const { status, body } = await owen.ask("GET", `${path}${format}`);
        assert.equal(status, 400, path);
        assert.ok(body.faults.length > 0, path);
      }
  });

  test("are files in the order of the list, with every field and custom field", async () => {
    await make("/custom-fields", { entity: "user", key: "badge", label: "Badge", type: "text", options: [] });
    await make("/users", { siteId: world.sites.leeds, values: { name: "Ada", firstName: "Ada", "custom.badge": "=1+1" } });
    await addUser(world.db, { siteId: world.sites.leeds, name: "Ben", email: "ben@example.test" });
    const { text } = await owen.ask("GET", "/users?format=csv&sort=-name");
    const [head, first, second] = text.trim().split("\r\n");
    assert.match(head ?? "", /,First name,.*,Last sign-in,Manager,VIP,Badge$/);
    assert.match(first ?? "", /^\d+,Ben,/);
    assert.match(second ?? "", /^\d+,Ada,.*,no,'=1\+1$/);
  });
});

test("D1 the last sign-in of an agent is kept, and changes no version", async () => {
  const { body } = await owen.ask("GET", `/agents/${owen.agentId}`);
  assert.deepEqual([body.lastSignInAt, body.version], [world.clock.now.toISOString(), 1]);
});
