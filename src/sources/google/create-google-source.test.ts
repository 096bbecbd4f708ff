import assert from "node:assert/strict";
import { test } from "node:test";
import { Invalid } from "../../model/errors.ts";
import { googleError, makeConnection, oauthSecrets } from "../testing/google.ts";
import { everything, makeSource, startGoogle } from "../testing/google-source.ts";
import { type Reply, startServer } from "../testing/start-server.ts";
import { createGoogleSource } from "./create-google-source.ts";

test("G15 only Google's own notFound proves that an account is gone", async () => {
  const answers: readonly [Reply, string][] = [
    [googleError(404, "notFound", { message: "Resource Not Found: userKey" }), "absent"],
    [{ json: { id: "7", primaryEmail: "a@example.com", deletionTime: "2026-01-01T00:00:00Z" } }, "absent"],
    [{ json: { id: "7", primaryEmail: "a@example.com" } }, "found"],
    [{ json: { id: "8", primaryEmail: "b@example.com" } }, "unknown"],
    [googleError(403, "forbidden"), "unknown"],
    [{ status: 404, text: "<html>404</html>" }, "unknown"],
    [googleError(404, "domainNotFound"), "unknown"],
    [googleError(503, "backendError"), "unknown"],
    [{ json: [] }, "unknown"],
  ];
  for (const [reply, kind] of answers) {
    await using google = await startGoogle(() => reply);
    const { source } = makeSource(google);
    assert.equal((await source.lookUp("7", everything)).kind, kind);
    assert.equal(google.asked()[0]?.path, "/admin/directory/v1/users/7");
  }
});

test("G6 members are people, groups and everyone; what has no id or is outside is left out", async () => {
  const members = [
    { id: "1", type: "USER", email: "a@example.com" },
    { id: "g1", type: "GROUP" },
    { id: "C03az79cb", type: "CUSTOMER" },
    { id: "x", type: "EXTERNAL" },
    { type: "USER", email: "outside@example.org" },
    { id: "2" },
  ];
  await using google = await startGoogle(() => ({ json: { kind: "admin#directory#members", members } }));
  const found = (await Array.fromAsync(makeSource(google).source.members("01abc"))).flat();
  assert.deepEqual(
    found.map(({ kind, id }) => `${kind} ${id}`),
    ["person 1", "group g1", "everyone C03az79cb", "person 2"],
  );
  assert.equal(google.asked()[0]?.path, "/admin/directory/v1/groups/01abc/members");
  assert.equal(google.asked()[0]?.query.get("maxResults"), "200");
});

test("G6 a group is found by its address, its id or its very name, and two of one name are both found", async () => {
  const groups = [
    { id: "01abc2345", email: "a@example.com", name: "R&D's team" },
    { id: "01abc2346", email: "b@example.com", name: " R&D's team " },
    { id: "01abc2347", email: "c@example.com", name: "r&d's team" },
  ];
  await using google = await startGoogle((got) => {
    if (got.path === "/admin/directory/v1/groups") return { json: { kind: "admin#directory#groups", groups } };
    const found = groups.find((group) => [group.id, group.email].some((key) => got.path.endsWith(`/groups/${key}`)));
    return found === undefined ? googleError(404, "notFound") : { json: found };
  });
  const { source } = makeSource(google);
  const idsOf = async (text: string) => (await source.findGroups(text, "my_customer")).map((group) => group.id);
  assert.deepEqual(await idsOf("b@example.com"), ["01abc2346"]);
  assert.deepEqual(await idsOf("01abc2347"), ["01abc2347"]);
  assert.deepEqual(await idsOf("nobody@example.com"), []);
  assert.deepEqual(await idsOf(" R&D's team "), ["01abc2345", "01abc2346"]);
  assert.equal(google.asked().at(-1)?.query.get("query"), "name='R&D\\'s team'");
  assert.deepEqual(await idsOf(""), []);
});

test("G6 groups are searched by how their name or address begins, one word at a time, and nothing of the query language gets through", async () => {
  const groups = [
    { id: "01abc2345", email: "it-admins@example.com", name: "IT admins" },
    { id: "01abc2346", email: "it-all@example.com", name: "IT everybody" },
    { id: "01abc2347", email: "x@example.com", name: "Not IT" },
  ];
  await using google = await startGoogle(() => ({ json: { kind: "admin#directory#groups", groups } }));
  const { source } = makeSource(google);
  const namesOf = async (text: string) => (await source.searchGroups(text, "my_customer")).map((group) => group.name);
  assert.deepEqual(await namesOf("It"), ["IT admins", "IT everybody"]);
  assert.deepEqual(await namesOf("IT ad"), ["IT admins"]);
  assert.deepEqual(await namesOf("it-all"), ["IT everybody"]);
  assert.deepEqual(await namesOf("x' OR name:"), []);
  const asked = google.asked().map((got) => got.query.get("query"));
  assert.deepEqual([...new Set(asked)], ["name:it*", "email:it*", "name:it-all*", "email:it-all*", "name:x*", "email:x*"]);
  assert.deepEqual(await namesOf(" '* "), []);
  assert.equal(google.asked().length, asked.length, "nothing to search for is not asked");
});

test("G4 org units come with the root, even where Google leaves it out", async () => {
  const organizationUnits = [{ orgUnitId: "id:2", orgUnitPath: "/Sales", parentOrgUnitId: "id:1", parentOrgUnitPath: "/" }];
  await using google = await startGoogle(() => ({ json: { kind: "admin#directory#orgUnits", organizationUnits } }));
  assert.deepEqual(await makeSource(google).source.orgUnits("my_customer"), [
    { id: "id:1", path: "/" },
    { id: "id:2", path: "/Sales" },
  ]);
  assert.equal(google.asked()[0]?.query.get("type"), "allIncludingParent");
});

test("G5 custom schemas come with their fields", async () => {
  const schemas = [{ schemaName: "HR", fields: [{ fieldName: "costCentre" }, {}] }, { schemaName: "Empty" }];
  await using google = await startGoogle(() => ({ json: { schemas } }));
  assert.deepEqual(await makeSource(google).source.schemas("C1"), [
    { name: "HR", fields: ["costCentre"] },
    { name: "Empty", fields: [] },
  ]);
});

test("G1 the check shows the account, and each ability with its cure", async () => {
  await using google = await startGoogle((got) => {
    if (got.path === "/v1/userinfo") return { json: { email: "admin@example.com" } };
    if (got.path.endsWith("/groups")) return googleError(403, "insufficientPermissions");
    if (got.path.endsWith("/schemas")) return googleError(403, "forbidden");
    return { json: {} };
  });
  const abilities = await makeSource(google).source.check();
  assert.deepEqual(
    abilities.map(({ ability, isGranted }) => [ability, isGranted]),
    [
      ["account", true],
      ["users", true],
      ["groups", false],
      ["orgUnits", true],
      ["schemas", false],
    ],
  );
  assert.match(abilities[0]?.says ?? "", /admin@example\.com/);
  assert.match(abilities[2]?.says ?? "", /group\.readonly/);
  assert.match(abilities[4]?.says ?? "", /Schema management/);
});

test("A6 no source is made for an address that would get tokens over plain http", () => {
  const connection = makeConnection("http://sandbox.example.org");
  assert.throws(() => createGoogleSource({ connection, secrets: oauthSecrets, signal: new AbortController().signal }), Invalid);
});

test("G1 the check says one thing when nobody is signed in, and asks Google once", async () => {
  await using server = await startServer(() => ({ status: 400, json: { error: "invalid_grant" } }));
  const abilities = await makeSource(server).source.check();
  assert.equal(abilities.length, 5);
  assert.equal(new Set(abilities.map(({ says, isGranted }) => `${says} ${isGranted}`)).size, 1);
  assert.equal(server.got.length, 1);
});
