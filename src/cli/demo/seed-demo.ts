import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";
import { applyConfig } from "../../config/apply-config.ts";
import { parseConfigFile } from "../../config/parse-config-file.ts";
import { must } from "../../model/errors.ts";
import type { App } from "../app.ts";
import { createConfigTools } from "../commands/config.ts";
import type { DeskBefore, SandboxProcess } from "./sandbox-process.ts";

const file = fileURLToPath(new URL("../../../demo/muster.yml", import.meta.url));

/**
 * Configures Muster for the demo: `demo/muster.yml`, with the people whom the sample desk holds already. Again changes nothing. Answers
 * whether this was the first time.
 */
export async function seedDemo(app: App, sandbox: SandboxProcess, signal: AbortSignal): Promise<boolean> {
  const credentials = await sandbox.credentials();
  const keyOf = (name: string) =>
    JSON.stringify(
      must(
        credentials.find((one) => one.name.startsWith(name)),
        `the sample key of ${name}`,
      ).serviceAccount,
    );
  const environment = {
    MUSTER_SANDBOX: sandbox.url,
    MUSTER_BRIGHTWATER_KEY: keyOf("Brightwater"),
    MUSTER_ALDER_FINCH_KEY: keyOf("Alder & Finch"),
  };
  const document = parseDocument(await readFile(file, "utf8"));
  const isFirst = !(await isSeeded(app));
  if (isFirst) addPeople(document, await sandbox.deskBefore());
  const tools = createConfigTools(app, { environment, folder: dirname(file), signal });
  await applyConfig(app.database.db, parseConfigFile(String(document)), tools, { by: "demo", now: app.context.now() });
  return isFirst;
}

async function isSeeded(app: App): Promise<boolean> {
  return (await app.database.db.selectFrom("connections").select("id").limit(1).execute()).length > 0;
}

function addPeople(document: ReturnType<typeof parseDocument>, desk: DeskBefore): void {
  const connectionOf = (customer: string) => (customer.startsWith("Brightwater") ? "Brightwater IT" : "Alder & Finch");
  const link = (connection: string, googleId: string | undefined) => (googleId === undefined ? {} : { link: { connection, googleId } });
  const agentOf = new Map(
    desk.agents.flatMap((agent) => (agent.userEmail === undefined ? [] : [[agent.userEmail, agent.email ?? agent.name] as const])),
  );
  document.setIn(
    ["desk", "agents"],
    desk.agents.map(({ googleId, userEmail: _userEmail, ...agent }) => ({ ...agent, ...link("Brightwater IT", googleId) })),
  );
  document.setIn(
    ["desk", "users"],
    desk.users.map(({ googleId, ...user }) => {
      const agent = agentOf.get(user.email ?? "");
      return { ...user, ...(agent !== undefined && { agent }), ...link(connectionOf(user.customer), googleId) };
    }),
  );
}
