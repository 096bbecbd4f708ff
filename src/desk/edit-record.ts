import { type Kysely, sql, type Transaction } from "kysely";
import { type DeskField, type DeskRecord, deskFields, type Entity, type FieldValue } from "../model/desk.ts";
import { Conflict, Invalid, NotFound } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import type { Json } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { columnOf } from "./columns.ts";
import { noteEvent } from "./events/note-event.ts";
import { findPeopleFaults } from "./find-people-faults.ts";
import { countActiveAdministrators, listRecords } from "./list-records.ts";

/** What a person changes on the desk by hand. */
export interface HandEdit {
  readonly values?: { readonly [field: string]: FieldValue | null };
  readonly isActive?: boolean;
  readonly isProtected?: boolean;
  readonly siteId?: number;
  /** Said by whoever wants a user to go to another customer's site: tickets and assets stay with the former one. */
  readonly movesCustomer?: boolean;
  /** Users only; null takes the manager, or the agent who is the same person, away. */
  readonly managerId?: number | null;
  readonly agentId?: number | null;
  /** Agents only. */
  readonly licence?: "named" | "concurrent";
  readonly isApiOnly?: boolean;
}

export interface EditInput {
  readonly entity: Entity;
  readonly recordId: number;
  readonly edit: HandEdit;
  readonly by: string;
  readonly now: Date;
  /** The version that the editor saw; null takes whatever there is. */
  readonly expectsVersion: number | null;
}

/**
 * Writes a change made by hand: recorded with before and after, and due for planning in every connection that the record is linked to,
 * so that the next preview names it.
 * @throws NotFound, Conflict when somebody changed the record meanwhile or nobody would be left with administrator rights, Invalid for an
 * unknown field
 */
export async function editRecord(db: Kysely<Tables>, input: EditInput): Promise<void> {
  const { entity, recordId, edit } = input;
  await withinTransaction(db, async (trx) => {
    // Of two who take the last two administrators out of use at once, the second waits here, before it holds anything.
    if (takesOutOfUse(entity, edit)) await sql`lock table agents in share row exclusive mode`.execute(trx);
    await sql`select id from ${sql.table(entity === "user" ? "users" : "agents")} where id = ${recordId} for update`.execute(trx);
    const before = (await listRecords(trx, entity, [recordId])).get(recordId);
    if (before === undefined) throw new NotFound(`There is no ${entity} ${recordId}.`);
    if (input.expectsVersion !== null && input.expectsVersion !== before.version) {
      throw new Conflict(
        `${String(before.values.name ?? recordId)} was changed meanwhile (version ${before.version}, you saw ${input.expectsVersion}).`,
      );
    }
    const faults = await findPeopleFaults(trx, { ...edit, entity, id: recordId });
    if (faults.length > 0) throw new Invalid(faults);
    const formerLicence = edit.licence === undefined ? {} : { licence: await findLicence(trx, recordId) };
    const table = sql.table(entity === "user" ? "users" : "agents");
    const assignments = [sql`version = version + 1`, ...assign(edit)];
    await sql`update ${table} set ${sql.join(assignments)} where id = ${recordId}`.execute(trx);
    const after = (await listRecords(trx, entity, [recordId])).get(recordId);
    await assertAdministratorLeft(trx, before, edit);
    await trx
      .insertInto("audit")
      .values({
        at: input.now,
        actor: input.by,
        entity,
        record_id: recordId,
        action: "edit",
        before: JSON.stringify({ ...snapshot(before, edit), ...formerLicence }),
        after:
          after === undefined
            ? null
            : JSON.stringify({ ...snapshot(after, edit), ...(edit.licence !== undefined && { licence: edit.licence }) }),
      })
      .execute();
    await noteEvent(trx, { event: `${entity}.updated`, recordId, by: input.by, at: input.now });
    if (before.isActive && edit.isActive === false)
      await noteEvent(trx, { event: `${entity}.deactivated`, recordId, by: input.by, at: input.now });
    await sql`
      insert into due (connection_id, entity, external_id, because)
      select connection_id, entity, external_id, 'edited' from links where entity = ${entity} and record_id = ${recordId}
      on conflict (connection_id, entity, external_id) do update set because = 'edited', noticed = default`.execute(trx);
  });
}

/** Nobody signs in as an agent who is inactive, or for programs only. */
function takesOutOfUse(entity: Entity, edit: HandEdit): boolean {
  return entity === "agent" && (edit.isActive === false || edit.isApiOnly === true);
}

/** Whoever takes the last administrator out of use could not take it back. */
async function assertAdministratorLeft(trx: Transaction<Tables>, before: DeskRecord, edit: HandEdit): Promise<void> {
  if (!takesOutOfUse(before.entity, edit) || !before.isAdministrator || !before.isActive || before.isApiOnly) return;
  if ((await countActiveAdministrators(trx)) > 0) return;
  throw new Conflict(
    `${String(before.values.name ?? before.id)} is the last active agent with administrator rights. Give them to somebody else first.`,
  );
}

/** The licence that an agent takes up; null where there is no such agent. */
async function findLicence(db: Kysely<Tables>, agentId: number): Promise<string | null> {
  const row = await db.selectFrom("agents").select("licence").where("id", "=", agentId).executeTakeFirst();
  return row?.licence ?? null;
}

function assign(edit: HandEdit) {
  const assignments = Object.entries(edit.values ?? {}).flatMap(([field, value]) => {
    if (field.startsWith("custom.")) {
      const patch = JSON.stringify({ [field.slice("custom.".length)]: value });
      return [sql`custom = jsonb_strip_nulls(custom || ${patch}::jsonb)`];
    }
    const column = deskFields.some((known) => known === field) ? columnOf[field as DeskField] : null;
    if (column === null)
      throw new Invalid([{ at: field, says: `is no field of the desk. Use one of ${deskFields.join(", ")}, or custom.<key>` }]);
    const text = value === null ? null : String(value);
    const keys =
      column === "email" || column === "name" ? [sql`${sql.ref(`${column}_key`)} = ${text === null ? null : foldText(text)}`] : [];
    return [sql`${sql.ref(column)} = ${text}`, ...keys];
  });
  if (edit.isActive !== undefined) assignments.push(sql`is_active = ${edit.isActive}`);
  if (edit.isProtected !== undefined) assignments.push(sql`is_protected = ${edit.isProtected}`);
  if (edit.siteId !== undefined) assignments.push(sql`site_id = ${edit.siteId}`);
  if (edit.managerId !== undefined) assignments.push(sql`manager_id = ${edit.managerId}`);
  if (edit.agentId !== undefined) assignments.push(sql`agent_id = ${edit.agentId}`);
  if (edit.licence !== undefined) assignments.push(sql`licence = ${edit.licence}`);
  if (edit.isApiOnly !== undefined) assignments.push(sql`is_api_only = ${edit.isApiOnly}`);
  return assignments;
}

type Snapshot = { readonly [key: string]: Json };

/** The edited parts of a record, as the audit log keeps them. */
function snapshot(
  record: Pick<DeskRecord, "values" | "isActive" | "isProtected" | "siteId" | "managerId" | "agentId" | "isApiOnly">,
  edit: HandEdit,
): Snapshot {
  const values = Object.keys(edit.values ?? {}).map((field): [string, Json] => [field, record.values[field] ?? null]);
  const flags: [string, Json][] = [];
  if (edit.isActive !== undefined) flags.push(["isActive", record.isActive]);
  if (edit.isProtected !== undefined) flags.push(["isProtected", record.isProtected]);
  if (edit.siteId !== undefined) flags.push(["siteId", record.siteId]);
  if (edit.managerId !== undefined) flags.push(["managerId", record.managerId]);
  if (edit.agentId !== undefined) flags.push(["agentId", record.agentId]);
  if (edit.isApiOnly !== undefined) flags.push(["isApiOnly", record.isApiOnly]);
  return Object.fromEntries([...values, ...flags]);
}
