import type { Kysely } from "kysely";
import type { Vault } from "../connections/vault.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import { MailSettings } from "../model/mail-settings.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";

const name = "mail";
const place = "desk setting mail";

/** Settings as they are kept. */
export interface KeptMailSettings {
  readonly settings: MailSettings;
  readonly hasPassword: boolean;
  readonly version: number;
}

/** How the desk sends mail; null where nobody has said so yet. */
export async function findMailSettings(db: Kysely<Tables>): Promise<KeptMailSettings | null> {
  const row = await db.selectFrom("desk_settings").selectAll().where("name", "=", name).executeTakeFirst();
  if (row === undefined) return null;
  return { settings: MailSettings.parse(row.value), hasPassword: row.sealed !== null, version: row.version };
}

/** The password for the mail server; null where there is none. */
export async function findMailPassword(db: Kysely<Tables>, vault: Vault): Promise<string | null> {
  const row = await db.selectFrom("desk_settings").select("sealed").where("name", "=", name).executeTakeFirst();
  return row === undefined || row.sealed === null ? null : vault.open(Buffer.from(row.sealed), place);
}

/** Settings to save. A password that is not given stays, null forgets it. `expectsVersion` is 0 where there were none. */
export interface MailSettingsToSave {
  readonly settings: MailSettings;
  readonly password?: string | null | undefined;
  readonly expectsVersion: number;
}

/**
 * Saves how the desk sends mail. A kept password goes to the server that it was given for, and to no other: with another server it must
 * be typed again.
 * @throws Conflict for another version, Invalid
 */
export async function saveMailSettings(
  db: Kysely<Tables>,
  vault: Vault,
  { settings, password, expectsVersion }: MailSettingsToSave,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<number> {
  return await withinTransaction(db, async (trx) => {
    await trx.selectFrom("desk_settings").select("name").where("name", "=", name).forUpdate().execute();
    const before = await findMailSettings(trx);
    const version = before?.version ?? 0;
    if (version !== expectsVersion) throw new Conflict(`The mail settings are at version ${version}, you saw ${expectsVersion}.`);
    const isElsewhere =
      before !== null && (["host", "port", "security", "user"] as const).some((at) => before.settings[at] !== settings[at]);
    if (password === undefined && before?.hasPassword === true && isElsewhere)
      throw new Invalid([{ at: "password", says: "type it again: it was given for another server or another sign-in" }]);
    const sealed = password === undefined ? undefined : password === null || password === "" ? null : vault.seal(password, place);
    const written = { value: JSON.stringify(settings), version: version + 1, updated_at: now, ...(sealed !== undefined && { sealed }) };
    const saved = await trx
      .insertInto("desk_settings")
      .values({ name, ...written })
      .onConflict((conflict) => conflict.column("name").doUpdateSet(written).where("desk_settings.version", "=", version))
      .executeTakeFirst();
    if (saved.numInsertedOrUpdatedRows === 0n) throw new Conflict("Somebody saved the mail settings meanwhile.");
    const noted = { ...settings, ...(sealed !== undefined && { password: sealed === null ? "none" : "another" }) };
    await trx
      .insertInto("audit")
      .values({
        at: now,
        actor: by,
        entity: "mailSettings",
        record_id: null,
        action: before === null ? "create" : "edit",
        before: before === null ? null : JSON.stringify(before.settings),
        after: JSON.stringify(noted),
      })
      .execute();
    return version + 1;
  });
}

/** Who saved the mail settings last, and when; null where nobody did. */
export async function findLastMailSaving(db: Kysely<Tables>): Promise<{ readonly by: string; readonly at: Date } | null> {
  const row = await db
    .selectFrom("audit")
    .select(["actor", "at"])
    .where("entity", "=", "mailSettings")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { by: row.actor, at: row.at };
}
