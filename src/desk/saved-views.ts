import { type Kysely, sql, type Transaction } from "kysely";
import { Conflict, Forbidden, Invalid, must, NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { Saving } from "./records/record-rules.ts";

/** A filter and an order of a list under a name. `query` is what stands in the address of the list. */
export interface SavedView {
  readonly id: number;
  readonly version: number;
  readonly list: string;
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
  readonly agentId: number;
  /** Who saved it. */
  readonly by: string;
}

/** Who looks at views: an agent sees their own and those that are shared, and whoever keeps order changes the shared ones of others, too. */
export interface Viewer {
  readonly agentId: number;
  readonly keepsOrder: boolean;
}

export type ViewToSave = Pick<SavedView, "list" | "name" | "query" | "isShared">;

/** The views of a list that an agent sees, by name. */
export async function listSavedViews(db: Kysely<Tables>, list: string | null, agentId: number): Promise<readonly SavedView[]> {
  const rows = await selectViews(db)
    .where((where) => where.or([where("v.agent_id", "=", agentId), where("v.is_shared", "=", true)]))
    .$if(list !== null, (query) => query.where("v.list", "=", list ?? ""))
    .orderBy("v.position")
    .orderBy(sql`lower(v.name)`)
    .orderBy("v.id")
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? "" }));
}

/** Saves a view as an agent's own. @throws Invalid for a name that they have in this list already */
export async function createSavedView(db: Kysely<Tables>, view: ViewToSave, agentId: number, saving: Saving): Promise<SavedView> {
  return await db.transaction().execute(async (trx) => {
    await assertNewName(trx, { ...view, agentId, exceptId: 0 });
    const { list, name, query, isShared } = view;
    const { id } = await trx
      .insertInto("saved_views")
      .values({ list, name, query, is_shared: isShared, agent_id: agentId })
      .returning("id")
      .executeTakeFirstOrThrow();
    await note(trx, { id, action: "create", before: null, after: view }, saving);
    return must(await findView(trx, id), `view ${id}`);
  });
}

interface Change {
  readonly id: number;
  readonly expectsVersion: number;
  readonly viewer: Viewer;
}

/** Changes a view. @throws NotFound, Forbidden for somebody else's, Conflict when it has another version, Invalid */
export async function updateSavedView(
  db: Kysely<Tables>,
  { patch, ...change }: Change & { readonly patch: Partial<Omit<ViewToSave, "list">> },
  saving: Saving,
): Promise<SavedView> {
  return await db.transaction().execute(async (trx) => {
    const before = await lockView(trx, change);
    const after = { ...before, ...patch };
    await assertNewName(trx, { ...after, exceptId: before.id });
    await trx
      .updateTable("saved_views")
      .set({ name: after.name, query: after.query, is_shared: after.isShared, version: before.version + 1 })
      .where("id", "=", before.id)
      .execute();
    await note(trx, { id: before.id, action: "edit", before, after }, saving);
    return must(await findView(trx, before.id), `view ${before.id}`);
  });
}

/** Deletes a view. @throws NotFound, Forbidden for somebody else's, Conflict when it has another version */
export async function deleteSavedView(db: Kysely<Tables>, change: Change, saving: Saving): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await lockView(trx, change);
    await trx.deleteFrom("saved_views").where("id", "=", before.id).execute();
    await note(trx, { id: before.id, action: "delete", before, after: null }, saving);
  });
}

function selectViews(db: Kysely<Tables>) {
  return db
    .selectFrom("saved_views as v")
    .innerJoin("agents as a", "a.id", "v.agent_id")
    .select(["v.id", "v.version", "v.list", "v.name", "v.query", "v.is_shared as isShared", "v.agent_id as agentId", "a.name as by"]);
}

async function findView(db: Kysely<Tables>, id: number): Promise<SavedView | null> {
  const row = await selectViews(db).where("v.id", "=", id).executeTakeFirst();
  return row === undefined ? null : { ...row, by: row.by ?? "" };
}

async function lockView(trx: Transaction<Tables>, { id, expectsVersion, viewer }: Change): Promise<SavedView> {
  await trx.selectFrom("saved_views").select("id").where("id", "=", id).forUpdate().execute();
  const view = await findView(trx, id);
  const isOwn = view?.agentId === viewer.agentId;
  if (view === null || (!isOwn && !view.isShared)) throw new NotFound(`There is no view ${id}.`);
  if (!isOwn && !viewer.keepsOrder) throw new Forbidden(`${view.name} is ${view.by}'s view. Save one of your own instead.`);
  if (view.version !== expectsVersion)
    throw new Conflict(`The view ${view.name} was changed meanwhile (version ${view.version}, you saw ${expectsVersion}).`);
  return view;
}

interface Named {
  readonly list: string;
  readonly name: string;
  readonly agentId: number;
  readonly exceptId: number;
}

async function assertNewName(trx: Transaction<Tables>, { list, name, agentId, exceptId }: Named): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('saved views'), ${agentId})`.execute(trx);
  const taken = await trx
    .selectFrom("saved_views")
    .select("name")
    .where("list", "=", list)
    .where("agent_id", "=", agentId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where("id", "<>", exceptId)
    .executeTakeFirst();
  if (taken !== undefined) throw new Invalid([{ at: "name", says: `there is a view called "${taken.name}" of this list already` }]);
}

interface Noted {
  readonly id: number;
  readonly action: "create" | "edit" | "delete";
  readonly before: ViewToSave | null;
  readonly after: ViewToSave | null;
}

async function note(trx: Transaction<Tables>, { id, action, before, after }: Noted, { by, now }: Saving): Promise<void> {
  const text = (view: ViewToSave | null) =>
    view === null ? null : JSON.stringify({ list: view.list, name: view.name, query: view.query, isShared: view.isShared });
  await trx
    .insertInto("audit")
    .values({ at: now, actor: by, entity: "savedView", record_id: id, action, before: text(before), after: text(after) })
    .execute();
}
