import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type GoogleSandboxOptions, startGoogleSandbox } from "../sandbox/google/server.ts";
import { openDatabase } from "../src/store/open-database.ts";
import { findFreePort, type Muster, makeMuster, writeConfig } from "./start-muster.ts";

const name = "Test & Co";

/** A sandbox, and a Muster whose configuration names it. */
async function makeConfigured(options: GoogleSandboxOptions, environment: Readonly<Record<string, string>> = {}) {
  const sandbox = await startGoogleSandbox(options);
  const muster = makeMuster(environment);
  const own = sandbox.credentials().find((one) => one.domain === "alderfinch.example") ?? sandbox.credentials()[0];
  muster.write("key.json", JSON.stringify(own?.serviceAccount));
  muster.write("muster.yml", writeConfig(sandbox, own?.domain ?? "", "serviceAccount"));
  return {
    sandbox,
    muster,
    [Symbol.asyncDispose]: async () => {
      await muster[Symbol.asyncDispose]();
      await sandbox.close();
    },
  };
}

async function expectCode(muster: Muster, code: number, ...words: readonly string[]) {
  const ended = await muster.run(...words);
  assert.equal(ended.code, code, `${words.join(" ")}\n${ended.out}\n${ended.err}`);
  return ended;
}

test("an import from the first configuration to its undo, on the command line", { timeout: 180_000 }, async () => {
  await using world = await makeConfigured({});
  const { sandbox, muster } = world;
  await expectCode(muster, 0, "config", "apply", "muster.yml");
  assert.match((await expectCode(muster, 0, "connect", name)).out, /✓ users/);

  const preview = await expectCode(muster, 0, "import", name);
  assert.match(preview.out, /870 create · 33 left out {3}= 903 accounts/);
  assert.match(preview.out, /14 {2}left out on purpose by mapping 1 "Not people"/);
  const plan = /--approve (\d+-[0-9A-F]{4})/.exec(preview.out)?.[1] ?? "";
  assert.equal(preview.out.includes("applied"), false, "a preview writes nothing");

  const applied = JSON.parse((await expectCode(muster, 0, "import", name, "--approve", plan, "--json")).out);
  assert.deepEqual([applied.run.state, applied.run.result.applied, applied.run.plan], ["applied", 870, plan]);
  assert.match((await expectCode(muster, 0, "import", name, "--apply")).out, /Nothing to do\. 903 read, 0 changes, 0 writes/);

  sandbox.control("POST", "/control/incidents/porto-closes");
  const waiting = await expectCode(muster, 4, "import", name, "--scheduled", "--apply");
  assert.match(waiting.out, /61 people would be deactivated: 7\.0 % of 870/);
  assert.match(waiting.out, /--reject/);
  const approved = await expectCode(muster, 0, "import", name, "--approve", /--approve (\S+)/.exec(waiting.out)?.[1] ?? "");
  assert.match(approved.out, /66 applied/);

  sandbox.control("POST", "/control/faults", {
    kind: "status",
    status: 403,
    reason: "forbidden",
    match: { path: "/users$" },
    times: "always",
  });
  const refused = JSON.parse((await expectCode(muster, 3, "import", name, "--json")).out);
  assert.equal(refused.error.kind, "directoryRefused");

  const back = await expectCode(
    muster,
    0,
    "undo",
    String(JSON.parse((await muster.run("runs", "--json", "--limit", "2")).out).runs[1].id),
    "--apply",
  );
  assert.match(back.out, /66 changes taken back\. Nothing is sent to Google/);
  assert.match(back.out, /66 people are held back, because run \d+ was undone by run \d+\./);
  assert.match(
    (await expectCode(muster, 0, "import", name, "--from-copy")).out,
    /held back, because .* undone .*\n.*-- release "Test & Co"/,
  );
  assert.match((await expectCode(muster, 0, "runs")).out, /undo of run/);
});

test("rows can be chosen: the others stay as they are", { timeout: 120_000 }, async () => {
  await using world = await makeConfigured({});
  const { muster } = world;
  await expectCode(muster, 0, "config", "apply", "muster.yml");
  const ended = await expectCode(muster, 0, "import", name, "--only", "kofi.mensah@alderfinch.example", "--apply");
  assert.match(ended.out, /1 applied, 0 failed, 869 not chosen/);
  assert.match((await expectCode(muster, 2, "import", name, "--only", "nobody@x.example")).err, /nobody@x\.example: no row/);
});

test("bad input is refused with its place, near misses are suggested, and errors are JSON where asked", { timeout: 60_000 }, async () => {
  await using muster = makeMuster();
  assert.match((await expectCode(muster, 2, "improt", "x")).err, /improt: is no command\. Did you mean "import"\?/);
  const invalid = JSON.parse((await expectCode(muster, 2, "import", "x", "--approve", "1-AAAA", "--apply", "--json")).out);
  assert.deepEqual([invalid.error.kind, invalid.error.faults.length], ["invalid", 1]);
  assert.match((await expectCode(muster, 2, "import", "Nowhere")).err, /There is no connection "Nowhere"/);
  assert.match((await expectCode(muster, 0, "--help")).out, /disconnect/);
});

test("while the server is up it carries out commands; a second import at the same time is told", { timeout: 180_000 }, async () => {
  const port = await findFreePort();
  await using world = await makeConfigured({ org: { generated: { people: 600 } }, pageCap: 50 }, { MUSTER_PORT: String(port) });
  const { sandbox, muster } = world;
  const server = muster.start("serve");
  await server.said(/Open this once to sign in/);
  const data = join(muster.folder, "data");
  assert.equal(statSync(join(data, "muster.sock")).mode & 0o777, 0o600);
  await expectCode(muster, 0, "config", "apply", "muster.yml");
  const link = JSON.parse((await expectCode(muster, 0, "link", "--json")).out);
  assert.match(link.url, /\/welcome\/[\w-]{43}$/);

  sandbox.control("POST", "/control/faults", { kind: "slow", ms: 400, times: "always" });
  const first = muster.start("import", name, "--apply");
  while (!/"state": "reading"/.test((await expectCode(muster, 0, "runs", "--json")).out));
  const second = await expectCode(muster, 2, "import", name, "--apply");
  assert.match(second.err, /is at work on this connection\. One runs at a time/);
  assert.equal((await first.ended).code, 0);

  server.child.kill("SIGTERM");
  const stopped = await server.ended;
  assert.equal(stopped.code, 0, stopped.err);
  assert.equal(/welcome|key=|state=/.test(stopped.err), false, "the log holds no secrets");
  assert.deepEqual(
    readdirSync(data).filter((file) => file === "muster.sock" || file === "muster.pid"),
    [],
  );
  assert.match((await expectCode(muster, 0, "runs")).out, /applied {2}\d+ applied, 0 failed/);
});

test("an import that was killed while applying is finished by the next one, and nothing is done twice", { timeout: 180_000 }, async () => {
  await using world = await makeConfigured({ org: { generated: { people: 6000 } }, latencyMs: 20 });
  const { muster } = world;
  await expectCode(muster, 0, "config", "apply", "muster.yml");
  const killed = muster.start("import", name, "--apply");
  await killed.said(/compared \d+ accounts/);
  killed.child.kill("SIGKILL");
  await killed.ended;
  await expectCode(muster, 0, "import", name, "--apply");
  const runs = JSON.parse((await expectCode(muster, 0, "runs", "--json")).out).runs;
  assert.equal(runs.at(-1).state, "applied");
  const created = runs.at(-1).counts.kinds.create;
  assert.equal(runs.at(-1).result.applied, created);
  assert.equal(runs[0].state, "nothingToDo");
  const database = await openDatabase({ folder: join(muster.folder, "data") });
  try {
    const users = await database.db.selectFrom("users").select("email").execute();
    assert.equal(users.length, created);
    assert.equal(new Set(users.map((user) => user.email)).size, created);
  } finally {
    await database.close();
  }
});

test("the socket of a server that was killed counts for nothing, and the next server takes its place", { timeout: 90_000 }, async () => {
  const port = await findFreePort();
  await using muster = makeMuster({ MUSTER_PORT: String(port) });
  const server = muster.start("serve", "--quiet");
  await server.said(/Open this once/);
  server.child.kill("SIGKILL");
  await server.ended;
  assert.equal((await expectCode(muster, 0, "connections", "--json")).out.includes('"connections": []'), true);
  const again = muster.start("serve", "--quiet");
  await again.said(/Muster is up/);
  assert.match((await expectCode(muster, 0, "connections")).out, /No directory connected/);
  again.child.kill("SIGTERM");
  assert.equal((await again.ended).code, 0);
});
