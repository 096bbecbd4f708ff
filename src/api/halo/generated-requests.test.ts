import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { haloResources } from "./halo-resources.ts";
import { type HaloClient, type HaloDesk, startHaloDesk } from "./testing/start-halo-desk.ts";

let desk: HaloDesk;
let client: HaloClient;

before(async () => {
  desk = await startHaloDesk();
  client = await desk.connect();
  await client.ask("POST", "/client", [{ name: "Alder", newclient_sitename: "Leeds" }]);
});
after(() => desk.close());

const numbers = fc.constantFrom("1", "2", "-1", "0", "1.0", "99999999999", "2147483647", "1e3", "x", "", "undefined", "NaN", "true");
const texts = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    "%",
    "_",
    "'",
    '"',
    "\\",
    "ä",
    "\u{1F600}",
    "\ud800",
    "\0",
    "undefined",
    "null",
    "[]",
    "{}",
    "<b>",
    "2026-11-21T14:00:00Z",
    "9999-99-99",
  ),
  fc.string({ maxLength: 20 }),
  numbers,
);
const values: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(texts, fc.integer()), { maxLength: 3 }),
  fc.record({ id: fc.oneof(numbers, fc.integer()), name: texts, value: texts }),
  fc.array(fc.record({ id: fc.oneof(numbers, fc.integer({ min: 0, max: 9 })), value: texts }), { maxLength: 2 }),
);

// What resources read, so that generated objects get beyond the first check.
const properties = fc.constantFrom(
  ..."id name summary details details_html client_id site_id site_id_int user_id agent_id team team_id status_id priority_id tickettype_id category_1 impact urgency source assets customfields fields users inactive is_vip notes ref website phonenumber emailaddress email jobtitle isdisabled isapiagent licence_type teams roles add_roles claims members approvals_needed all_must_approve agents sequence toplevel_id main_delivery_address newclient_sitename newclient_contactname newclient_contactemail timezone lookupid ticket_id outcome outcome_id note note_html hiddenfromuser timetaken new_status inventory_number key_field assettype_id assetgroup_id third_party_id_string closure_note azureoid linked_agent_id manager_id count type price start_date end_date product_sku filename data_base64 userlookup attachments url events lines showmeonly _anonymise _recover parent_id is_main_site state colour".split(
    " ",
  ),
);
const parameters = fc.constantFrom(
  ..."pageinate page_size page_no count search order orderdesc order2 idonly includeinactive includeactive activeinactive advanced_search lastupdatefromdate lastupdatetodate client_id site_id user_id agent_id toplevel_id ticket_id action_id asset_id licence_id licence_type role team_id lookupid type typeid kind type_id status_id open_only closed_only ticketids startdate enddate datesearch includedetails include_custom_fields returnall reason slaid tenant_id cab_id agentid memberonly team category_1 inventory_number assettype_id assetgroup_id search_inventory_number_only".split(
    " ",
  ),
);

const item = fc.dictionary(properties, values, { maxKeys: 8 });
const body = fc.oneof(
  { weight: 6, arbitrary: fc.array(item, { minLength: 1, maxLength: 2 }).map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: item.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: texts },
);
const query = fc.array(fc.tuple(parameters, texts), { maxLength: 4 }).map((pairs) => {
  const asked = new URLSearchParams();
  for (const [name, value] of pairs) asked.append(name, value.toWellFormed());
  return asked.toString();
});

const request = fc.record({
  resource: fc.constantFrom(...haloResources),
  method: fc.constantFrom("GET", "GET", "POST", "POST", "DELETE"),
  id: fc.oneof(fc.constant(null), fc.constant(null), fc.constantFrom("1", "2", "x", "1.5", "99999999999", "%20", "a%2Fb", "tree", "me")),
  query,
  body,
});

test("no generated request to any resource of /api is answered with a fault of our own", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ resource, method, id, query: asked, body: sent }) => {
      const path = `/${resource.path}${id === null || method === "POST" ? "" : `/${id}`}?${asked}`;
      const answer = await client.ask(method, path, method === "POST" ? sent : undefined);
      assert.ok(answer.status < 500, `${method} ${path} ${sent}: ${answer.status} ${answer.text}`);
      if (answer.status >= 400) assert.ok(answer.body !== null, `${method} ${path}: a refusal is JSON`);
    }),
    { numRuns: 700, interruptAfterTimeLimit: 30_000 },
  );
});

test("every resource answers its list, and every one that takes objects refuses an empty one without a fault of our own", async () => {
  for (const resource of haloResources) {
    const list = await client.ask("GET", `/${resource.path}?pageinate=true&page_size=5&page_no=1`);
    assert.ok([200, 400, 404].includes(list.status), `${resource.path} ${list.status} ${list.text}`);
    if (resource.save !== undefined) assert.ok((await client.ask("POST", `/${resource.path}`, [{}])).status < 500, resource.path);
  }
});
