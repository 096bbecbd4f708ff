import type { Kysely, Transaction } from "kysely";
import { listConnections } from "../connections/get-connection.ts";
import { saveConnection } from "../connections/save-connection.ts";
import { saveSettings } from "../connections/save-settings.ts";
import { saveSecret } from "../connections/secrets.ts";
import { canonicalJson } from "../core/canonical-json.ts";
import { saveGroups } from "../mirror/save-members.ts";
import { must } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { lockDesk } from "./desk-state.ts";
import type { ParsedConfig } from "./parse-config-file.ts";
import { type ConfigPlan, compareConfig } from "./plan-config.ts";
import { type ResolvedConnection, resolveConfig } from "./resolve-config.ts";
import type { ConfigTools } from "./tools.ts";
import { writeDesk } from "./write-desk.ts";
import { type AppliedBy, writePeople } from "./write-people.ts";

/**
 * Makes Muster as a file says, all in one transaction: desk records, people, connections, secrets, settings. Applying the same file again
 * changes nothing. Answers what was changed.
 * @throws Invalid with every fault, its place, line and cure; nothing is saved then
 * @throws DirectoryRefused when a directory has to be asked for a group and doesn't answer
 */
export async function applyConfig(db: Kysely<Tables>, config: ParsedConfig, tools: ConfigTools, applied: AppliedBy): Promise<ConfigPlan> {
  // Directories are asked before the transaction, which must not wait for them.
  const resolved = await resolveConfig(db, config, tools);
  return await db.transaction().execute(async (trx) => {
    await lockDesk(trx);
    const { plan, deskBefore, deskAfter } = await compareConfig(trx, resolved);
    await writeDesk(trx, deskBefore, deskAfter);
    for (const connection of resolved.connections) await writeConnection(trx, connection, tools);
    // Everything that names can mean has its number by now: the second comparison is the one to write from.
    const { people, connections } = await compareConfig(trx, resolved);
    await writePeople(trx, people, applied);
    const numbers = new Map((await listConnections(trx)).map(({ id, name }) => [name.trim(), id]));
    for (const { resolved: one, settings, changesSettings } of connections) {
      const connectionId = must(numbers.get(one.file.name), `connection "${one.file.name}"`);
      if (changesSettings) await saveSettings(trx, { connectionId, settings, savedBy: applied.by, now: applied.now, expectsVersion: null });
    }
    return plan;
  });
}

/** Saves how a connection reaches and signs in to its directory, where that differs, with its secrets and what was learned of its groups. */
async function writeConnection(
  trx: Transaction<Tables>,
  { file, connection, secrets, groups }: ResolvedConnection,
  tools: ConfigTools,
): Promise<void> {
  const current = (await listConnections(trx)).find((one) => one.name.trim() === file.name);
  // A run may have paused it while the file was read: only a new one takes its state from here.
  const kept = current === undefined || current.state === "new" ? {} : { state: current.state, pausedBecause: current.pausedBecause };
  const wanted = { ...connection, ...kept, id: current?.id ?? null };
  const isSame = current !== undefined && canonicalJson(current) === canonicalJson(wanted);
  const id = isSame ? current.id : await saveConnection(trx, wanted);
  for (const [name, secret] of secrets) await saveSecret(trx, tools.vault, id, name, secret);
  // With its address kept, a group that was looked up once needs no directory the next time.
  await saveGroups(trx, id, [
    ...new Map([...groups.values()].filter((group) => group.email !== "").map((group) => [group.id, group])).values(),
  ]);
}
