import type { Kysely } from "kysely";
import { type ConfiguredConnection, getConnection, listConnections } from "../connections/get-connection.ts";
import type { SecretName } from "../connections/secrets.ts";
import { canonicalJson } from "../core/canonical-json.ts";
import type { FileConnection } from "../model/config-file.ts";
import { type Connection, defaultPace, googleEndpoints } from "../model/connection.ts";
import type { Tables } from "../store/tables.ts";
import { buildSettings, checkBuilt, type SettingsContext } from "./build-settings.ts";
import { type DeskState, findNamed, loadDesk, type Named } from "./desk-state.ts";
import { createFaults, type Faults } from "./faults.ts";
import { mergeDesk } from "./merge-desk.ts";
import type { ParsedConfig } from "./parse-config-file.ts";
import { resolveCredentials } from "./resolve-credentials.ts";
import { resolveEndpoints } from "./resolve-endpoints.ts";
import { type FoundGroups, resolveGroups } from "./resolve-groups.ts";
import type { ConfigTools } from "./tools.ts";

/** A connection of the file with everything read that it refers to. */
export interface ResolvedConnection {
  readonly file: FileConnection;
  /** As it will be; number 0 where it is new. */
  readonly connection: Connection;
  readonly secrets: ReadonlyMap<SecretName, string | null>;
  readonly groups: FoundGroups;
  readonly remarks: readonly string[];
}

/** A file whose references, names and groups were all found. */
export interface ResolvedConfig {
  readonly config: ParsedConfig;
  readonly connections: readonly ResolvedConnection[];
}

/**
 * Reads the secrets that a file refers to, checks everything that it says against the desk as it will be, and only then asks directories for
 * groups that nobody knows yet. Writes nothing.
 * @throws Invalid with every fault, its place, line and cure
 * @throws DirectoryRefused when a directory has to be asked and doesn't answer
 */
export async function resolveConfig(db: Kysely<Tables>, config: ParsedConfig, tools: ConfigTools): Promise<ResolvedConfig> {
  const faults = createFaults(config);
  const desk = mergeDesk(await loadDesk(db), config.file.desk ?? {}, faults);
  const files = config.file.connections ?? [];
  const stored = await listConnections(db);
  const names = nameConnections(stored, files, faults);
  const half: HalfResolved[] = [];
  for (const [index, file] of files.entries()) half.push(await resolveHalf(db, tools, { file, index, desk, names, stored }, faults));
  faults.stop();
  const connections: ResolvedConnection[] = [];
  for (const { secrets, remarks, file, connection, path, existing, whole, isStored } of half) {
    const groups = await resolveGroups(
      db,
      tools,
      { file, path, connection, existing: existing?.settings ?? null, secrets: whole, isStored },
      faults,
    );
    connections.push({ file, connection, secrets, remarks, groups });
  }
  faults.stop();
  return { config, connections };
}

/** Every connection there will be; new ones have negative numbers. Two of one name, and names nearly the same, are faults. */
export function nameConnections(stored: readonly Named[], files: readonly FileConnection[], faults: Faults): readonly Named[] {
  const names: Named[] = stored.map(({ id, name }) => ({ id, name }));
  const listed: FileConnection[] = [];
  for (const [index, file] of files.entries()) {
    const at = ["connections", index, "name"];
    if (listed.some((other) => other.name === file.name))
      faults.add(at, `the connection "${file.name}" stands here twice. Names are unique`);
    else if (findNamed(names, file.name, (says) => faults.add(at, says)) === undefined) names.push({ id: -1 - index, name: file.name });
    listed.push(file);
  }
  return names;
}

interface HalfInput {
  readonly file: FileConnection;
  readonly index: number;
  readonly desk: DeskState;
  readonly names: readonly Named[];
  readonly stored: readonly Connection[];
}

type HalfResolved = Awaited<ReturnType<typeof resolveHalf>>;

async function resolveHalf(db: Kysely<Tables>, tools: ConfigTools, { file, index, desk, names, stored }: HalfInput, faults: Faults) {
  const path = ["connections", index];
  const id = stored.find((one) => one.name.trim() === file.name)?.id;
  const existing: ConfiguredConnection | null = id === undefined ? null : await getConnection(db, id);
  const credentials = await resolveCredentials(db, tools, { file, existing: existing?.connection ?? null, path }, faults);
  const endpoints = resolveEndpoints(file.endpoints ?? {}, tools, [...path, "endpoints"], faults) ?? googleEndpoints;
  const { signIn, whole } = credentials;
  const isReady = whole !== null;
  const state = existing === null || existing.connection.state === "new" ? (isReady ? "connected" : "new") : existing.connection.state;
  const connection: Connection = {
    id: existing?.connection.id ?? 0,
    name: file.name,
    provider: "google",
    signIn,
    endpoints,
    pace: { atOnce: file.pace?.atOnce ?? defaultPace.atOnce, perMinute: file.pace?.perMinute ?? defaultPace.perMinute },
    state,
    pausedBecause: existing?.connection.pausedBecause ?? null,
  };
  // Which group it will be doesn't matter yet: everything else is checked before a directory is asked.
  const context: SettingsContext = {
    desk,
    connections: names,
    groupOf: () => ({ id: "unknown", name: "unknown" }),
    existing: existing?.settings ?? null,
    faults,
    path,
  };
  checkBuilt(buildSettings(file, context), context);
  const isStored = existing !== null && credentials.secrets.size === 0 && sameWay(existing.connection, connection);
  return { file, path, existing, connection, whole, isStored, secrets: credentials.secrets, remarks: credentials.remarks };
}

function sameWay(a: Connection, b: Connection): boolean {
  return canonicalJson([a.signIn, a.endpoints]) === canonicalJson([b.signIn, b.endpoints]);
}
