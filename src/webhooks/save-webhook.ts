import { type Kysely, sql, type Transaction } from "kysely";
import type { Vault } from "../connections/vault.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../model/errors.ts";
import { type EventName, subjectOf } from "../model/event.ts";
import type { Permission } from "../model/permission.ts";
import type { Json } from "../model/person.ts";
import type { WebhookPatch, WebhookToSave } from "../model/webhook.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { parseReceiver } from "./find-address.ts";
import { createWebhookSecret, sealWebhookSecret } from "./webhook-secret.ts";

/**
 * Who saves a webhook, and what they may do: a webhook tells nothing that they may not read. Only administrators may have Muster send into
 * its own network.
 */
export interface WebhookSaving {
  readonly by: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  readonly now: Date;
}

/** Makes a webhook and answers its number and its secret, which nobody is shown again. @throws Invalid, Forbidden */
export async function createWebhook(
  db: Kysely<Tables>,
  vault: Vault,
  given: WebhookToSave,
  saving: WebhookSaving,
): Promise<{ readonly id: number; readonly secret: string }> {
  parseReceiver(given.url, given.allowsPrivate);
  if (given.allowsPrivate) assertMayAllow(saving);
  assertMayRead(given.events, saving);
  const secret = createWebhookSecret();
  return await withinTransaction(db, async (trx) => {
    await assertNameIsFree(trx, given.name, null);
    const { id } = await trx
      .insertInto("webhooks")
      .values({
        name: given.name,
        url: given.url,
        events: JSON.stringify([...new Set(given.events)]),
        sealed: Buffer.alloc(0),
        is_active: given.isActive,
        allows_private: given.allowsPrivate,
        created_at: saving.now,
        created_by: saving.by,
        updated_at: saving.now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    // The secret is bound to the webhook's number, which is known only now.
    await trx
      .updateTable("webhooks")
      .set({ sealed: sealWebhookSecret(vault, id, secret) })
      .where("id", "=", id)
      .execute();
    await note(trx, { id, action: "create", before: null, after: { ...given } }, saving);
    return { id, secret };
  });
}

/** Changes a webhook: only what is given. Switching it on forgets its failures. @throws NotFound, Conflict, Invalid, Forbidden */
export async function updateWebhook(
  db: Kysely<Tables>,
  change: { readonly id: number; readonly patch: WebhookPatch; readonly expectsVersion: number },
  saving: WebhookSaving,
): Promise<void> {
  const { id, patch } = change;
  await withinTransaction(db, async (trx) => {
    const before = await lockWebhook(trx, id, change.expectsVersion);
    const wanted = {
      name: patch.name ?? before.name,
      url: patch.url ?? before.url,
      events: [...new Set(patch.events ?? before.events)],
      isActive: patch.isActive ?? before.is_active,
      allowsPrivate: patch.allowsPrivate ?? before.allows_private,
    };
    // Whoever gives another address sends there with the leave that somebody gave for the former one.
    if (wanted.allowsPrivate && (!before.allows_private || wanted.url !== before.url)) assertMayAllow(saving);
    // And whoever sends elsewhere what others had asked for, reads it there.
    assertMayRead(wanted.url === before.url ? wanted.events.filter((event) => !before.events.includes(event)) : wanted.events, saving);
    parseReceiver(wanted.url, wanted.allowsPrivate);
    await assertNameIsFree(trx, wanted.name, id);
    await trx
      .updateTable("webhooks")
      .set((eb) => ({
        name: wanted.name,
        url: wanted.url,
        events: JSON.stringify(wanted.events),
        is_active: wanted.isActive,
        allows_private: wanted.allowsPrivate,
        ...(wanted.isActive && { stopped_because: null, failures: 0, rests_until: null }),
        version: eb("version", "+", 1),
        updated_at: saving.now,
      }))
      .where("id", "=", id)
      .execute();
    const was = {
      name: before.name,
      url: before.url,
      events: before.events,
      isActive: before.is_active,
      allowsPrivate: before.allows_private,
    };
    await note(trx, { id, action: "edit", before: was, after: wanted }, saving);
  });
}

/** Deletes a webhook with its log; what waited for it is not sent any more. @throws NotFound, Conflict */
export async function deleteWebhook(
  db: Kysely<Tables>,
  deletion: { readonly id: number; readonly expectsVersion: number },
  saving: Pick<WebhookSaving, "by" | "now">,
): Promise<void> {
  await withinTransaction(db, async (trx) => {
    const before = await lockWebhook(trx, deletion.id, deletion.expectsVersion);
    await trx.deleteFrom("webhooks").where("id", "=", deletion.id).execute();
    await note(
      trx,
      { id: deletion.id, action: "delete", before: { name: before.name, url: before.url, events: before.events }, after: null },
      saving,
    );
  });
}

/** Gives a webhook another secret; the former one signs beside it for so many hours. Answers the new one, which nobody is shown again. @throws NotFound */
export async function replaceWebhookSecret(
  db: Kysely<Tables>,
  vault: Vault,
  replaced: { readonly id: number; readonly overlapHours: number },
  saving: Pick<WebhookSaving, "by" | "now">,
): Promise<string> {
  const { id, overlapHours } = replaced;
  const secret = createWebhookSecret();
  await withinTransaction(db, async (trx) => {
    const before = await lockWebhook(trx, id, null);
    await trx
      .updateTable("webhooks")
      .set((eb) => ({
        sealed: sealWebhookSecret(vault, id, secret),
        sealed_former: overlapHours === 0 ? null : before.sealed,
        former_until: overlapHours === 0 ? null : new Date(saving.now.getTime() + overlapHours * 3_600_000),
        version: eb("version", "+", 1),
        updated_at: saving.now,
      }))
      .where("id", "=", id)
      .execute();
    await note(trx, { id, action: "edit", before: null, after: { secret: "replaced", overlapHours } }, saving);
  });
  return secret;
}

async function lockWebhook(trx: Transaction<Tables>, id: number, expectsVersion: number | null) {
  const before = await trx.selectFrom("webhooks").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (before === undefined) throw new NotFound(`There is no webhook ${id}.`);
  if (expectsVersion !== null && before.version !== expectsVersion)
    throw new Conflict(`${before.name} was changed meanwhile (version ${before.version}, you saw ${expectsVersion}).`);
  return before;
}

function assertMayAllow({ isAdministrator, by }: WebhookSaving): void {
  if (!isAdministrator)
    throw new Forbidden(`${by}, only an administrator may have Muster send to private addresses. Ask one to save this webhook.`);
}

const rightOf = { ticket: "tickets", user: "users", agent: "agents", asset: "assets", run: "directories" } as const;

function assertMayRead(events: readonly string[], { by, permissions }: WebhookSaving): void {
  for (const event of events) {
    // Nothing but names of events is kept.
    const permission = `${rightOf[subjectOf(event as EventName)]}:read` as const;
    if (!permissions.includes(permission))
      throw new Forbidden(`${by}, a webhook tells what happened with the whole record, and ${event} needs the permission ${permission}.`);
  }
}

async function assertNameIsFree(trx: Transaction<Tables>, name: string, exceptId: number | null): Promise<void> {
  const taken = await sql`select 1 from webhooks where lower(name) = lower(${name}) and id <> ${exceptId ?? 0}::int`.execute(trx);
  if (taken.rows.length > 0) throw new Invalid([{ at: "name", says: `there is another webhook called "${name}"` }]);
}

type Noted = Readonly<Record<string, Json>>;

async function note(
  trx: Transaction<Tables>,
  change: { readonly id: number; readonly action: string; readonly before: Noted | null; readonly after: Noted | null },
  { by, now }: Pick<WebhookSaving, "by" | "now">,
): Promise<void> {
  const text = (values: Noted | null) => (values === null ? null : JSON.stringify(values));
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity: "webhook",
      record_id: change.id,
      action: change.action,
      before: text(change.before),
      after: text(change.after),
    })
    .execute();
}
