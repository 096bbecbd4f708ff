import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Conflict, NotFound } from "../../../model/errors.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { DemoPlay } from "../../demo-play.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { DemoIncidents, DemoPlayed } from "../shapes/demo.ts";

let database: Database;
before(async () => {
  database = await openDatabase({ memory: true });
});
after(() => database.close());

/** A play of one incident, which remembers who asked for it. */
function makePlay(): DemoPlay & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    sandboxUrl: "http://127.0.0.1:1",
    asked,
    list: async () => [
      { name: "flood", title: "A flood", careless: "drowns.", connectionId: 2, connection: "Alder", hasHappened: asked.length > 0 },
    ],
    happen: async (incident, by) => {
      if (incident === "drought") throw new Conflict("It rains.");
      if (incident !== "flood") throw new NotFound(`There is no ${incident}.`);
      asked.push(by.name);
      return "It happened.";
    },
  };
}

test("what can happen is listed, happens when somebody asks, and is marked", async () => {
  const demo = makePlay();
  const owen = await signInAs(makeNeeds(database, { demo }), { name: "Owen", isAdministrator: true });
  const { status, body } = await owen.ask("GET", "/demo/incidents");
  assert.equal(status, 200);
  assert.deepEqual(
    DemoIncidents.parse(body).items.map(({ name, hasHappened }) => [name, hasHappened]),
    [["flood", false]],
  );
  const played = await owen.ask("POST", "/demo/incidents/flood");
  assert.equal(played.status, 200);
  const { says, items } = DemoPlayed.parse(played.body);
  assert.deepEqual([says, items[0]?.hasHappened, demo.asked], ["It happened.", true, ["Owen"]]);
});

test("what can't happen is refused with why", async () => {
  const rosa = await signInAs(makeNeeds(database, { demo: makePlay() }), { name: "Rosa", isAdministrator: true });
  assert.equal((await rosa.ask("POST", "/demo/incidents/earthquake")).status, 404);
  const dry = await rosa.ask("POST", "/demo/incidents/drought");
  assert.deepEqual([dry.status, dry.body.detail], [409, "It rains."]);
});

test("whoever has no administrator rights can't play, and outside of the demo nobody can", async () => {
  const priya = await signInAs(makeNeeds(database, { demo: makePlay() }), { name: "Priya", isAdministrator: false });
  assert.equal((await priya.ask("GET", "/demo/incidents")).status, 403);
  assert.equal((await priya.ask("POST", "/demo/incidents/flood")).status, 403);
  const mona = await signInAs(makeNeeds(database), { name: "Mona", isAdministrator: true });
  assert.equal((await mona.ask("POST", "/demo/incidents/flood")).status, 403);
});
