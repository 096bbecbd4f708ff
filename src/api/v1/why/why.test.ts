import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, findRecord, makeFreshWorld, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import { must } from "../../../model/errors.ts";
import type { Database } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { WhyView } from "../shapes/why.ts";

async function open(database: Database) {
  const directory = makeDirectory([makePerson("p1", { name: "Tomas Lindqvist" }), makePerson("p2", { name: "Tomas <i>Other</i>" })]);
  const world = await makeFreshWorld(database, directory);
  const owen = await signInAs(makeNeeds(database, { context: world.context }), { name: "Owen", isAdministrator: true });
  const why = (query: Record<string, string>) =>
    owen.ask("GET", `/why?${new URLSearchParams({ connection: String(world.connectionId), ...query }).toString()}`);
  return { world, owen, why };
}

onEveryEngine("why", (database) => {
  test("an account is explained by id, address or name, and so is the desk record that it became", async () => {
    const { world, why } = await open(database());
    await world.import();
    const { id } = must(await findRecord(world, "p1"), "a record");
    for (const query of [
      { person: "p1" },
      { person: "P1@example.test" },
      { person: "tomas lindqvist" },
      { person: String(id), recordOf: "user" },
    ]) {
      const { status, body } = await why(query);
      assert.equal(status, 200, JSON.stringify(query));
      const answer = WhyView.parse(body);
      assert.deepEqual([answer.kind, answer.kind === "account" && answer.externalId], ["account", "p1"]);
    }
    const trial = WhyView.parse((await why({ person: "p1", ifFirst: "1" })).body);
    assert.ok(trial.kind === "account" && trial.imports[0]?.ifFirst !== null);
  });

  test("somebody whom only the desk knows is explained as that", async () => {
    const { world, why } = await open(database());
    const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Rosa" });
    const answer = WhyView.parse((await why({ person: String(id), recordOf: "user" })).body);
    assert.equal(answer.kind, "deskOnly");
  });

  test("nobody, several, and questions that can't be understood are refused", async () => {
    const { world, owen, why } = await open(database());
    await world.import();
    assert.equal((await why({ person: "nobody" })).status, 404);
    const several = await why({ person: "tomas" });
    assert.deepEqual([several.status, several.body.faults.length], [400, 1]);
    assert.equal((await why({ person: "  " })).status, 400);
    assert.equal((await why({ person: "7", recordOf: "robot" })).status, 400);
    assert.equal((await why({ person: "999999", recordOf: "user" })).status, 404);
    assert.equal((await why({ person: "p1", ifFirst: "99" })).status, 400);
    assert.equal((await why({ person: "p1", ifFirst: "first" })).status, 400);
    assert.equal((await owen.ask("GET", "/why?connection=999999&person=p1")).status, 404);
    assert.equal((await owen.ask("GET", "/why?person=p1")).status, 400);
  });
});
