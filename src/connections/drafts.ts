import type { Kysely } from "kysely";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** Whose draft of which connection. */
export interface DraftKey {
  readonly connectionId: number;
  readonly agentId: number;
}

/** Settings that somebody works on and has not published; they may be faulty. */
export interface Draft {
  readonly settings: ConnectionSettings;
  /** The version that it was made from, or compared with last. */
  readonly baseVersion: number;
  readonly savedAt: Date;
}

export async function findDraft(db: Kysely<Tables>, { connectionId, agentId }: DraftKey): Promise<Draft | null> {
  const row = await db
    .selectFrom("settings_drafts")
    .select(["settings", "base_version", "saved_at"])
    .where("connection_id", "=", connectionId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  return row === undefined ? null : { settings: row.settings, baseVersion: row.base_version, savedAt: row.saved_at };
}

/** Keeps a draft in the place of the one before it. */
export async function saveDraft(db: Kysely<Tables>, { connectionId, agentId }: DraftKey, draft: Draft): Promise<void> {
  const values = { base_version: draft.baseVersion, settings: JSON.stringify(draft.settings), saved_at: draft.savedAt };
  await db
    .insertInto("settings_drafts")
    .values({ connection_id: connectionId, agent_id: agentId, ...values })
    .onConflict((conflict) => conflict.columns(["connection_id", "agent_id"]).doUpdateSet(values))
    .execute();
}

export async function deleteDraft(db: Kysely<Tables>, { connectionId, agentId }: DraftKey): Promise<void> {
  await db.deleteFrom("settings_drafts").where("connection_id", "=", connectionId).where("agent_id", "=", agentId).execute();
}

/** Other agents with a draft of the connection, by name. */
export async function listOtherEditors(db: Kysely<Tables>, { connectionId, agentId }: DraftKey): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("settings_drafts as d")
    .innerJoin("agents as a", "a.id", "d.agent_id")
    .select("a.name")
    .where("d.connection_id", "=", connectionId)
    .where("d.agent_id", "<>", agentId)
    .orderBy("a.name")
    .execute();
  return rows.map((row) => row.name ?? "");
}
