import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Database, openDatabase } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { createServer } from "../../server.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../../testing/sign-in-as.ts";
import { TakeoverLinePage, TakeoverView, TakeoverWithFiles } from "./takeover-view.ts";

let database: Database;
let needs: ApiDependencies;
let owen: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
});
after(() => database.close());

async function upload(id: number, kind: string, content: string | Uint8Array<ArrayBuffer>, who = owen) {
  const answer = await createServer(needs).request(`${needs.publicUrl}/v1/takeovers/${id}/files/${kind}`, {
    method: "PUT",
    headers: { cookie: who.cookie, "content-type": "text/csv" },
    body: content,
  });
  // Every answer of the API is JSON.
  return { status: answer.status, body: (await answer.json()) as ReturnType<typeof JSON.parse> };
}

async function begin(): Promise<number> {
  const { status, body } = await owen.ask("POST", "/takeovers", { system: "Halo" });
  assert.equal(status, 201);
  return TakeoverWithFiles.parse(body).id;
}

describe("take-overs", () => {
  test("P12 write and show only what whoever takes over may write and read one by one", async () => {
    const dan = await signInAs(needs, { name: "Dan", isAdministrator: false, rights: { settings: "all", customers: "edit" } });
    const id = await begin();
    const refused = await upload(id, "agent", "Id,Name\n901,Dan Two\n", dan);
    assert.equal(refused.status, 403);
    assert.match(refused.body.detail, /Dan, taking over agents needs the permission agents:edit, too/);
    assert.equal((await upload(id, "customer", "Id,Name\n902,Elm & Ivy\n", dan)).status, 200);
    await upload(id, "agent", "Id,Name\n901,Dan Two\n");
    const { planHash } = (await dan.ask("POST", `/takeovers/${id}/plan`)).body;
    assert.equal((await dan.ask("GET", `/takeovers/${id}/lines`)).status, 403);
    assert.equal((await dan.ask("POST", `/takeovers/${id}/apply`, { hash: planHash })).status, 403);
    assert.equal((await owen.ask("POST", `/takeovers/${id}/apply`, { hash: planHash })).status, 200);
    assert.equal((await dan.ask("POST", `/takeovers/${id}/undo`)).status, 403);
  });

  test("P12 go from files to a plan, a preview, an apply, and an undo that is previewed too", async () => {
    const id = await begin();
    const given = await upload(id, "customer", "client_id;Firm\n1;Alder & Finch\n2;\n");
    assert.equal(given.status, 200);
    const [file] = TakeoverWithFiles.parse(given.body).files;
    assert.deepEqual([file?.columns, file?.missing, file?.facts.delimiter], [{ client_id: "id", Firm: null }, ["Name"], ";"]);
    const columns = { kind: "customer", columns: { client_id: "id", Firm: "name" } };
    assert.equal((await owen.ask("PUT", `/takeovers/${id}/columns`, columns)).status, 200);
    assert.equal((await upload(id, "user", "Id,Name,Customer\n9,Ada King,1\n10,Bo,2\n")).status, 200);
    const planned = TakeoverWithFiles.parse((await owen.ask("POST", `/takeovers/${id}/plan`)).body);
    assert.deepEqual(planned.counts, { customer: { create: 1, refused: 1 }, site: { create: 1 }, user: { create: 1, refused: 1 } });
    const refused = TakeoverLinePage.parse((await owen.ask("GET", `/takeovers/${id}/lines?action=refused&q=line 3`)).body);
    assert.deepEqual(
      refused.items.map((line) => line.says),
      ["its customer 2 is missing: line 3 of the customers is refused"],
    );
    assert.equal((await owen.ask("GET", `/takeovers/${id}/lines?from=500`)).body.items.length, 0, "past the end");
    const other = await owen.ask("POST", `/takeovers/${id}/apply`, { hash: "0".repeat(64) });
    assert.equal(other.status, 409);
    const applied = TakeoverView.parse((await owen.ask("POST", `/takeovers/${id}/apply`, { hash: planned.planHash })).body);
    assert.deepEqual([applied.state, applied.appliedBy, applied.outcomes], ["applied", "Owen", { applied: 3 }]);
    const users = await owen.ask("GET", "/users?q=ada king");
    assert.equal(users.body.total, 1);
    const history = await owen.ask("GET", `/users/${users.body.items[0].id}/history`);
    assert.equal(history.body.items[0].says, `Taken over from a file, Owen, take-over ${id} from Halo.`);
    assert.equal((await owen.ask("DELETE", `/takeovers/${id}`)).status, 409, "it was applied");
    const undo = TakeoverWithFiles.parse((await owen.ask("POST", `/takeovers/${id}/undo`)).body);
    assert.deepEqual([undo.undoesId, undo.counts], [id, { customer: { remove: 1 }, site: { remove: 1 }, user: { remove: 1 } }]);
    assert.equal((await owen.ask("POST", `/takeovers/${undo.id}/apply`, { hash: undo.planHash })).status, 200);
    assert.equal((await owen.ask("GET", "/users?q=ada king")).body.total, 0);
    assert.equal((await owen.ask("GET", `/takeovers/${id}`)).body.state, "undone");
  });

  test("P12 refuse what can't be read, is too large, or comes in the wrong order, and nothing changes", async () => {
    const id = await begin();
    assert.equal((await owen.ask("POST", `/takeovers/${id}/plan`)).status, 400, "no file yet");
    assert.equal((await owen.ask("POST", `/takeovers/${id}/undo`)).status, 409);
    assert.equal((await upload(id, "team", "Id\n1")).status, 400);
    assert.equal((await upload(id, "user", "")).status, 400);
    assert.equal((await upload(id, "user", new Uint8Array(21 * 1024 * 1024).fill(65))).status, 413);
    const large = `Id,Name,Customer\n${"1,Ada King of the very long notes,Alder\n".repeat(150_000)}`;
    assert.equal((await upload(id, "user", large)).status, 200, "more than other requests may carry");
    assert.equal((await upload(999, "user", "Id\n1")).status, 404);
    assert.equal((await owen.ask("PUT", `/takeovers/${id}/columns`, { kind: "agent", columns: {} })).status, 400);
    assert.equal((await owen.ask("POST", `/takeovers/${id}/apply`, { hash: "zz" })).status, 400);
    assert.equal((await owen.ask("DELETE", `/takeovers/${id}/files/user`)).body.files.length, 0);
    assert.equal((await owen.ask("DELETE", `/takeovers/${id}`)).status, 204);
    assert.equal((await owen.ask("GET", `/takeovers/${id}`)).status, 404);
    assert.equal((await owen.ask("POST", "/takeovers", { system: " " })).status, 400);
  });
});
