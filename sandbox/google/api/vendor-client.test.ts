import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { admin, type admin_directory_v1, auth } from "@googleapis/admin";
import { type GoogleSandbox, startGoogleSandbox } from "../server.ts";
import { serviceToken } from "../testing/sign-in.ts";

describe("the vendor's own client", () => {
  let sandbox: GoogleSandbox;
  let directory: admin_directory_v1.Admin;

  before(async () => {
    sandbox = await startGoogleSandbox();
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: await serviceToken(sandbox, "alderfinch.example"), expiry_date: Date.now() + 3_000_000 });
    directory = admin({ version: "directory_v1", auth: client, rootUrl: `${sandbox.url}/` });
  });
  after(() => sandbox.close());

  test("reads all 903 users in two pages of 500", async () => {
    const sizes: number[] = [];
    let pageToken: string | undefined;
    do {
      const { data }: { data: admin_directory_v1.Schema$Users } = await directory.users.list({
        customer: "my_customer",
        maxResults: 500,
        ...(pageToken !== undefined && { pageToken }),
      });
      sizes.push(data.users?.length ?? 0);
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    assert.deepEqual(sizes, [500, 403]);
  });

  test("gets one user by address, alias and id", async () => {
    const byEmail = await directory.users.get({ userKey: "mary.okafor@alderfinch.example", projection: "full" });
    const byAlias = await directory.users.get({ userKey: "m.okafor@alderfinch.example" });
    const byId = await directory.users.get({ userKey: byEmail.data.id ?? "" });
    assert.equal(byAlias.data.id, byEmail.data.id);
    assert.equal(byId.data.primaryEmail, "mary.okafor@alderfinch.example");
    assert.equal(byEmail.data.name?.fullName, "Mary Okafor");
    assert.ok(byEmail.data.customSchemas?.HR);
    assert.equal(byAlias.data.customSchemas, undefined);
    assert.deepEqual(byEmail.data.nonEditableAliases, ["mary.okafor@alderfinch.example.test-google-a.com"]);
  });

  test("lists groups, gets one and its members, and asks for nested membership", async () => {
    const groups = await directory.groups.list({ customer: "my_customer" });
    assert.equal(groups.data.groups?.length, 9);
    const porto = await directory.groups.get({ groupKey: "porto-all@alderfinch.example" });
    assert.equal(porto.data.directMembersCount, "42");
    const members = await directory.members.list({ groupKey: "porto-all@alderfinch.example" });
    assert.equal(members.data.members?.length, 43);
    const derived = await directory.members.list({ groupKey: "porto-all@alderfinch.example", includeDerivedMembership: true });
    assert.equal(derived.data.members?.length, 62);
    const kofi = await directory.members.hasMember({
      groupKey: "porto-all@alderfinch.example",
      memberKey: "kofi.mensah@alderfinch.example",
    });
    assert.equal(kofi.data.isMember, true);
    const direct = directory.members.get({ groupKey: "porto-all@alderfinch.example", memberKey: "kofi.mensah@alderfinch.example" });
    await assert.rejects(direct, /Resource Not Found: memberKey/);
  });

  test("finds a member without an address where a group holds the whole organisation", async () => {
    const { data } = await directory.members.list({ groupKey: "everyone@alderfinch.example" });
    assert.deepEqual(
      data.members?.map(({ type, id, email }) => ({ type, id, email })),
      [{ type: "CUSTOMER", id: "C0alderf1", email: undefined }],
    );
    const empty = await directory.members.list({ groupKey: "alumni@alderfinch.example" });
    assert.equal("members" in empty.data, false);
  });

  test("lists somebody's direct groups", async () => {
    const { data } = await directory.groups.list({ userKey: "kofi.mensah@alderfinch.example" });
    assert.deepEqual(
      data.groups?.map((group) => group.name),
      ["Porto model makers", "Studio leads"],
    );
  });

  test("lists org units as children, as all, and with the parent, and gets one by path and id", async () => {
    const count = async (type: string) =>
      (await directory.orgunits.list({ customerId: "my_customer", type })).data.organizationUnits?.length;
    assert.deepEqual([await count("children"), await count("all"), await count("allIncludingParent")], [4, 9, 10]);
    const studio = await directory.orgunits.get({ customerId: "my_customer", orgUnitPath: "Leeds/Studio" });
    const byId = await directory.orgunits.get({ customerId: "my_customer", orgUnitPath: studio.data.orgUnitId ?? "" });
    assert.deepEqual([byId.data.name, byId.data.parentOrgUnitPath], ["Studio", "/Leeds"]);
  });

  test("reads schemas, domains and the customer", async () => {
    const schemas = await directory.schemas.list({ customerId: "my_customer" });
    assert.equal(schemas.data.schemas?.[0]?.fields?.[0]?.fieldName, "costCentre");
    const domains = await directory.domains.list({ customer: "my_customer" });
    assert.deepEqual(
      domains.data.domains?.map((domain) => domain.domainName),
      ["alderfinch.example", "alderfinch-studio.example"],
    );
    const customer = await directory.customers.get({ customerKey: "my_customer" });
    assert.equal(customer.data.id, "C0alderf1");
  });
});
