import assert from "node:assert/strict";
import { test } from "node:test";
import { makePerson, makeWorld, onEveryEngine } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { createServer } from "../../server.ts";
import { createFirstAdministrator } from "../../sign-in/create-first-administrator.ts";
import { createSignInLink } from "../../sign-in/create-sign-in-link.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { LeftOutList } from "../shapes/home.ts";

onEveryEngine("Who is left out with errors", (open) => {
  test("Records that cannot be read are counted by connection, with the list of them", async () => {
    const database = open();
    const directory = makeDirectory([makePerson("a"), makePerson("b", { name: "", email: "" })]);
    const world = await makeWorld(database, directory);
    await world.import();
    const needs = makeNeeds(database, { context: world.context });
    await createFirstAdministrator(database.db);
    const agents = await database.db.selectFrom("agents").select(["id"]).orderBy("id", "desc").executeTakeFirstOrThrow();
    const { url } = await createSignInLink(needs, agents.id);
    const welcome = await createServer(needs).request(url);
    const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";

    const answer = await createServer(needs).request("/v1/left-out", { headers: { cookie } });
    assert.equal(answer.status, 200);
    const { items } = LeftOutList.parse(await answer.json());
    assert.deepEqual(
      items.map(({ n, href }) => ({ n, href })),
      [{ n: 1, href: `/directories/${world.connectionId}/accounts?state=broken` }],
    );

    directory.people = [makePerson("a"), makePerson("b")];
    await world.import();
    const after = await createServer(needs).request("/v1/left-out", { headers: { cookie } });
    assert.deepEqual(await after.json(), { items: [] });
    assert.equal((await createServer(needs).request("/v1/left-out")).status, 401);
  });
});
