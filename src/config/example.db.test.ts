import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startGoogleSandbox } from "../../sandbox/google/server.ts";
import { onEveryEngine } from "../../test/make.ts";
import { createConfigTools } from "../cli/commands/config.ts";
import { getConnection } from "../connections/get-connection.ts";
import { createVault } from "../connections/vault.ts";
import type { DirectorySource } from "../model/directory.ts";
import { must } from "../model/errors.ts";
import type { Database } from "../store/open-database.ts";
import { applyConfig } from "./apply-config.ts";
import { parseConfigFile } from "./parse-config-file.ts";
import { planConfig } from "./plan-config.ts";
import type { ConfigTools } from "./tools.ts";

const root = new URL("../../", import.meta.url);
const vault = createVault(Buffer.alloc(32, 7));
const applied = { by: "ada", now: new Date("2026-11-21T14:00:00Z") };
const read = (path: string) => parseConfigFile(readFileSync(new URL(path, root), "utf8"));

function makeTools(database: Database, environment: Record<string, string>): ConfigTools {
  const openSource = (): Promise<DirectorySource> => assert.fail("A stored sign-in was asked");
  const context = { database, now: () => applied.now, openSource };
  return createConfigTools({ vault, context }, { environment, folder: root.pathname, signal: AbortSignal.timeout(30_000) });
}

onEveryEngine("the configuration files that come with Muster", (open) => {
  test("P5: the example of the documentation can be applied", async () => {
    const { db } = open();
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const config = read("docs/example.muster.yml");
    const tools: ConfigTools = {
      ...makeTools(open(), { CUSTOMERS_CLIENT_SECRET: "sample" }),
      readFile: async () => JSON.stringify({ type: "service_account", client_email: "sync@sample.example", private_key: privateKey }),
      findGroups: async ({ text }) => [{ id: `id of ${text}`, name: text, email: `${text}@northwind.example` }],
    };
    await applyConfig(db, config, tools, applied);
    assert.deepEqual((await planConfig(db, config, tools)).differences, []);
    assert.equal((await getConnection(db, "Customers")).connection.state, "new");
    const { settings } = await getConnection(db, "Northwind");
    assert.deepEqual(settings.sharesPeopleWith, [(await getConnection(db, "Customers")).connection.id]);
    assert.equal(
      settings.fieldMappings.some((mapping) => mapping.entity === "user" && mapping.field === "department"),
      false,
    );
  });

  test("P5: the demo's configuration finds its groups in the sandbox", async () => {
    const { db } = open();
    const sandbox = await startGoogleSandbox({ port: 0, org: "demo" });
    try {
      const keys = sandbox.credentials();
      const environment = {
        MUSTER_SANDBOX: sandbox.url,
        MUSTER_BRIGHTWATER_KEY: JSON.stringify(must(keys[0], "Brightwater").serviceAccount),
        MUSTER_ALDER_FINCH_KEY: JSON.stringify(must(keys[1], "Alder & Finch").serviceAccount),
      };
      const tools = makeTools(open(), environment);
      const config = read("demo/muster.yml");
      await applyConfig(db, config, tools, applied);
      assert.deepEqual((await planConfig(db, config, tools)).differences, []);
      const { connection, settings } = await getConnection(db, "Alder & Finch");
      assert.deepEqual([connection.state, connection.endpoints.admin], ["connected", sandbox.url]);
      assert.equal(settings.mappings.length, 4);
    } finally {
      await sandbox.close();
    }
  });
});
