import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { type GoogleSandbox, startGoogleSandbox } from "../../sandbox/google/server.ts";
import { askToken, consent, credentialsOf, readScopes, returned } from "../../sandbox/google/testing/sign-in.ts";
import { createApp } from "../../src/cli/create-app.ts";
import { must } from "../../src/model/errors.ts";
import { type Ended, findFreePort, type Muster, makeMuster } from "../start-muster.ts";

/** Everything that the commands of a whole life of two connections said, and where it was kept. */
interface Heard {
  readonly said: readonly Ended[];
  readonly kept: string;
  readonly secrets: readonly string[];
}

const redirectUri = "http://127.0.0.1:9999/auth/connect/google";

describe("Invariant 8: secrets never leave", () => {
  let sandbox: GoogleSandbox;
  let muster: Muster;
  let heard: Heard;

  before(async () => {
    sandbox = await startGoogleSandbox();
    const own = credentialsOf(sandbox, "alderfinch.example");
    const refreshToken = await signIn(sandbox, own);
    const environment = {
      SANDBOX: sandbox.url,
      SECRET: own.clientSecret,
      REFRESH: refreshToken,
      KEY: JSON.stringify(own.serviceAccount),
      MUSTER_PORT: String(await findFreePort()),
    };
    muster = makeMuster(environment);
    const file = muster.write("muster.yml", configuration(own.clientId, own.adminEmail));
    // The server carries the commands out, so that its log is heard as well.
    const server = muster.start("serve");
    await server.said(/Muster is up/);
    const said: Ended[] = [];
    const run = async (...words: string[]) => said.push(await muster.run(...words), await muster.run(...words, "--json"));
    await run("config", "plan", file);
    await run("config", "apply", file);
    for (const connection of ["By client", "By key"]) {
      await run("import", connection, "--apply");
      sandbox.control("POST", "/control/incidents/sign-in-revoked");
      await run("import", connection, "--scheduled", "--apply");
      sandbox.control("POST", "/control/incidents/put-back");
    }
    await run("why", "By client", "Tomas Lindqvist");
    await run("runs");
    await run("connections");
    await run("config", "export");
    server.child.kill("SIGTERM");
    said.push(await server.ended);
    const data = join(muster.folder, "data");
    const kept = (await dumpDatabase(data)) + readPlainFiles(data);
    const privateKey = own.serviceAccount.private_key.split("\n").slice(1, 3);
    heard = { said, kept, secrets: [own.clientSecret, refreshToken, ...privateKey] };
  });

  after(async () => {
    await muster[Symbol.asyncDispose]();
    await sandbox.close();
  });

  test("the commands did what they were asked, so that there was something to leak", () => {
    const codes = heard.said.map((ended) => ended.code);
    assert.ok(codes.filter((code) => code === 0).length >= 10, codes.join(" "));
    assert.ok(codes.includes(3), "a refused sign-in was among them");
  });

  test("no command says a secret, in words or in JSON, when it works and when it fails", () => {
    for (const secret of heard.secrets) {
      for (const { out, err } of heard.said) assert.ok(!`${out}${err}`.includes(secret), "a secret was said");
    }
  });

  test("no secret stands readable in the database or in a file of the data folder", () => {
    for (const secret of heard.secrets) assert.ok(!heard.kept.includes(secret), "a secret was kept readable");
  });

  test("the key that seals them is readable by its owner only", () => {
    assert.equal(statSync(join(muster.folder, "data", "key")).mode & 0o777, 0o600);
  });
});

/** Signs in as a browser would, and exchanges the code for a refresh token. */
async function signIn(sandbox: GoogleSandbox, own: ReturnType<typeof credentialsOf>): Promise<string> {
  const request = {
    client_id: own.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: ["openid", "email", ...readScopes].join(" "),
    access_type: "offline",
    prompt: "consent",
    state: "s",
  };
  const code = must(returned(await consent(sandbox, request, { account: own.adminEmail })).get("code"), "a code");
  const { body } = await askToken(sandbox, {
    grant_type: "authorization_code",
    code,
    client_id: own.clientId,
    client_secret: own.clientSecret,
    redirect_uri: redirectUri,
  });
  return must(body.refresh_token, "a refresh token");
}

function configuration(clientId: string, admin: string): string {
  const mapping = `{ sequence: 1, name: Everyone, destination: { site: { customer: Alder, site: Leeds } } }`;
  return `muster: 1
desk:
  customers: [{ name: Alder, sites: [{ name: Leeds, main: true }] }]
connections:
  - name: By client
    signIn: { oauthClient: { clientId: ${clientId}, clientSecret: { env: SECRET }, refreshToken: { env: REFRESH } } }
    endpoints: { sandbox: { env: SANDBOX } }
    mappings: [${mapping}]
  - name: By key
    signIn: { serviceAccount: { key: { env: KEY }, subject: ${admin} } }
    endpoints: { sandbox: { env: SANDBOX } }
    matching: { users: [email] }
    sharesPeopleWith: [By client]
    mappings: [${mapping}]
`;
}

/** Every row of every table as text; bytes as text too, where they are text. */
async function dumpDatabase(folder: string): Promise<string> {
  const app = await createApp({ MUSTER_DATA: folder });
  try {
    const tables = await sql<{
      name: string;
    }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(app.database.db);
    let text = "";
    for (const { name } of tables.rows) {
      const rows = await sql<{ row: object }>`select to_json(t) as row from ${sql.table(name)} t`.execute(app.database.db);
      for (const { row } of rows.rows) {
        const line = JSON.stringify(row);
        // Bytes come as \\x and hexadecimal digits: a secret kept as plain bytes would hide in them.
        const bytes = [...line.matchAll(/\\\\x([0-9a-f]+)/g)].map((found) => Buffer.from(found[1] ?? "", "hex").toString("latin1"));
        text += `${line}\n${bytes.join("\n")}\n`;
      }
    }
    assert.ok(text.includes("Lindqvist"), "the dump holds what was imported");
    return text;
  } finally {
    await app.close();
  }
}

/** The files beside the embedded database, the key aside. */
function readPlainFiles(folder: string): string {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "key");
  return files.map((entry) => readFileSync(join(folder, entry.name), "latin1")).join("\n");
}
