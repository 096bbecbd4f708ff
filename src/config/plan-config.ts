import type { Kysely } from "kysely";
import { type ConfiguredConnection, getConnection, listConnections } from "../connections/get-connection.ts";
import type { GroupText } from "../model/config-file.ts";
import { must } from "../model/errors.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { buildSettings } from "./build-settings.ts";
import { compareConnection } from "./compare-connection.ts";
import { compareDesk } from "./compare-desk.ts";
import { comparePeople, type PersonWrite } from "./compare-people.ts";
import { type DeskState, loadDesk, type Named } from "./desk-state.ts";
import type { Detail, Difference } from "./difference.ts";
import { createFaults, type Faults } from "./faults.ts";
import { mergeDesk } from "./merge-desk.ts";
import type { ParsedConfig } from "./parse-config-file.ts";
import { nameConnections, type ResolvedConfig, type ResolvedConnection, resolveConfig } from "./resolve-config.ts";
import type { ConfigTools } from "./tools.ts";

/** What a file would change, and what it leaves as it is. */
export interface ConfigPlan {
  readonly differences: readonly Difference[];
  /** Records that the file names and that are as it says. */
  readonly unchanged: number;
  /** Connections that are in Muster but not in the file: they stay as they are. */
  readonly leftAlone: readonly string[];
  /** What to know besides: secrets that could not be read and stay as stored. */
  readonly remarks: readonly string[];
}

/**
 * Says what applying a file would change. Writes nothing; asks a directory only for groups that Muster doesn't know yet.
 * @throws Invalid with every fault, its place, line and cure
 * @throws DirectoryRefused when a directory has to be asked and doesn't answer
 */
export async function planConfig(db: Kysely<Tables>, config: ParsedConfig, tools: ConfigTools): Promise<ConfigPlan> {
  return (await compareConfig(db, await resolveConfig(db, config, tools))).plan;
}

/** A file beside what is stored: the plan, and what carrying it out needs. */
export interface ComparedConfig {
  readonly plan: ConfigPlan;
  readonly deskBefore: DeskState;
  readonly deskAfter: DeskState;
  readonly people: readonly PersonWrite[];
  readonly connections: readonly ComparedConnection[];
}

export interface ComparedConnection {
  readonly resolved: ResolvedConnection;
  readonly settings: ConnectionSettings;
  readonly changesSettings: boolean;
  readonly details: readonly Detail[];
}

/** Compares a resolved file with what is stored at this moment: inside a transaction, with what will be overwritten. */
export async function compareConfig(db: Kysely<Tables>, { config, connections }: ResolvedConfig): Promise<ComparedConfig> {
  const faults = createFaults(config);
  const file = config.file.desk ?? {};
  const deskBefore = await loadDesk(db);
  const deskAfter = mergeDesk(deskBefore, file, faults);
  const stored = await listConnections(db);
  const names = nameConnections(stored, config.file.connections ?? [], faults);
  const people = await comparePeople(db, { file, desk: deskAfter, connections: names }, faults);
  const compared: ComparedConnection[] = [];
  for (const [index, resolved] of connections.entries()) {
    const id = stored.find((one) => one.name.trim() === resolved.file.name)?.id;
    const existing = id === undefined ? null : await getConnection(db, id);
    compared.push(compareOne({ resolved, index, existing, deskBefore, deskAfter, names }, faults));
  }
  faults.stop();
  const changed = compared.filter(({ changesSettings, details }) => changesSettings || details.length > 0);
  const desk = compareDesk(deskBefore, deskAfter);
  const plan: ConfigPlan = {
    differences: [...desk, ...people.writes.map((write) => write.difference), ...changed.map(toDifference)],
    unchanged: countListed(config) - desk.length + people.unchanged + compared.length - changed.length,
    leftAlone: stored.filter((one) => !connections.some(({ file: wanted }) => wanted.name === one.name.trim())).map((one) => one.name),
    remarks: connections.flatMap(({ file: wanted, remarks }) => remarks.map((remark) => `connection "${wanted.name}": ${remark}`)),
  };
  return { plan, deskBefore, deskAfter, people: people.writes, connections: compared };
}

interface OneConnection {
  readonly resolved: ResolvedConnection;
  readonly index: number;
  readonly existing: ConfiguredConnection | null;
  readonly deskBefore: DeskState;
  readonly deskAfter: DeskState;
  readonly names: readonly Named[];
}

function compareOne({ resolved, index, existing, deskBefore, deskAfter, names }: OneConnection, faults: Faults): ComparedConnection {
  const settings = buildSettings(resolved.file, {
    desk: deskAfter,
    connections: names,
    groupOf: ({ group }) => groupOf(resolved, group),
    existing: existing?.settings ?? null,
    faults,
    path: ["connections", index],
  });
  const before = existing === null ? null : { ...existing, names: { desk: deskBefore, connections: names } };
  const after = { connection: resolved.connection, settings, names: { desk: deskAfter, connections: names } };
  const plain = compareConnection(before, after);
  // A connection that was created but never configured has no version yet.
  const changesSettings = existing === null || existing.settingsVersion === 0 || plain.length > 0;
  return { resolved, settings, changesSettings, details: [...plain, ...describeSecrets(resolved, existing !== null)] };
}

/** A group of the file by what was found for it before. */
export function groupOf({ groups }: ResolvedConnection, group: GroupText): { readonly id: string; readonly name: string } {
  return typeof group === "string" ? must(groups.get(group), `the group "${group}"`) : group;
}

/** Secrets by name, never by value. */
function describeSecrets({ secrets }: ResolvedConnection, isStored: boolean): readonly Detail[] {
  return [...secrets].map(([at, value]) => ({
    at,
    before: isStored ? "(as stored)" : null,
    after: value === null ? null : "(given, sealed)",
  }));
}

function toDifference({ resolved, details }: ComparedConnection): Difference {
  return { kind: resolved.connection.id === 0 ? "add" : "change", what: "connection", name: resolved.file.name, details };
}

function countListed({ file: { desk } }: ParsedConfig): number {
  const customers = desk?.customers ?? [];
  const lists = [desk?.userRoles, desk?.agentRoles, desk?.teams, desk?.cabs, desk?.cabRoles, desk?.customFields];
  return (
    customers.length +
    customers.reduce((sum, customer) => sum + (customer.sites?.length ?? 0), 0) +
    lists.reduce((sum, list) => sum + (list?.length ?? 0), 0)
  );
}
