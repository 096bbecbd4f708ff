import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createVault } from "../connections/vault.ts";
import { Conflict } from "../model/errors.ts";
import { type Database, openDatabase } from "../store/open-database.ts";
import type { App, Command, Invocation } from "./app.ts";
import { startCommandServer } from "./command-server.ts";
import { forwardCommand } from "./forward-command.ts";
import { findSocketPath } from "./forwarding.ts";
import { createTerminalOutput } from "./terminal-output.ts";

let database: Database;
let app: App;
const folder = mkdtempSync(join(tmpdir(), "muster-"));

before(async () => {
  database = await openDatabase({ memory: true });
  const context = { database, now: () => new Date(), openSource: () => Promise.reject(new Error("not here")) };
  app = {
    database,
    vault: createVault(Buffer.alloc(32)),
    context,
    dataFolder: folder,
    publicUrl: "http://localhost:1",
    close: async () => {},
  };
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function makeCommand(run: Command["run"]): Command {
  return { name: "try", usage: "muster try", summary: "", run };
}

/** Has a command carried out on the other side of the socket; what it said comes back. */
async function forward(command: Command, signal = new AbortController().signal, isJson = false) {
  const said: string[] = [];
  const server = await startCommandServer({
    app,
    commands: [command],
    environment: { MUSTER_PORT: "1" },
    onMistake: (details) => said.push(`mistake ${details.length > 0}`),
  });
  try {
    const output = createTerminalOutput({ isJson, out: { write: (text) => said.push(text) }, aside: { write: () => {} }, now: () => 0 });
    const words = { words: ["try", "a", "b"], isJson, folder: "/home/x", environment: { NAME: "value" }, name: "owen" };
    return { forwarded: await forwardCommand({ dataFolder: folder, words, output, signal }), said };
  } finally {
    await server?.close();
  }
}

test("a command runs where the data are, as if it had been typed there", async () => {
  let got: Invocation | null = null;
  const { forwarded, said } = await forward(
    makeCommand(async (invocation) => {
      got = invocation;
      assert.equal(statSync(join(folder, "muster.sock")).mode & 0o777, 0o600);
      invocation.output.line("first");
      invocation.output.line("second");
      return 4;
    }),
  );
  assert.deepEqual([forwarded, said], [{ code: 4, error: null }, ["first\n", "second\n"]]);
  const { words, caller } = got as unknown as Invocation;
  assert.deepEqual([words, caller], [["a", "b"], { folder: "/home/x", environment: { NAME: "value", MUSTER_PORT: "1" }, name: "owen" }]);
});

test("a refusal comes back as it is, our own mistake under a number", async () => {
  const refused = await forward(makeCommand(() => Promise.reject(new Conflict("Somebody was first."))));
  assert.deepEqual(refused.forwarded, { code: 2, error: { kind: "conflict", message: "Somebody was first." } });
  const ours = await forward(makeCommand(() => Promise.reject(new TypeError("x"))));
  assert.deepEqual([ours.forwarded?.code, ours.forwarded?.error?.kind, ours.said], [1, "ours", ["mistake true"]]);
});

test("a command is told when whoever typed it goes away", async () => {
  const leaving = new AbortController();
  const noticed = Promise.withResolvers<void>();
  const command = makeCommand(async ({ signal }) => {
    setImmediate(() => leaving.abort());
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    noticed.resolve();
    return 0;
  });
  await assert.rejects(forward(command, leaving.signal), { name: "AbortError" });
  await noticed.promise;
});

test("without a server nothing is forwarded, whatever file stands in the socket's place", async () => {
  const output = createTerminalOutput({ isJson: false, out: { write: () => {} }, aside: { write: () => {} }, now: () => 0 });
  const words = { words: ["try"], isJson: false, folder: "/", environment: {}, name: "owen" };
  const ask = () => forwardCommand({ dataFolder: folder, words, output, signal: new AbortController().signal });
  assert.equal(await ask(), null);
  writeFileSync(join(folder, "muster.sock"), "");
  assert.equal(await ask(), null);
  assert.equal((await forward(makeCommand(async () => 0))).forwarded?.code, 0, "a server takes the place");
  assert.equal(existsSync(join(folder, "muster.sock")), false);
});

test("a folder too deep for a socket is reached from near it, or not at all", () => {
  const deep = `/${"d".repeat(120)}`;
  assert.equal(findSocketPath(deep, deep), "muster.sock");
  assert.equal(findSocketPath(`${deep}/${deep}`, "/"), null);
});
