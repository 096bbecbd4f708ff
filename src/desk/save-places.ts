import { sql, type Transaction } from "kysely";
import { Invalid, NotFound } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";

/** Who saves something by hand, and when: for the record. */
export interface SavedBy {
  readonly by: string;
  readonly now: Date;
}

/** Adds a customer with its main site; returns its number. @throws Invalid for a name that another customer has */
export async function createCustomer(db: Db, input: { readonly name: string; readonly mainSite: string }, saved: SavedBy): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    await assertNewCustomer(trx, input.name, null);
    const { id } = await trx.insertInto("customers").values({ name: input.name }).returning("id").executeTakeFirstOrThrow();
    await trx.insertInto("sites").values({ customer_id: id, name: input.mainSite, is_main: true }).execute();
    await note(trx, { ...saved, entity: "customer", id, before: null, after: input.name });
    return id;
  });
}

/** @throws NotFound, Invalid for a name that another customer has */
export async function renameCustomer(db: Db, id: number, name: string, saved: SavedBy): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom("customers").select("name").where("id", "=", id).forUpdate().executeTakeFirst();
    if (known === undefined) throw new NotFound(`There is no customer ${id}.`);
    await assertNewCustomer(trx, name, id);
    await trx.updateTable("customers").set({ name }).where("id", "=", id).execute();
    await note(trx, { ...saved, entity: "customer", id, before: known.name, after: name });
  });
}

/** Adds a site to a customer; the first is its main site. Returns its number. @throws Invalid for an unknown customer or a name that it has already */
export async function createSite(db: Db, input: { readonly name: string; readonly customerId: number }, saved: SavedBy): Promise<number> {
  const { name, customerId } = input;
  return await db.transaction().execute(async (trx) => {
    const customer = await trx.selectFrom("customers").select("id").where("id", "=", customerId).forUpdate().executeTakeFirst();
    if (customer === undefined) throw new Invalid([{ at: "customerId", says: `there is no customer ${customerId}` }]);
    await assertNewSite(trx, name, customerId, null);
    const main = await trx
      .selectFrom("sites")
      .select("id")
      .where("customer_id", "=", customerId)
      .where("is_main", "=", true)
      .executeTakeFirst();
    const { id } = await trx
      .insertInto("sites")
      .values({ customer_id: customerId, name, is_main: main === undefined })
      .returning("id")
      .executeTakeFirstOrThrow();
    await note(trx, { ...saved, entity: "site", id, before: null, after: name });
    return id;
  });
}

/** @throws NotFound, Invalid for a name that the customer has already */
export async function renameSite(db: Db, id: number, name: string, saved: SavedBy): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom("sites").select(["name", "customer_id"]).where("id", "=", id).forUpdate().executeTakeFirst();
    if (known === undefined) throw new NotFound(`There is no site ${id}.`);
    await assertNewSite(trx, name, known.customer_id, id);
    await trx.updateTable("sites").set({ name }).where("id", "=", id).execute();
    await note(trx, { ...saved, entity: "site", id, before: known.name, after: name });
  });
}

async function assertNewCustomer(trx: Transaction<Tables>, name: string, exceptId: number | null): Promise<void> {
  // Of two who save one name at once, the second waits here and then finds the first.
  await sql`lock table customers in share row exclusive mode`.execute(trx);
  const taken = await trx
    .selectFrom("customers")
    .select("name")
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where("id", "<>", exceptId ?? 0)
    .executeTakeFirst();
  if (taken !== undefined) throw new Invalid([{ at: "name", says: `there is a customer called "${taken.name}" already` }]);
}

async function assertNewSite(trx: Transaction<Tables>, name: string, customerId: number, exceptId: number | null): Promise<void> {
  await sql`lock table sites in share row exclusive mode`.execute(trx);
  const taken = await trx
    .selectFrom("sites")
    .select("name")
    .where("customer_id", "=", customerId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where("id", "<>", exceptId ?? 0)
    .executeTakeFirst();
  if (taken !== undefined) throw new Invalid([{ at: "name", says: `this customer has a site called "${taken.name}" already` }]);
}

interface Noted extends SavedBy {
  readonly entity: "customer" | "site";
  readonly id: number;
  readonly before: string | null;
  readonly after: string;
}

async function note(trx: Transaction<Tables>, { entity, id, before, after, by, now }: Noted): Promise<void> {
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity,
      record_id: id,
      action: before === null ? "create" : "edit",
      before: before === null ? null : JSON.stringify({ name: before }),
      after: JSON.stringify({ name: after }),
    })
    .execute();
}
