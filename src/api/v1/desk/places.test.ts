import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeFreshWorld, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { Database } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { CustomerPage, CustomerView, SitePage, SiteView } from "../shapes/person.ts";

async function open(database: Database, directory = makeDirectory()) {
  const world = await makeFreshWorld(database, directory);
  const needs = makeNeeds(database, { context: world.context });
  return { world, owen: await signInAs(needs, { name: "Owen", isAdministrator: true }) };
}

onEveryEngine("customers and sites", (database) => {
  test("a customer is added with a main site, renamed, and found, whatever characters its name has", async () => {
    const { world, owen } = await open(database());
    for (const name of ["N".repeat(200), "<script>alert(1)</script>", "Café 👩🏽‍💻", "شركة \u202Eabc"]) {
      const made = await owen.ask("POST", "/customers", { name, mainSite: "Head office" });
      assert.equal(made.status, 201, name);
      const customer = CustomerView.parse(made.body);
      assert.deepEqual([customer.name, customer.mainSite?.name, customer.sites, customer.users], [name, "Head office", 1, 0]);
      const { body } = await owen.ask("GET", `/customers?q=${encodeURIComponent(name.slice(0, 30))}`);
      assert.deepEqual(
        CustomerPage.parse(body).items.map((row) => row.name),
        [name],
      );
      const renamed = await owen.ask("PATCH", `/customers/${customer.id}`, { name: `  New ${customer.id} ` }, { "if-match": '"1"' });
      assert.deepEqual([renamed.status, renamed.body.name], [200, `New ${customer.id}`]);
    }
    const audit = await world.db.selectFrom("audit").select(["actor", "entity", "action"]).orderBy("id").limit(2).execute();
    assert.deepEqual(audit, [
      { actor: "Owen", entity: "customer", action: "create" },
      { actor: "Owen", entity: "customer", action: "edit" },
    ]);
  });

  test("names are one customer's, and one site's of a customer, whatever their capitals", async () => {
    const { owen } = await open(database());
    const { body: alder } = await owen.ask("POST", "/customers", { name: "Alder" });
    const { body: birch } = await owen.ask("POST", "/customers", { name: "Birch" });
    const faultOf = async (method: string, path: string, body: object) => {
      const answer = await owen.ask(method, path, body, { "if-match": '"1"' });
      return [answer.status, answer.body.faults?.[0]?.at];
    };
    assert.deepEqual(await faultOf("POST", "/customers", { name: "ALDER" }), [400, "name"]);
    assert.deepEqual(await faultOf("PATCH", `/customers/${birch.id}`, { name: "alder" }), [400, "name"]);
    assert.deepEqual(await faultOf("PATCH", `/customers/${alder.id}`, { name: "alder" }), [200, undefined]);
    assert.deepEqual(await faultOf("POST", "/sites", { name: "main", customerId: alder.id }), [400, "name"]);
    assert.deepEqual(await faultOf("POST", "/sites", { name: "Porto", customerId: alder.id }), [201, undefined]);
    assert.deepEqual(await faultOf("POST", "/sites", { name: "Porto", customerId: birch.id }), [201, undefined]);
    const { body: sites } = await owen.ask("GET", `/sites?customer=${alder.id}&q=port`);
    assert.deepEqual(await faultOf("PATCH", `/sites/${sites.items[0].id}`, { name: "MAIN" }), [400, "name"]);
    assert.deepEqual(await faultOf("PATCH", `/sites/${sites.items[0].id}`, { name: "Lisbon" }), [200, undefined]);
  });

  test("two who add one name at once: one is told", async () => {
    const { owen } = await open(database());
    const made = await Promise.all([1, 2, 3].map(() => owen.ask("POST", "/customers", { name: "Twin" })));
    assert.deepEqual(made.map((answer) => answer.status).toSorted(), [201, 400, 400]);
  });

  test("bad names, unknown customers and unknown numbers are refused", async () => {
    const { owen } = await open(database());
    for (const body of [
      {},
      { name: "" },
      { name: "  " },
      { name: "x".repeat(201) },
      { name: 7 },
      { name: "a\u0000b" },
      { name: "x", colour: "red" },
    ])
      assert.equal((await owen.ask("POST", "/customers", body)).status, 400, JSON.stringify(body));
    assert.deepEqual((await owen.ask("POST", "/sites", { name: "x", customerId: 999_999 })).body.faults[0].at, "customerId");
    for (const path of ["/customers/999999", "/sites/999999"]) {
      assert.equal((await owen.ask("GET", path)).status, 404);
      assert.equal((await owen.ask("PATCH", path, { name: "x" }, { "if-match": '"1"' })).status, 404);
      assert.equal((await owen.ask("DELETE", path, undefined, { "if-match": '"1"' })).status, 404);
      assert.equal((await owen.ask("GET", `${path}/history`)).status, 404);
    }
    assert.equal((await owen.ask("PATCH", "/customers/x", { name: "x" })).status, 400);
  });

  test("figures count the customer's own, and lead to its directories, mappings, joiners and leavers", async () => {
    const directory = makeDirectory([makePerson("p1"), makePerson("p2")]);
    const { world, owen } = await open(database(), directory);
    const run = await world.import();
    await addUser(world.db, { siteId: world.sites.porto, name: "Rosa", email: "rosa@other.test", isActive: false });
    const { body } = await owen.ask("GET", "/customers");
    const [row] = CustomerPage.parse(body).items;
    assert.deepEqual([row?.sites, row?.users, row?.activeUsers], [3, 3, 2]);
    const customer = CustomerView.parse((await owen.ask("GET", `/customers/${row?.id}`)).body);
    assert.deepEqual(
      customer.directories.map((one) => [one.id, one.says]),
      [[world.connectionId, "Healthy"]],
    );
    assert.deepEqual(
      [customer.domains, customer.joinedThisMonth, customer.leftThisMonth, customer.lastRun?.id],
      [["example.test"], 2, 0, run.id],
    );
    assert.deepEqual(
      customer.siteList.map((site) => [site.name, site.isMain, site.users]),
      [
        ["Leeds", true, 2],
        ["Porto", false, 1],
        ["Remote", false, 0],
      ],
    );
    const site = SiteView.parse((await owen.ask("GET", `/sites/${world.sites.leeds}`)).body);
    assert.deepEqual([site.users, site.mappings.map((mapping) => mapping.name)], [2, ["Everyone"]]);
    const sheet = SitePage.parse((await owen.ask("GET", `/sites?customer=${customer.id}&limit=2`)).body);
    assert.deepEqual([sheet.items.map((one) => one.name), sheet.total], [["Leeds", "Porto"], 3]);
    assert.equal(
      SitePage.parse((await owen.ask("GET", `/sites?customer=${customer.id}&limit=2&cursor=${sheet.next}`)).body).items[0]?.name,
      "Remote",
    );
  });
});
