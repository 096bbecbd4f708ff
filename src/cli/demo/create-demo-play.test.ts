import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkConnection } from "../../api/check-connection.ts";
import { getConnection } from "../../connections/get-connection.ts";
import { DirectoryRefused, must, NotFound } from "../../model/errors.ts";
import { runImport } from "../../sync/run-import.ts";
import type { App } from "../app.ts";
import { createApp } from "../create-app.ts";
import { createDemoPlay } from "./create-demo-play.ts";
import { type SandboxProcess, startSandboxProcess } from "./sandbox-process.ts";
import { seedDemo } from "./seed-demo.ts";

let folder: string;
let app: App;
let sandbox: SandboxProcess;
const alder = "Alder & Finch";

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-play-"));
  app = await createApp({ MUSTER_DATA: folder });
  sandbox = await startSandboxProcess(0);
  await seedDemo(app, sandbox, AbortSignal.timeout(60_000));
});
after(async () => {
  await sandbox.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const owen = { id: 1, name: "Owen Achterberg" };
const read = () =>
  runImport(app.context, {
    connection: alder,
    kind: "scheduled",
    entities: ["user", "agent"],
    applies: false,
    startedBy: "test",
    signal: AbortSignal.timeout(60_000),
    onProgress: () => undefined,
  });
const stateOf = async () => (await getConnection(app.database.db, alder)).connection.state;
const happened = async (play: ReturnType<typeof createDemoPlay>) =>
  (await play.list()).filter((incident) => incident.hasHappened).map((incident) => incident.name);

test("nine things can happen, each with what a careless sync would do and the schedule to run", async () => {
  const incidents = await createDemoPlay(app, sandbox).list();
  assert.deepEqual(
    incidents.map(({ title, connection }) => `${title} · ${connection}`),
    [
      "Google answers with an empty list · Alder & Finch",
      "The list breaks off after page 1 · Alder & Finch",
      "Porto closes · Alder & Finch",
      "The group IT admins is emptied · Brightwater IT",
      "Somebody edits Kofi while you read · Alder & Finch",
      "An address is given to a new person · Alder & Finch",
      "The sign-in to Google is revoked · Alder & Finch",
      "The clock jumps to day 7 of test mode · Alder & Finch",
      "Put everything back · null",
    ],
  );
  assert.ok(
    incidents.every(({ careless, connection, connectionId }) => careless.length > 15 && (connection === null) === (connectionId === null)),
  );
});

test("what has happened is marked until it is put back; a wrong answer ends when anything else happens", async () => {
  const play = createDemoPlay(app, sandbox);
  assert.equal((await read()).state, "planned");
  await play.happen("empty-answer", owen);
  assert.deepEqual(await happened(play), ["empty-answer"]);
  assert.equal((await read()).state, "stopped");
  await play.happen("porto-closes", owen);
  await play.happen("kofi-edited", owen);
  assert.deepEqual(await happened(play), ["porto-closes", "kofi-edited"]);
  await play.happen("put-back", owen);
  assert.deepEqual(await happened(play), []);
  assert.equal((await read()).state, "planned");
  await assert.rejects(play.happen("earthquake", owen), NotFound);
});

test("somebody else than the agent who is signed in edits Kofi on the desk, each time anew", async () => {
  const play = createDemoPlay(app, sandbox);
  const { db } = app.database;
  const signedIn = await db.selectFrom("agents").select(["id", "name"]).where("name", "like", "Owen %").executeTakeFirstOrThrow();
  const before = await db.selectFrom("users").select("version").where("name", "=", "Kofi Mensah").executeTakeFirstOrThrow();
  const says = [
    await play.happen("kofi-edited", { id: signedIn.id, name: "Owen" }),
    await play.happen("kofi-edited", { id: signedIn.id, name: "Owen" }),
  ];
  assert.match(says[0] ?? "", /^Priya Raman gave Kofi Mensah the title "/);
  assert.notEqual(says[0], says[1]);
  const after = await db.selectFrom("users").select("version").where("name", "=", "Kofi Mensah").executeTakeFirstOrThrow();
  assert.equal(after.version, before.version + 2);
  const audit = await db.selectFrom("audit").select("actor").where("action", "=", "edit").orderBy("id", "desc").executeTakeFirstOrThrow();
  assert.equal(audit.actor, "Priya Raman");
});

test("on day 7 of test mode the sign-in ends: the connection pauses, and is as at the start once it is put back", async () => {
  const play = createDemoPlay(app, sandbox);
  assert.match(await play.happen("day-seven", owen), /Seven days have gone by since/);
  const { connection } = await getConnection(app.database.db, alder);
  assert.equal(connection.signIn.kind, "oauthClient");
  await assert.rejects(
    read(),
    (error: unknown) => error instanceof DirectoryRefused && /seven days of an app in testing/.test(error.message),
  );
  assert.equal(await stateOf(), "paused");
  await play.happen("put-back", owen);
  assert.deepEqual(
    [await stateOf(), (await getConnection(app.database.db, alder)).connection.signIn.kind],
    ["connected", "serviceAccount"],
  );
  assert.equal((await read()).state, "planned");
});

test("a sign-in that was taken back pauses; once it is given back, checking the connection ends the pause", async () => {
  const play = createDemoPlay(app, sandbox);
  await play.happen("sign-in-revoked", owen);
  await assert.rejects(read(), DirectoryRefused);
  assert.equal(await stateOf(), "paused");
  assert.match(await play.happen("put-back", owen), /Alder & Finch stays paused until somebody checks its connection\.$/);
  const { connection } = await getConnection(app.database.db, alder);
  const checked = await checkConnection(app.context, connection, AbortSignal.timeout(10_000));
  assert.equal(must(checked, "a check").canRead, true);
  assert.equal(await stateOf(), "connected");
});
