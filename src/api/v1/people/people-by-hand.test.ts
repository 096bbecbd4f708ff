import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sql } from "kysely";
import {
  addAgent,
  addUser,
  findRecord,
  makeFreshWorld,
  makeMapping,
  makePerson,
  onEveryEngine,
  type World,
} from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { Database } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";

async function open(database: Database, people = makeDirectory()): Promise<{ world: World; owen: SignedIn }> {
  const world = await makeFreshWorld(database, people);
  const needs = makeNeeds(database, { context: world.context });
  return { world, owen: await signInAs(needs, { name: "Owen", isAdministrator: true }) };
}

const faultsOf = (body: { faults: { at: string; says: string }[] }) => body.faults.map((fault) => fault.at);

onEveryEngine("people by hand", (database) => {
  describe("a user or an agent that somebody adds", () => {
    test("D1 has what was given, is told as added by hand, and is matched by the next import", async () => {
      const { world, owen } = await open(database(), makeDirectory([makePerson("g1", { name: "Ada King", email: "ada@example.test" })]));
      const made = await owen.ask("POST", "/users", {
        siteId: world.sites.leeds,
        values: { firstName: " Ada ", lastName: "King", email: "ada@example.test", email2: "a@example.test", homePhone: "01 23" },
      });
      assert.equal(made.status, 201, made.text);
      assert.deepEqual(
        [made.body.name, made.body.site.id, made.body.isActive, made.headers.get("etag")],
        ["Ada King", world.sites.leeds, true, '"1"'],
      );
      assert.match(made.body.origin, /Added by hand by Owen/);
      const mapping = makeMapping({ id: 1, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } });
      await world.configure({ mappings: [mapping], matching: { users: [{ kind: "email" }], agents: [] } });
      await world.import({ applies: true });
      assert.equal((await findRecord(world, "g1"))?.id, made.body.id, "the same record, not a second one");
    });

    test("D1 needs a name or an address, a site that is there, and values that fit; nothing is made otherwise", async () => {
      const { world, owen } = await open(database());
      await world.db
        .insertInto("custom_fields")
        .values({ entity: "agent", key: "badge", label: "Badge", type: "text", options: "[]", is_required: true })
        .execute();
      const { leeds } = world.sites;
      for (const [path, body, at] of [
        ["/users", { siteId: leeds, values: {} }, ["values.name"]],
        ["/users", { siteId: leeds, values: { email: "no address", shoe: "9" } }, ["values.email", "values.shoe"]],
        ["/users", { siteId: 999, values: { name: "Ada" }, managerId: 999, agentId: 999 }, ["siteId", "managerId", "agentId"]],
        ["/users", { values: { name: "Ada" } }, ["siteId"]],
        ["/agents", { values: { name: "Pat" } }, ["custom.badge"]],
        ["/agents", { values: { name: "Pat" }, siteId: leeds }, ["body"]],
        ["/agents", { values: { name: "Pat", "custom.badge": 7 } }, ["values.custom.badge"]],
      ] as const) {
        const answer = await owen.ask("POST", path, body);
        assert.equal(answer.status, 400, `${JSON.stringify(body)} ${answer.text}`);
        assert.deepEqual(faultsOf(answer.body), at, JSON.stringify(body));
      }
      assert.equal((await world.db.selectFrom("users").select("id").execute()).length, 0);
      const pat = await owen.ask("POST", "/agents", {
        values: { email: "pat@x.test", "custom.badge": "B7" },
        licence: "named",
        isApiOnly: true,
      });
      assert.deepEqual([pat.body.name, pat.body.licence, pat.body.isApiOnly], ["pat@x.test", "named", true]);
    });
  });

  describe("a change by hand", () => {
    test("D1 moves somebody to another customer only where that is said, and says what stays behind", async () => {
      const { world, owen } = await open(database());
      const brook = await owen.ask("POST", "/customers", { name: "Brook" });
      const [site] = await world.db.selectFrom("sites").select("id").where("customer_id", "=", brook.body.id).execute();
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada" });
      const patch = (body: object) => owen.ask("PATCH", `/users/${id}`, body, { "if-match": '"1"' });
      const refused = await patch({ siteId: site?.id });
      assert.deepEqual([refused.status, faultsOf(refused.body)], [400, ["siteId"]]);
      assert.match(refused.body.detail, /movesCustomer/);
      const moved = await patch({ siteId: site?.id, movesCustomer: true });
      assert.equal(moved.body.site.id, site?.id);
      assert.match(moved.body.remarks[0], /to Brook\. 0 tickets and 0 assets stay with Customer/);
    });

    test("D1 sets manager, the agent who is the same person, licence; nobody becomes their own manager", async () => {
      const { world, owen } = await open(database());
      const ada = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada" });
      const bo = await addUser(world.db, { siteId: world.sites.leeds, name: "Bo" });
      const pat = await addAgent(world.db, { name: "Pat" });
      const set = await owen.ask("PATCH", `/users/${ada}`, { managerId: bo, agentId: pat }, { "if-match": '"1"' });
      assert.deepEqual([set.body.manager.name, set.body.twin.name], ["Bo", "Pat"], set.text);
      assert.deepEqual(faultsOf((await owen.ask("PATCH", `/users/${bo}`, { managerId: ada, agentId: pat }, { "if-match": '"1"' })).body), [
        "managerId",
        "agentId",
      ]);
      assert.deepEqual(faultsOf((await owen.ask("PATCH", `/agents/${pat}`, { managerId: ada }, { "if-match": '"1"' })).body), [
        "managerId",
      ]);
      const named = await owen.ask("PATCH", `/agents/${pat}`, { licence: "named" }, { "if-match": '"1"' });
      assert.equal(named.body.licence, "named");
      const history = await owen.ask("GET", `/agents/${pat}/history`);
      assert.deepEqual(history.body.items[0].changes, [{ label: "Agent licence", before: "concurrent", after: "named", from: "" }]);
      const last = await owen.ask("PATCH", `/agents/${owen.agentId}`, { isApiOnly: true }, { "if-match": '"1"' });
      assert.equal(last.status, 409, "the last administrator");
    });
  });

  describe("roles, boards and teams by hand", () => {
    test("D2 are exactly those that were given; what a directory gave stays, and a linked person becomes due", async () => {
      const { world, owen } = await open(database());
      const id = await addAgent(world.db, { name: "Pat", roles: [world.agentRoles.technician] });
      const { technician, administrator } = world.agentRoles;
      const fromDirectory = { record_id: id, target_id: technician, cab_role_id: null, source: "group", connection_id: world.connectionId };
      await world.db.insertInto("agent_role_grants").values(fromDirectory).execute();
      const link = {
        connection_id: world.connectionId,
        entity: "agent",
        external_id: "g1",
        record_id: id,
        since_run_id: null,
        given: "{}",
      };
      await world.db
        .insertInto("links")
        .values({ ...link, deactivated_because: null, waits_for_manager: null })
        .execute();
      const roles = await owen.ask("PUT", `/agents/${id}/roles`, { roleIds: [administrator] });
      const sources = roles.body.roles.map((role: { id: number; source: string; connection: string }) => [role.id, role.source]);
      assert.deepEqual(
        sources.toSorted(),
        [
          [technician, "group"],
          [administrator, "hand"],
        ].toSorted(),
      );
      assert.deepEqual(await world.db.selectFrom("due").select("because").execute(), [{ because: "edited" }]);
      await owen.ask("PUT", `/agents/${id}/cabs`, { cabs: [{ cabId: world.cab, cabRoleId: null }] });
      const cabs = await owen.ask("PUT", `/agents/${id}/cabs`, { cabs: [{ cabId: world.cab, cabRoleId: world.cabRole }] });
      assert.deepEqual(
        cabs.body.cabs.map((cab: { cabRoleId: number }) => cab.cabRoleId),
        [world.cabRole],
      );
      const members = await owen.ask("GET", `/cabs/${world.cab}/members`);
      assert.deepEqual([members.body.items[0].name, members.body.items[0].source], ["Pat", "hand"]);
      const team = await world.db.insertInto("teams").values({ name: "First line" }).returning("id").executeTakeFirstOrThrow();
      assert.equal((await owen.ask("PUT", `/agents/${id}/teams`, { teamIds: [team.id] })).body.teams[0].name, "First line");
      const history = await owen.ask("GET", `/agents/${id}/history`);
      assert.deepEqual(
        history.body.items.map((item: { changes: { label: string }[] }) => item.changes[0]?.label),
        ["Teams", "Boards by hand", "Boards by hand", "Roles by hand"],
      );
    });

    test("D2 an unknown role changes nothing, and the last administrator keeps the rights", async () => {
      const { world, owen } = await open(database());
      const unknown = await owen.ask("PUT", `/agents/${owen.agentId}/roles`, { roleIds: [world.agentRoles.technician, 999] });
      assert.deepEqual([unknown.status, faultsOf(unknown.body)], [400, ["roleIds[1]"]]);
      const none = await owen.ask("PUT", `/agents/${owen.agentId}/roles`, { roleIds: [] });
      assert.equal(none.status, 409);
      assert.equal((await owen.ask("GET", `/agents/${owen.agentId}/grants`)).body.roles.length, 1);
      assert.equal((await owen.ask("PUT", "/users/999/roles", { roleIds: [] })).status, 404);
    });
  });

  describe("deleting", () => {
    test("D1 takes somebody away whom nothing hangs on, with roles by hand", async () => {
      const { world, owen } = await open(database());
      const id = await addUser(world.db, { siteId: world.sites.leeds, name: "Typo" });
      await owen.ask("PUT", `/users/${id}/roles`, { roleIds: [world.userRoles.vip] });
      assert.equal(
        (await owen.ask("DELETE", `/users/${id}`, undefined, { "if-match": '"1"' })).status,
        412,
        "somebody gave a role meanwhile",
      );
      assert.equal((await owen.ask("DELETE", `/users/${id}`)).status, 428);
      assert.equal((await owen.ask("DELETE", `/users/${id}`, undefined, { "if-match": '"2"' })).status, 204);
      assert.equal((await owen.ask("GET", `/users/${id}`)).status, 404);
      assert.deepEqual(await world.db.selectFrom("user_role_grants").select("record_id").execute(), []);
      const [entry] = await world.db
        .selectFrom("audit")
        .select(["action", "before"])
        .where("entity", "=", "user")
        .orderBy("id", "desc")
        .limit(1)
        .execute();
      assert.deepEqual([entry?.action, entry?.before?.name], ["delete", "Typo"]);
    });

    test("D1 is refused with what hangs on the record: a directory, what it gave, people, the last administrator", async () => {
      const { world, owen } = await open(database());
      const boss = await addUser(world.db, { siteId: world.sites.leeds, name: "Boss" });
      const ada = await addUser(world.db, { siteId: world.sites.leeds, name: "Ada" });
      await owen.ask("PATCH", `/users/${ada}`, { managerId: boss }, { "if-match": '"1"' });
      const link = {
        connection_id: world.connectionId,
        entity: "user",
        external_id: "g1",
        record_id: boss,
        since_run_id: null,
        given: "{}",
      };
      await world.db
        .insertInto("links")
        .values({ ...link, deactivated_because: null, waits_for_manager: null })
        .execute();
      const refused = await owen.ask("DELETE", `/users/${boss}`, undefined, { "if-match": '"1"' });
      assert.equal(refused.status, 409);
      assert.match(refused.body.detail, /a directory account that it is linked to, people whose manager it is\. Make it inactive/);
      assert.equal((await owen.ask("DELETE", `/agents/${owen.agentId}`, undefined, { "if-match": '"1"' })).status, 409);
    });
  });

  describe("erasing a person", () => {
    test("D8 takes the identity out of the record and its history, and leaves what happened", async () => {
      const { world, owen } = await open(database());
      const made = await owen.ask("POST", "/users", {
        siteId: world.sites.leeds,
        values: { name: "Ada King", email: "ada@example.test", title: "Countess" },
      });
      const { id } = made.body;
      await owen.ask("PATCH", `/users/${id}`, { values: { mobile: "+44 777", title: "Poet" } }, { "if-match": '"1"' });
      const status = await owen.ask("POST", "/ticket-statuses", { name: "New", state: "open" });
      const type = await owen.ask("POST", "/ticket-types", { name: "Incident", firstStatusId: status.body.id });
      const wanted = { summary: "Screen is dark", typeId: type.body.id, customerId: made.body.customer.id, userId: id };
      const ticket = await owen.ask("POST", "/tickets", wanted);
      assert.equal(ticket.status, 201, ticket.text);
      await world.db
        .insertInto("events")
        .values({
          name: "ticket.created",
          record_id: ticket.body.id,
          by_name: "Owen",
          at: world.clock.now,
          payload: JSON.stringify({ record: ticket.body }),
        })
        .execute();
      assert.equal(ticket.body.labels.userId, "Ada King");
      const plan = await owen.ask("GET", `/users/${id}/erasure`);
      assert.deepEqual([plan.body.name, plan.body.becomes, plan.body.refusedBecause], ["Ada King", `Erased person #${id}`, null]);
      assert.match(plan.body.stays[0], /^1 ticket with every action/);
      assert.equal((await owen.ask("POST", `/users/${id}/erase`, { reason: " " })).status, 400);
      const erased = await owen.ask("POST", `/users/${id}/erase`, { reason: "Asked on paper" });
      assert.equal(erased.status, 200, erased.text);
      assert.deepEqual([erased.body.name, erased.body.email, erased.body.isActive], [`Erased person #${id}`, "", false]);
      const history = await owen.ask("GET", `/users/${id}/history`);
      assert.equal(history.body.items.length, 3, "erased, edited, added");
      for (const table of [
        "users",
        "audit",
        "tickets",
        "ticket_actions",
        "changes",
        "takeover_lines",
        "outgoing_mail",
        "events",
        "questions",
      ]) {
        const { rows } = await sql<{ text: string }>`select to_jsonb(t)::text as text from ${sql.table(table)} t`.execute(world.db);
        for (const { text } of rows) assert.doesNotMatch(text, /Ada King|ada@example|Countess|\+44 777|Poet/, table);
      }
      assert.equal((await owen.ask("GET", `/tickets/${ticket.body.id}`)).body.userId, id, "the ticket stays theirs");
    });

    test("D8 is refused while a directory would bring the person back, and possible once it leaves them out", async () => {
      const { world, owen } = await open(database(), makeDirectory([makePerson("g1", { name: "Ada King", email: "ada@example.test" })]));
      const mapping = makeMapping({ id: 1, destination: { kind: "site", siteId: world.sites.leeds, userRoleId: null } });
      await world.configure({ mappings: [mapping] });
      const run = await world.import({ applies: true });
      const record = await findRecord(world, "g1");
      const refused = await owen.ask("POST", `/users/${record?.id}/erase`, { reason: "Asked" });
      assert.equal(refused.status, 409);
      assert.match(refused.body.detail, /still in Directory \d+, and the next import would bring everything back/);
      await world.configure({ mappings: [makeMapping({ id: 1, destination: { kind: "leaveOut" } })] });
      assert.equal((await owen.ask("POST", `/users/${record?.id}/erase`, { reason: "Asked" })).status, 200);
      const [line] = await world.db.selectFrom("changes").select(["name", "email", "detail"]).where("run_id", "=", run.id).execute();
      assert.equal(line?.name, `Erased person #${record?.id}`);
      assert.doesNotMatch(line?.detail ?? "", /Ada|ada@/);
      assert.equal((await owen.ask("GET", `/users/${record?.id}/history`)).status, 200);
      assert.equal((await world.import({ kind: "replan" })).counts?.kinds.create ?? 0, 0, "the next import brings nobody back");
    });
  });
});
