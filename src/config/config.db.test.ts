import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { beforeEach, test } from "node:test";
import { sql } from "kysely";
import { onEveryEngine } from "../../test/make.ts";
import { googleRules } from "../cli/commands/config.ts";
import { getConnection, listConnections } from "../connections/get-connection.ts";
import { findSecret } from "../connections/secrets.ts";
import { createVault } from "../connections/vault.ts";
import type { Group } from "../model/directory.ts";
import { Invalid } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import { applyConfig } from "./apply-config.ts";
import { explainDifference } from "./difference.ts";
import { exportConfig } from "./export-config.ts";
import { parseConfigFile } from "./parse-config-file.ts";
import { planConfig } from "./plan-config.ts";
import type { ConfigTools, GroupQuestion } from "./tools.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const keyFile = JSON.stringify({
  type: "service_account",
  client_email: "sync@sample.example",
  private_key: privateKey,
  private_key_id: "k1",
  client_id: "1",
});
const vault = createVault(Buffer.alloc(32, 7));
const applied = { by: "ada", now: new Date("2026-11-21T14:00:00Z") };
const porto: Group = { id: "01porto", email: "porto@acme.example", name: "Porto (all)" };

interface Asked extends ConfigTools {
  readonly asked: GroupQuestion[];
}

function makeTools(change: Partial<ConfigTools> & { groups?: readonly Group[] } = {}): Asked {
  const asked: GroupQuestion[] = [];
  const groups = change.groups ?? [porto];
  return {
    vault,
    rules: googleRules,
    environment: { KEY: keyFile },
    readFile: async () => null,
    asked,
    findGroups: async (question) => {
      asked.push(question);
      return groups.filter((group) => [group.id, group.email, group.name].includes(question.text));
    },
    ...change,
  };
}

const desk = `muster: 1
desk:
  customers:
    - name: Acme
      sites: [{ name: Leeds, main: true }, { name: Porto }]
  agentRoles: [{ name: Technician }]
`;
const head = `${desk}connections:
  - name: Acme directory
    signIn: { serviceAccount: { key: { env: KEY }, subject: admin@acme.example } }
`;
const mapping = (sequence: number, name: string, rest = "") => `      - sequence: ${sequence}
        name: ${name}
        destination: { site: { customer: Acme, site: ${name} } }
${rest}`;
const full = `${head}    mappings:
${mapping(1, "Porto", "        filter: { group: porto@acme.example }\n")}${mapping(2, "Leeds")}`;

const apply = (db: Db, text: string, tools = makeTools()) => applyConfig(db, parseConfigFile(text), tools, applied);
const plan = (db: Db, text: string, tools = makeTools()) => planConfig(db, parseConfigFile(text), tools);

async function faultsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Invalid, String(error));
    return error.faults.map((fault) => `${fault.at}: ${fault.says}`);
  }
  assert.fail("The file was not refused");
}

async function countRows(db: Db): Promise<number> {
  const answer = await sql<{
    n: number;
  }>`select ((select count(*) from customers) + (select count(*) from connections) + (select count(*) from secrets) + (select count(*) from agent_roles))::int as n`.execute(
    db,
  );
  return answer.rows[0]?.n ?? -1;
}

onEveryEngine("configuration as a file", (open) => {
  const db = () => open().db;
  beforeEach(async () => {
    await sql`truncate customers, connections, user_roles, agent_roles, agents, users, teams, cabs, cab_roles, custom_fields, links, audit, due cascade`.execute(
      db(),
    );
  });

  test("P5: a file makes desk, connection, secret and settings, and the second time there is nothing to change", async () => {
    const first = await apply(db(), full);
    assert.equal(first.differences.filter((difference) => difference.kind === "add").length, 5);
    const { connection, settings, settingsVersion } = await getConnection(db(), "Acme directory");
    assert.equal(connection.state, "connected");
    assert.equal(await findSecret(db(), vault, connection.id, "serviceAccountKey"), keyFile);
    assert.deepEqual(settings.mappings[0]?.filter, { kind: "group", groupId: "01porto", groupName: "Porto (all)" });
    assert.doesNotMatch(JSON.stringify(first), /PRIVATE KEY/);

    const second = makeTools();
    assert.deepEqual(await apply(db(), full, second), { differences: [], unchanged: 5, leftAlone: [], remarks: [] });
    assert.equal(second.asked.length, 0, "a group that was resolved before needs no directory");
    assert.equal((await getConnection(db(), "Acme directory")).settingsVersion, settingsVersion);
  });

  test("P5: a plan writes nothing and shows before and after", async () => {
    await apply(db(), full);
    const changed = full.replace("site: Leeds }", "site: Porto }").concat("    limits: { roleLosses: { count: 9 } }\n");
    const planned = await plan(db(), changed);
    assert.deepEqual(planned.differences.flatMap(explainDifference), [
      '~ connection "Acme directory"',
      '    mapping "Leeds" destination: site Leeds of Acme → site Porto of Acme',
      "    limits.roleLosses: 5 → 9",
    ]);
    assert.equal((await plan(db(), full)).differences.length, 0);
  });

  test("P5: what is exported gives an empty Muster the same settings, without asking a directory", async () => {
    await apply(
      db(),
      `${full}    fieldMappings:
      users: { title: { remove: true }, mobile: { from: "phones[type=work].value", policy: onlyWhenEmpty, clearsWhenEmpty: true } }
    groupMappings: [{ group: Porto (all), gives: { agentRole: Technician } }]
    agentActivation: { on: true, roles: [Technician] }
    scope: { domains: [acme.example] }
    endpoints: { sandbox: "http://127.0.0.1:7781" }
`,
    );
    const before = await getConnection(db(), "Acme directory");
    const text = await exportConfig(db());
    assert.match(text, /env: MUSTER_ACME_DIRECTORY_KEY/);
    assert.doesNotMatch(text, /PRIVATE KEY/);
    const kept = await plan(db(), text);
    assert.deepEqual(kept.differences, []);
    assert.deepEqual(kept.remarks, [
      'connection "Acme directory": key: the variable MUSTER_ACME_DIRECTORY_KEY is not set; the stored one stays',
    ]);

    await sql`truncate customers, connections, agent_roles cascade`.execute(db());
    const tools = makeTools({ environment: { MUSTER_ACME_DIRECTORY_KEY: keyFile } });
    await apply(db(), text, tools);
    assert.equal(tools.asked.length, 0);
    const after = await getConnection(db(), "Acme directory");
    assert.equal(await exportConfig(db()), text);
    assert.deepEqual(after.settings.fieldMappings, before.settings.fieldMappings);
    assert.deepEqual(after.settings.limits, before.settings.limits);
    assert.equal(after.connection.endpoints.token, "http://127.0.0.1:7781/token");
  });

  test("P5: every fault of a file comes at once with its line, and nothing of it is saved", async () => {
    const tools = makeTools({ environment: { SECRET: "s" } });
    const text = `${desk}connections:
  - name: Acme directory
    signIn: { oauthClient: { clientId: 1234-abc, clientSecret: { env: SECRET } } }
    mappings:
${mapping(1, "leeds")}${mapping(1, "Nowhere", '        filter: { field: name, matches: "(?=evil)" }\n')}    groupMappings: [{ group: a@b.example, gives: { agentRole: Wizard } }]
    agentActivation: { on: true }
    matching: { users: [employeeNumber] }
  - name: Other
    signIn: { serviceAccount: { key: { env: KEY }, subject: admin@acme.example } }
`;
    const faults = await faultsOf(apply(db(), text, tools));
    const expected = [
      /clientId \(line 9\): The client ID is incomplete/,
      /mappings\[0\]\.destination\.site\.site \(line 13\): "leeds" differs from "Leeds" only in capitals or spaces/,
      /mappings\[1\]\.destination\.site\.site \(line 16\): there is no site of Acme "Nowhere"/,
      /agentRole \(line 18\): there is no agent role "Wizard" \(there are: "Technician"\)/,
      /mappings\[1\]\.sequence \(line 14\): .*both have sequence 1/,
      /mappings\[1\]\.filter \(line 17\): .*not a pattern that can be used safely/,
      /matching \(line 20\): "employeeNumber" is not filled/,
      /agentActivation \(line 19\): no role makes an agent active/,
      /connections\[1\]\.signIn\.serviceAccount\.key \(line 22\): the variable KEY is not set/,
    ];
    for (const pattern of expected)
      assert.ok(
        faults.some((fault) => pattern.test(fault)),
        `${pattern} in\n${faults.join("\n")}`,
      );
    assert.equal(faults.length, expected.length);
    assert.equal(await countRows(db()), 0);
  });

  test("P5: what fails only while writing takes everything back", async () => {
    const fullDisk = makeTools({
      vault: {
        ...vault,
        seal: () => {
          throw new Error("no more room");
        },
      },
    });
    await assert.rejects(apply(db(), full, fullDisk), /no more room/);
    assert.equal(await countRows(db()), 0);
  });

  test("G1: a credential file that isn't one is refused, and the stored one stays", async () => {
    await apply(db(), full);
    const connectionId = (await getConnection(db(), "Acme directory")).connection.id;
    const fault = (await faultsOf(apply(db(), full, makeTools({ environment: { KEY: '{"installed": {}}' } }))))[0];
    assert.match(fault ?? "", /serviceAccount\.key \(line 9\): This is the file of an OAuth client/);
    assert.equal(await findSecret(db(), vault, connectionId, "serviceAccountKey"), keyFile);
  });

  test("G6: a group name that nobody or several have is asked about, not guessed", async () => {
    const named = full.replace("porto@acme.example", "Porto (all)");
    const twins = [porto, { ...porto, id: "02porto", email: "porto2@acme.example" }];
    assert.match(
      (await faultsOf(apply(db(), named, makeTools({ groups: twins }))))[0] ?? "",
      /filter\.group \(line 14\): 2 groups are called "Porto \(all\)": 01porto \(porto@acme.example\), 02porto .*Which one\?/,
    );
    assert.match((await faultsOf(apply(db(), named, makeTools({ groups: [] }))))[0] ?? "", /no group of exactly this id, address or name/);
    assert.equal(await countRows(db()), 0);
  });

  test("G6: a group can't be looked up before its connection can sign in", async () => {
    const text = full.replace(
      /signIn: .*/,
      "signIn: { oauthClient: { clientId: 1234-abc.apps.googleusercontent.com, clientSecret: { env: KEY } } }",
    );
    assert.match((await faultsOf(apply(db(), text)))[0] ?? "", /before the connection is connected/);
    await apply(db(), text.replace("group: porto@acme.example", "group: { id: 01porto, name: Porto (all) }"));
    assert.equal((await getConnection(db(), "Acme directory")).connection.state, "new");
  });

  test("P5: mappings keep their numbers by name, also when they change places or names", async () => {
    await apply(db(), full);
    const before = (await getConnection(db(), "Acme directory")).settings.mappings;
    const swapped = full
      .replace("sequence: 1", "sequence: 9")
      .replace("sequence: 2", "sequence: 1")
      .replace("sequence: 9", "sequence: 2")
      .replace("name: Leeds\n", "name: Main\n");
    const words = (await plan(db(), swapped)).differences.flatMap(explainDifference);
    assert.ok(words.includes('    mapping "Porto" sequence: 1 → 2'), words.join("\n"));
    await apply(db(), swapped);
    const after = (await getConnection(db(), "Acme directory")).settings.mappings;
    assert.equal(after.find((one) => one.name === "Porto")?.id, before.find((one) => one.name === "Porto")?.id);
    assert.deepEqual(
      after.map((one) => one.name),
      ["Main", "Porto"],
    );
  });

  test("P5: a new sign-in keeps the state, and a kind that is left loses its secrets", async () => {
    await apply(db(), full);
    const text = full.replace(
      /signIn: .*/,
      "signIn: { oauthClient: { clientId: 1234-abc.apps.googleusercontent.com, clientSecret: { env: KEY } } }",
    );
    await apply(db(), text);
    const { connection } = await getConnection(db(), "Acme directory");
    assert.deepEqual([connection.state, connection.signIn.kind], ["connected", "oauthClient"]);
    assert.equal(await findSecret(db(), vault, connection.id, "serviceAccountKey"), null);
  });

  test("P5: what is not in the file stays as it is and is named", async () => {
    await apply(db(), full);
    const planned = await plan(db(), "muster: 1\ndesk: { teams: [First line] }\n");
    assert.deepEqual(planned.leftAlone, ["Acme directory"]);
    assert.deepEqual(
      planned.differences.map((difference) => difference.what),
      ["team"],
    );
    assert.equal((await listConnections(db())).length, 1);
  });

  test("P5: the main site moves, and two main sites are refused", async () => {
    await apply(db(), desk);
    await apply(db(), desk.replace("{ name: Leeds, main: true }, { name: Porto }", "{ name: Leeds }, { name: Porto, main: true }"));
    const sites = await db().selectFrom("sites").select(["name", "is_main"]).orderBy("name").execute();
    assert.deepEqual(sites, [
      { name: "Leeds", is_main: false },
      { name: "Porto", is_main: true },
    ]);
    assert.match((await faultsOf(apply(db(), desk.replace("{ name: Porto }", "{ name: Porto, main: true }"))))[0] ?? "", /2 main sites/);
  });

  test("P5: people are taken over by their identity, namesakes stay two, and what a directory filled in is left to it", async () => {
    const people = `${desk}  agents:
    - { name: João Silva, email: joao@acme.example, roles: [Technician], protected: true }
  users:
    - { customer: Acme, site: Leeds, name: Marta Nowak, email: marta@acme.example, title: Temp }
    - { customer: Acme, site: Leeds, name: Marta Nowak, email: marta@acme.example, title: Designer }
    - { customer: Acme, site: Porto, name: João Silva, email: joao@acme.example, agent: joao@acme.example }
    - { customer: Acme, site: Leeds, name: Kofi Mensah, email: kofi@acme.example, link: { connection: Acme directory, googleId: "77" } }
${full.slice(desk.length)}`;
    await apply(db(), people);
    assert.deepEqual((await apply(db(), people)).differences, []);
    const joao = await db()
      .selectFrom("users")
      .innerJoin("agents", "agents.id", "users.agent_id")
      .select(["agents.name", "agents.is_protected"])
      .execute();
    assert.deepEqual(joao, [{ name: "João Silva", is_protected: true }]);

    const planned = await plan(db(), people.replace("title: Temp", "title: Clerk"));
    assert.deepEqual(planned.differences.flatMap(explainDifference), ['~ user "Marta Nowak"', "    title: Temp → Clerk"]);

    await db()
      .updateTable("links")
      .set({ given: JSON.stringify({ name: "Kofi A. Mensah", email: "k.mensah@acme.example" }) })
      .execute();
    await db()
      .updateTable("users")
      .set({ name: "Kofi A. Mensah", email: "k.mensah@acme.example", email_key: "k.mensah@acme.example" })
      .where("email", "=", "kofi@acme.example")
      .execute();
    assert.deepEqual((await plan(db(), people)).differences, []);
  });

  test("P5: the record tells a person taken over from a file, and one changed by it, from an edit by hand", async () => {
    const people = `${desk}  users:
    - { customer: Acme, site: Leeds, name: Marta Nowak, email: marta@acme.example, title: Temp }
${full.slice(desk.length)}`;
    await apply(db(), people);
    await apply(db(), people.replace("title: Temp", "title: Clerk"));
    const entries = await db().selectFrom("audit").select(["action", "after"]).orderBy("id").execute();
    assert.deepEqual(
      entries.map(({ action }) => action),
      ["create", "configure"],
    );
    assert.deepEqual(entries[1]?.after, { title: "Clerk" });
  });
});
