import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { loadSigningKeys } from "../../access/oauth-keys.ts";
import { createKeyFile, keyFilesIn } from "../../connections/key-files.ts";
import { rewrapSecrets } from "../../connections/rewrap-secrets.ts";
import { sealedColumns } from "../../connections/sealed-columns.ts";
import { findSecret, saveSecret } from "../../connections/secrets.ts";
import { createVault, loadMasterKey } from "../../connections/vault.ts";
import { type Database, openDatabase } from "../../store/open-database.ts";
import type { App } from "../app.ts";
import { createApp } from "../create-app.ts";
import { keysRotateCommand } from "./keys.ts";

let folder: string;
let environment: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-keys-"));
  // No server listens at this port.
  environment = { MUSTER_DATA: folder, MUSTER_PORT: "1" };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(environment);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function keepSecret(app: App): Promise<void> {
  const { db } = app.database;
  const empty = JSON.stringify({});
  await db
    .insertInto("connections")
    .values({
      name: "Head office",
      provider: "google",
      sign_in: empty,
      endpoints: empty,
      pace: empty,
      paused_because: null,
      settings: empty,
    })
    .execute();
  await saveSecret(db, app.vault, 1, "refreshToken", "1//refresh");
  await loadSigningKeys(db, app.vault, app.context.now());
}

const readSecret = (app: App) => findSecret(app.database.db, app.vault, 1, "refreshToken");

async function rotate(app: App, words: readonly string[] = []): Promise<string[]> {
  const lines: string[] = [];
  await keysRotateCommand.run({
    app,
    words,
    output: { isJson: false, line: (text = "") => lines.push(text), result: () => {}, progress: () => {} },
    caller: { folder, environment, name: "test" },
    signal: new AbortController().signal,
  });
  return lines;
}

describe("a new master key (A6)", () => {
  test("lies in the place of the former one, opens everything, and signs with another key", async () => {
    const { key, next, previous } = keyFilesIn(folder);
    await withApp(keepSecret);
    const before = readFileSync(key, "utf8");
    const signedBefore = await withApp(async (app) => (await loadSigningKeys(app.database.db, app.vault, app.context.now()))[0]?.kid);
    const [line = ""] = await withApp((app) => rotate(app));
    assert.match(line, /^3 sealed values now open with the new key only\./);
    assert.notEqual(readFileSync(key, "utf8"), before);
    assert.equal(statSync(key).mode & 0o777, 0o600);
    assert.deepEqual([existsSync(next), existsSync(previous)], [false, false]);
    await withApp(async (app) => {
      assert.equal(await readSecret(app), "1//refresh");
      const [signing, former] = await loadSigningKeys(app.database.db, app.vault, app.context.now());
      assert.equal(former?.kid, signedBefore);
      assert.notEqual(signing?.kid, signedBefore);
    });
  });

  test("killed before the transaction ended: the former key goes on, and what was prepared is gone", async () => {
    await withApp(keepSecret);
    const { key, next } = keyFilesIn(folder);
    const before = readFileSync(key, "utf8");
    createKeyFile(next);
    await withApp(async (app) => assert.equal(await readSecret(app), "1//refresh"));
    assert.deepEqual([readFileSync(key, "utf8"), existsSync(next)], [before, false]);
  });

  test("killed after the transaction ended: the next start finds the new key and puts it into place", async () => {
    await withApp(keepSecret);
    const { key, next } = keyFilesIn(folder);
    const from = loadMasterKey({ key: undefined, keyFile: undefined, folder });
    const to = createKeyFile(next);
    // Opened by itself, so that nothing tidies up between the two.
    await withAppBut(next, to, (app) => app.database.db.transaction().execute((trx) => rewrapSecrets(trx, { from, to })));
    await withApp(async (app) => assert.equal(await readSecret(app), "1//refresh"));
    assert.deepEqual(Buffer.from(readFileSync(key, "utf8"), "base64"), to);
    assert.equal(existsSync(next), false);
  });

  test("goes into a file that is named, and the former key opens nothing any more", async () => {
    await withApp(keepSecret);
    const [line = ""] = await withApp((app) => rotate(app, ["--to-key-file", "new.key"]));
    assert.match(line, /MUSTER_KEY_FILE=new\.key/);
    await withApp(async (app) => assert.rejects(readSecret(app), /not the key that the secrets were sealed with/));
    environment = { ...environment, MUSTER_KEY_FILE: join(folder, "new.key") };
    await withApp(async (app) => assert.equal(await readSecret(app), "1//refresh"));
    await withApp((app) => assert.rejects(rotate(app), /give the new one, too/));
  });
});

describe("what is sealed again", () => {
  let database: Database;
  const key = Buffer.alloc(32, 7);
  const vault = createVault(key);
  before(async () => {
    database = await openDatabase({ memory: true });
    for (let n = 0; n < 3; n += 1) {
      const name = `it's ${n}`;
      const sealed = vault.seal(`secret ${n}`, `desk setting ${name}`);
      await database.db.insertInto("desk_settings").values({ name, value: "{}", sealed }).execute();
    }
  });
  after(() => database.close());

  const read = async (from: Buffer) => {
    const rows = await database.db
      .selectFrom("desk_settings")
      .select(["name", "sealed"])
      .where("name", "like", "it's%")
      .orderBy("name")
      .execute();
    return rows.map(({ name, sealed }) => createVault(from).open(sealed ?? Buffer.alloc(0), `desk setting ${name}`));
  };
  const rewrap = (from: Buffer, to: Buffer) => database.db.transaction().execute((trx) => rewrapSecrets(trx, { from, to }));

  test("is everything, and with a wrong key nothing", async () => {
    await assert.rejects(rewrap(Buffer.alloc(32, 1), Buffer.alloc(32, 2)), /not the key/);
    assert.deepEqual(await read(key), ["secret 0", "secret 1", "secret 2"]);
    const to = Buffer.alloc(32, 9);
    await rewrap(key, to);
    assert.deepEqual(await read(to), ["secret 0", "secret 1", "secret 2"]);
    await assert.rejects(read(key), /not the key/);
  });

  test("every column of bytes that the database has is among them, but hashes and the contents of files", async () => {
    const columns = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and column_name !~ '(hash|digest|^content$)' order by 1`.execute(database.db);
    assert.deepEqual(
      columns.rows.map(({ name }) => name).toSorted(),
      sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted(),
    );
  });
});

/** An app whose start does not see the prepared key, which is there again when the work begins. */
async function withAppBut<T>(file: string, key: Buffer, work: (app: App) => Promise<T>): Promise<T> {
  rmSync(file);
  return await withApp(async (app) => {
    writeFileSync(file, `${key.toString("base64")}\n`, { mode: 0o600 });
    return await work(app);
  });
}
