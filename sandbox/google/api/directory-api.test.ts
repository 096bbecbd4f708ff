import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { allUsers, credentialsOf, get, scope, serviceToken } from "../testing/sign-in.ts";

describe("the Directory API", () => {
  let sandbox: GoogleSandbox;
  let token: string;

  before(async () => {
    sandbox = await startGoogleSandbox();
  });
  beforeEach(async () => {
    sandbox.control("POST", "/control/reset");
    token = await serviceToken(sandbox, "alderfinch.example");
  });
  after(() => sandbox.close());

  const refusal = async (path: string, by = token) => {
    const { status, body } = await get(sandbox, path, by);
    return [status, body.error?.errors[0]?.reason, body.error?.message];
  };

  test("refuses unknown tokens, missing scopes and accounts without an administrator's role", async () => {
    assert.deepEqual((await refusal("users?customer=my_customer", "wrong")).slice(0, 2), [401, "authError"]);
    const groupsOnly = await serviceToken(sandbox, "alderfinch.example", { scope: scope("admin.directory.group.readonly") });
    const answer = await get(sandbox, "users?customer=my_customer", groupsOnly);
    assert.equal(answer.body.error?.errors[0]?.reason, "insufficientPermissions");
    assert.match(answer.headers.get("www-authenticate") ?? "", /error="insufficient_scope"/);
    const plainUser = await serviceToken(sandbox, "alderfinch.example", { sub: "mary.okafor@alderfinch.example" });
    assert.deepEqual(await refusal("users?customer=my_customer", plainUser), [
      403,
      "forbidden",
      "Not Authorized to access this resource/api",
    ]);
  });

  test("answers each mistake in a request as Google does", async () => {
    assert.deepEqual(await refusal("users"), [400, "badRequest", "Bad Request"]);
    assert.deepEqual(await refusal("users?customer=alderfinch.example"), [400, "invalid", "Invalid Input: customerId"]);
    assert.deepEqual((await refusal("users?customer=C0bright1")).slice(0, 2), [403, "forbidden"]);
    assert.deepEqual(await refusal("users?customer=my_customer&pageToken=nonsense"), [400, "invalid", "Invalid Input: nonsense"]);
    assert.deepEqual((await refusal("users?customer=my_customer&maxResults=501")).slice(0, 2), [400, "invalidParameter"]);
    assert.deepEqual(await refusal("users/nobody@alderfinch.example"), [404, "notFound", "Resource Not Found: userKey"]);
    assert.deepEqual((await refusal("users/owen@brightwater.example")).slice(0, 2), [403, "forbidden"]);
    assert.deepEqual(await refusal("groups/none@alderfinch.example/members"), [404, "notFound", "Resource Not Found: groupKey"]);
    assert.deepEqual(await refusal("users?customer=my_customer&query=nonsense%3D1"), [400, "invalid", "Invalid Input: query"]);
    assert.deepEqual(await refusal("users?customer=my_customer&fields=users(mail)"), [
      400,
      "invalidParameter",
      "Invalid field selection mail",
    ]);
  });

  test("says so when the API is not enabled in the app's project", async () => {
    const clientId = credentialsOf(sandbox, "alderfinch.example").clientId;
    sandbox.control("PATCH", `/control/clients/${clientId}`, { isApiEnabled: false });
    const { body } = await get(sandbox, "users?customer=my_customer", token);
    assert.deepEqual(body.error?.errors[0]?.reason, "accessNotConfigured");
    assert.match(body.error?.message ?? "", /^Admin SDK API has not been used in project 100000000002 before/);
  });

  test("a page token belongs to its listing and to three days", async () => {
    const first = await get(sandbox, "users?customer=my_customer&maxResults=10", token);
    const next = encodeURIComponent(first.body.nextPageToken ?? "");
    assert.equal((await get(sandbox, `users?customer=my_customer&maxResults=10&pageToken=${next}`, token)).status, 200);
    assert.equal((await refusal(`users?customer=my_customer&query=isAdmin%3Dtrue&pageToken=${next}`))[0], 400);
    sandbox.control("POST", "/control/clock", { days: 4 });
    const later = await serviceToken(sandbox, "alderfinch.example");
    assert.equal((await refusal(`users?customer=my_customer&pageToken=${next}`, later))[0], 400);
  });

  test("forgets the next page when `fields` forgets to ask for it", async () => {
    const { body } = await get(sandbox, "users?customer=my_customer&fields=users(id,name/fullName,phones(value))", token);
    assert.deepEqual(Object.keys(body), ["users"]);
    assert.deepEqual(Object.keys(body.users?.[0] ?? {}).sort(), ["id", "name", "phones"]);
    assert.deepEqual(Object.keys(body.users?.[0]?.name ?? {}), ["fullName"]);
  });

  test("lists suspended, archived, guest and broken accounts, and hides custom schemas until asked", async () => {
    const users = await allUsers(sandbox, token, "&projection=full");
    assert.equal(users.filter((user) => user.suspended === true).length, 12);
    assert.equal(users.filter((user) => user.archived === true).length, 6);
    assert.equal(users.filter((user) => user.isGuestUser === true).length, 1);
    assert.equal(users.filter((user) => user.primaryEmail === undefined && user.name === undefined).length, 1);
    assert.ok(users.some((user) => user.customSchemas !== undefined));
    assert.ok(users.some((user) => user.archived === undefined));
    assert.ok(users.some((user) => user.lastLoginTime === "1970-01-01T00:00:00.000Z"));
    const masked = await allUsers(sandbox, token, "&projection=custom&customFieldMask=Other");
    assert.ok(masked.every((user) => user.customSchemas === undefined));
  });

  test("searches by org unit with everything below, by flags, words and prefixes", async () => {
    const count = async (query: string) => (await allUsers(sandbox, token, `&query=${encodeURIComponent(query)}`)).length;
    assert.equal(await count("orgUnitPath=/porto"), 61);
    assert.equal(await count("orgUnitPath=/Rooms"), 14);
    assert.equal(await count("isSuspended=true isArchived=false"), 12);
    assert.equal(await count("email:mary*"), 1);
    assert.equal(await count("name:'Zoë Ćosić'"), 1);
    assert.equal(await count("Lindqvist"), 1);
    assert.ok((await count("directManager=kofi.mensah@alderfinch.example")) > 0);
  });

  test("lists the deleted for twenty days, with little more than an id", async () => {
    const gone = "zoe.cosic@alderfinch.example";
    sandbox.control("DELETE", `/control/users/${gone}`);
    assert.equal((await allUsers(sandbox, token)).length, 902);
    const [deleted] = await allUsers(sandbox, token, "&showDeleted=true");
    assert.deepEqual([deleted?.primaryEmail, deleted?.name], [gone, undefined]);
    sandbox.control("POST", "/control/clock", { days: 21 });
    const later = await serviceToken(sandbox, "alderfinch.example");
    assert.equal((await allUsers(sandbox, later, "&showDeleted=true")).length, 0);
  });

  test("sorts by family name, downwards too, over several pages", async () => {
    const users = await allUsers(sandbox, token, "&orderBy=familyName&sortOrder=DESCENDING&fields=nextPageToken,users(name)");
    assert.equal(users.length, 903);
    assert.equal(
      users.some((user) => user.kind !== undefined),
      false,
    );
  });

  test("compresses only for a client that asks for it and says gzip in its name", async () => {
    const read = async (agent: string) => {
      const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip", "user-agent": agent };
      return (await fetch(`${sandbox.url}/admin/directory/v1/users?customer=my_customer`, { headers })).headers.get("content-encoding");
    };
    assert.deepEqual([await read("muster (gzip)"), await read("muster")], ["gzip", null]);
  });

  test("lets a reseller read a customer, until the customer refuses", async () => {
    const reseller = await serviceToken(sandbox, "brightwater.example");
    assert.equal((await get(sandbox, "users?customer=C0alderf1", reseller)).body.users?.length, 100);
    sandbox.control("PATCH", "/control/organisations/C0alderf1", { refusesReseller: true });
    assert.deepEqual((await refusal("users?customer=C0alderf1", reseller)).slice(0, 2), [403, "domainCannotUseApis"]);
  });
});
