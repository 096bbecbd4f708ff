import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../../../../sandbox/google/server.ts";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { createServer } from "../../server.ts";
import { createFirstAdministrator } from "../../sign-in/create-first-administrator.ts";
import { createSignInLink } from "../../sign-in/create-sign-in-link.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { SampleApps } from "../shapes/demo.ts";

let database: Database;
let sandbox: GoogleSandbox;
let needs: ApiDependencies;
let cookie: string;

before(async () => {
  [database, sandbox] = await Promise.all([openDatabase({ memory: true }), startGoogleSandbox()]);
  needs = makeNeeds(database, { demo: { sandboxUrl: sandbox.url, list: async () => [], happen: async () => "" } });
  await createFirstAdministrator(database.db);
  const agent = await database.db.selectFrom("agents").select("id").executeTakeFirstOrThrow();
  const { url } = await createSignInLink(needs, agent.id);
  const welcome = await createServer(needs).request(url, { headers: { accept: "text/html" } });
  cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? "";
});
after(async () => {
  await sandbox.close();
  await database.close();
});

const list = (given: ApiDependencies, headers: Record<string, string>) =>
  createServer(given).request(`${needs.publicUrl}/v1/demo/sample-apps`, { headers });

test("In the demo, a newcomer gets the app and the key that each sample organisation has prepared", async () => {
  const answer = await list(needs, { cookie });
  assert.equal(answer.status, 200);
  const { sandbox: url, organisations } = SampleApps.parse(await answer.json());
  assert.equal(url, sandbox.url);
  assert.deepEqual(
    organisations.map(({ domain }) => domain),
    sandbox.credentials().map(({ domain }) => domain),
  );
  for (const { clientId, serviceAccountKey } of organisations) {
    assert.match(clientId, /\.apps\.googleusercontent\.com$/);
    assert.equal(JSON.parse(serviceAccountKey).type, "service_account");
  }
});

test("Outside of the demo nobody is given any, and nobody without signing in", async () => {
  assert.equal((await list({ ...needs, demo: null }, { cookie })).status, 403);
  assert.equal((await list(needs, {})).status, 401);
});
