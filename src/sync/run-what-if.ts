import { sql } from "kysely";
import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { compileSettings } from "../core/compile-settings.ts";
import { createNames } from "../core/explain-names.ts";
import { explainWhatIf } from "../core/explain-what-if.ts";
import { listGroupNames } from "../mirror/save-members.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import type { SyncContext, Watch } from "./context.ts";
import { listUnread, type Unread } from "./list-unread.ts";
import { planRun } from "./plan-run.ts";
import { noteEvents } from "./run-events.ts";
import { findRunIn, getRun, startRun, updateRun } from "./run-store.ts";

export interface WhatIfInput extends Watch {
  readonly connectionId: number;
  /** The settings to look at: a draft, as it would be published. */
  readonly settings: ConnectionSettings;
  readonly startedBy: string;
  /** Told the run's number as soon as it is recorded. */
  readonly onStarted?: (runId: number) => void;
}

/** What-ifs of a connection that are kept. */
const kept = 3;

/**
 * Plans everybody against the directory copy with settings that are not in force. The directory is asked nothing, nobody is asked
 * anything, and nothing but the run and its lines is written: it can be looked at, and never applied. It works beside another run of the
 * connection without hindering it, and takes no plan's place.
 * @throws Invalid for settings that can't be understood, Conflict while nothing has been read
 */
export async function runWhatIf(context: SyncContext, input: WhatIfInput): Promise<Run> {
  const { db } = context.database;
  const settings = numberMappings(input.settings);
  const { connection, settingsVersion } = await getConnection(db, input.connectionId);
  const catalogue = await loadCatalogue(db);
  compileSettings(settings, catalogue.customFields);
  if (settings.mappings.length === 0)
    throw new Invalid([{ at: "mappings", says: "without a mapping nobody is imported. Most start with: everyone, to the main site" }]);
  const unread = await listUnread(db, connection.id, settings);
  if (unread.readAt === null)
    throw new Conflict(`${connection.name} has not been read yet, so there is nothing to compare with. Import once: a preview is enough.`);
  await dropOlder(db, connection.id);
  const configured: ConfiguredConnection = { connection, settings, settingsVersion };
  const runId = await startRun(db, {
    connectionId: connection.id,
    kind: "whatIf",
    entities: ["user", "agent"],
    startedBy: input.startedBy,
    settingsVersion,
    undoesRunId: null,
    givenSettings: settings,
    now: context.now(),
  });
  input.onStarted?.(runId);
  try {
    return await plan(context, input, { configured, runId, unread });
  } catch (error) {
    const says = input.signal?.aborted === true ? "Stopped on request." : error instanceof Error ? error.message : String(error);
    await updateRun(db, runId, { state: "failed", finishedAt: context.now(), says });
    // Whoever looked at more meanwhile made this one's row go.
    await sql`delete from changes where run_id = ${runId}::int and not exists (select 1 from runs where id = ${runId}::int)`.execute(db);
    throw error;
  }
}

interface Prepared {
  readonly configured: ConfiguredConnection;
  readonly runId: number;
  readonly unread: Unread;
}

async function plan(context: SyncContext, input: WhatIfInput, { configured, runId, unread }: Prepared): Promise<Run> {
  const { db } = context.database;
  const { connection, settings } = configured;
  const atWork = await findRunIn(db, connection.id, ["reading", "planning", "applying"]);
  const outcome = await planRun(context, {
    runId,
    configured,
    entities: ["user", "agent"],
    isScheduled: false,
    plansEveryone: true,
    isOnlyShown: true,
    onProgress: input.onProgress,
    ...(input.signal !== undefined && { signal: input.signal }),
  });
  const names = createNames(configured, await loadCatalogue(db), await listGroupNames(db, connection.id));
  const besides = atWork ?? (await findRunIn(db, connection.id, ["reading", "planning", "applying"]));
  const says = explainWhatIf({ counts: outcome.counts, effects: outcome.effects, unread, besidesRunId: besides?.id ?? null }, names);
  const now = context.now();
  const milliseconds = now.getTime() - (await getRun(db, runId)).startedAt.getTime();
  const { counts, limits } = outcome;
  await updateRun(db, runId, { state: "shown", finishedAt: now, milliseconds, counts, limits, says });
  await noteEvents(db, runId, now, [
    `Looked at by ${input.startedBy}: ${settings.mappings.length} mappings, on version ${configured.settingsVersion} of the settings.`,
    says,
  ]);
  return await getRun(db, runId);
}

/** New mappings get numbers of their own, below zero, so that lines can tell them apart. */
function numberMappings(settings: ConnectionSettings): ConnectionSettings {
  return { ...settings, mappings: settings.mappings.map((mapping, index) => (mapping.id > 0 ? mapping : { ...mapping, id: -1 - index })) };
}

/** Makes room for one more. Whoever still looks at an old one finds it gone. */
async function dropOlder(db: Db, connectionId: number): Promise<void> {
  const rows = await db
    .selectFrom("runs")
    .select("id")
    .where("connection_id", "=", connectionId)
    .where("kind", "=", "whatIf")
    .orderBy("id", "desc")
    .offset(kept - 1)
    .execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await sql`delete from changes where run_id = any(${ids}::int[])`.execute(trx);
    await sql`delete from runs where id = any(${ids}::int[])`.execute(trx);
  });
}
