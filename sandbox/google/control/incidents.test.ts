import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { allUsers, askToken, assertionOf, consent, credentialsOf, get, readScopes, returned, serviceToken } from "../testing/sign-in.ts";

describe("the demo's incidents", () => {
  let sandbox: GoogleSandbox;
  let token: string;
  const happen = (name: string) => sandbox.control("POST", `/control/incidents/${name}`);

  before(async () => {
    sandbox = await startGoogleSandbox();
  });
  beforeEach(async () => {
    happen("put-back");
    token = await serviceToken(sandbox, "alderfinch.example");
  });
  after(() => sandbox.close());

  test("an empty answer is empty for Alder & Finch only, until it is put back", async () => {
    happen("empty-answer");
    assert.equal((await allUsers(sandbox, token)).length, 0);
    assert.equal((await allUsers(sandbox, await serviceToken(sandbox, "brightwater.example"))).length, 46);
    happen("put-back");
    assert.equal((await allUsers(sandbox, token)).length, 903);
  });

  test("a listing breaks off after its first page, again and again", async () => {
    happen("breaks-off");
    assert.equal((await get(sandbox, "users?customer=my_customer&maxResults=500", token)).body.users?.length, 500);
    await assert.rejects(allUsers(sandbox, token));
    await assert.rejects(allUsers(sandbox, token));
  });

  test("Porto closes: 61 suspended, three join, two have a new surname and address but their old id", async () => {
    const before = new Map((await allUsers(sandbox, token)).map((user) => [user.id, user]));
    happen("porto-closes");
    const after = await allUsers(sandbox, token);
    assert.equal(after.length, 906);
    assert.equal(after.filter((user) => user.suspended === true && before.get(user.id)?.suspended === false).length, 61);
    const joiners = after.filter((user) => !before.has(user.id)).map((user) => user.primaryEmail);
    assert.ok(joiners.length === 3 && joiners.includes("rui.costa@alderfinch.example"));
    const renamed = after.filter((user) => before.has(user.id) && before.get(user.id)?.primaryEmail !== user.primaryEmail);
    assert.equal(renamed.length, 2);
    assert.equal(
      after.filter(
        (user) => before.has(user.id) && user.suspended !== true && JSON.stringify(user.name) !== JSON.stringify(before.get(user.id)?.name),
      ).length,
      2,
    );
  });

  test("the group IT admins is emptied", async () => {
    const reader = await serviceToken(sandbox, "brightwater.example");
    assert.equal((await get(sandbox, "groups/it-admins@brightwater.example/members", reader)).body.members?.length, 7);
    happen("it-admins-emptied");
    assert.equal((await get(sandbox, "groups/it-admins@brightwater.example/members", reader)).body.members, undefined);
  });

  test("an address is given to a new person", async () => {
    const before = await allUsers(sandbox, token);
    happen("address-reused");
    const after = await allUsers(sandbox, token);
    const newcomer = after.find((user) => !before.some((one) => one.id === user.id));
    const former = before.find((user) => user.primaryEmail === newcomer?.primaryEmail);
    assert.ok(former && newcomer && former.id !== newcomer.id);
    assert.equal((await get(sandbox, `users/${String(former.id)}`, token)).status, 404);
  });

  test("the sign-in is taken back, for Alder & Finch only", async () => {
    happen("sign-in-revoked");
    assert.equal((await get(sandbox, "users?customer=my_customer", token)).status, 401);
    const form = {
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: assertionOf(credentialsOf(sandbox, "alderfinch.example")),
    };
    assert.deepEqual(await askToken(sandbox, form), {
      status: 400,
      body: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
    });
    assert.ok(await serviceToken(sandbox, "brightwater.example"));
  });

  test("whoever connects again after the sign-in was taken back gets in", async () => {
    happen("sign-in-revoked");
    await new Promise((resolve) => setTimeout(resolve, 2));
    const own = credentialsOf(sandbox, "alderfinch.example");
    const redirectUri = "http://localhost:9/back";
    const request = {
      client_id: own.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: readScopes.join(" "),
      access_type: "offline",
      prompt: "consent",
    };
    const code = returned(await consent(sandbox, request, { account: own.adminEmail })).get("code") ?? "";
    const app = { client_id: own.clientId, client_secret: own.clientSecret };
    const { body } = await askToken(sandbox, { grant_type: "authorization_code", code, redirect_uri: redirectUri, ...app });
    assert.equal((await get(sandbox, "users?customer=my_customer", body.access_token ?? "")).status, 200);
    const refresh = () => askToken(sandbox, { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "", ...app });
    assert.equal((await refresh()).status, 200);
    happen("day-seven");
    assert.equal((await refresh()).body.error, "invalid_grant");
  });

  test("an incident ends what an earlier one did to the answers", async () => {
    happen("empty-answer");
    happen("porto-closes");
    assert.equal((await allUsers(sandbox, token)).length, 906);
  });

  test("an incident that doesn't exist is refused with the names of those that do", async () => {
    assert.throws(() => happen("earthquake"), /porto-closes/);
    const response = await fetch(`${sandbox.url}/control/incidents/porto-closes`, { method: "POST" });
    assert.equal(((await response.json()) as { accounts: number }).accounts, 61);
  });

  test("people and memberships can be edited one by one", async () => {
    const kofi = "kofi.mensah@alderfinch.example";
    sandbox.control("PATCH", `/control/users/${kofi}`, { title: "Head of models", email: "k.mensah@alderfinch.example" });
    const { body } = await get(sandbox, `users/${kofi}`, token);
    assert.deepEqual([body.primaryEmail, body.aliases], ["k.mensah@alderfinch.example", [kofi]]);
    sandbox.control("POST", "/control/groups/alumni@alderfinch.example/members", { member: kofi });
    assert.equal((await get(sandbox, "groups/alumni@alderfinch.example/members", token)).body.members?.length, 1);
    sandbox.control("DELETE", `/control/groups/alumni@alderfinch.example/members/${kofi}`);
    assert.equal((await get(sandbox, "groups/alumni@alderfinch.example/members", token)).body.members, undefined);
    sandbox.control("POST", "/control/users", {
      customerId: "C0alderf1",
      email: "new@alderfinch.example",
      givenName: "New",
      familyName: "Person",
    });
    assert.equal((await get(sandbox, "users/new@alderfinch.example", token)).status, 200);
  });
});
