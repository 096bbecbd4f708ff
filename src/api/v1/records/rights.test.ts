import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

let database: Database;
let needs: ApiDependencies;
let keeper: SignedIn;
let administrator: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  administrator = await signInAs(needs, { name: "Owen", isAdministrator: true });
  keeper = await signInAs(needs, { name: "Priya", isAdministrator: false, rights: { access: "all", agents: "all", tickets: "edit" } });
});
after(() => database.close());

const ownRole = async () => {
  const { body } = await administrator.ask("GET", "/agent-roles?q=Priya");
  return body.items[0];
};

test("D2 nobody raises their own rights by editing a role, or makes one that gives more than they have", async () => {
  const role = await ownRole();
  for (const patch of [{ isAdministrator: true }, { rights: { ...role.rights, settings: "all" } }, { rights: { tickets: "all" } }]) {
    const { status, body } = await keeper.ask("PATCH", `/agent-roles/${role.id}`, patch, { "if-match": `"${role.version}"` });
    assert.equal(status, 403, JSON.stringify(patch));
    assert.match(body.detail, /more than you may do yourself/);
  }
  assert.equal((await keeper.ask("POST", "/agent-roles", { name: "Mine", isAdministrator: true })).status, 403);
  assert.equal((await keeper.ask("POST", "/agent-roles", { name: "Helper", rights: { tickets: "read" } })).status, 201);
  assert.deepEqual((await ownRole()).rights, role.rights, "nothing changed");
});

test("D2 nobody gives a role that gives more than they have, not to themselves and not to others", async () => {
  const { body } = await administrator.ask("GET", "/agent-roles?isAdministrator=true");
  const all = body.items[0].id;
  const own = (await ownRole()).id;
  for (const agentId of [keeper.agentId, administrator.agentId + 1000]) {
    const { status } = await keeper.ask("PUT", `/agents/${agentId}/roles`, { roleIds: [own, all] });
    assert.equal(status, 403);
  }
  assert.equal(
    (await keeper.ask("PUT", `/agents/${administrator.agentId}/roles`, { roleIds: [own, all] })).status,
    200,
    "who holds it keeps it",
  );
  assert.equal((await keeper.ask("GET", "/me")).body.permissions.includes("settings:edit"), false);
});
