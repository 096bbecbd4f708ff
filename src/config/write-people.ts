import { sql, type Transaction } from "kysely";
import { columnOf } from "../desk/columns.ts";
import { type DeskField, deskFields, type FieldValue } from "../model/desk.ts";
import { must } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import type { PersonWrite } from "./compare-people.ts";
import { entityPlural } from "./entity-words.ts";

/** Who applies a file, and when: for the record. */
export interface AppliedBy {
  readonly by: string;
  readonly now: Date;
}

/** Writes the people that a file adds and changes, recorded with before and after; the linked ones become due for planning. */
export async function writePeople(trx: Transaction<Tables>, writes: readonly PersonWrite[], applied: AppliedBy): Promise<void> {
  for (const write of writes) {
    const id = await writeRecord(trx, write);
    if (write.entity === "user" && write.agentEmail !== null) await joinAgent(trx, id, write.agentEmail);
    await writeRoles(trx, write, id);
    if (write.link !== null) await writeLink(trx, write, id);
    await record(trx, write, id, applied);
    if (write.recordId !== null || write.link !== null) await markLinksDue(trx, write, id);
  }
}

async function writeRecord(trx: Transaction<Tables>, write: PersonWrite): Promise<number> {
  const table = sql.table(entityPlural[write.entity]);
  const columns = listColumns(write);
  if (write.recordId === null) {
    const names = columns.map(([name]) => sql.ref(name));
    const answer = await sql<{
      id: number;
    }>`insert into ${table} (${sql.join(names)}) values (${sql.join(columns.map(([, value]) => value))}) returning id`.execute(trx);
    return must(answer.rows[0], "the number of the new record").id;
  }
  const assignments = columns.map(([name, value]) =>
    name === "custom" ? sql`custom = custom || ${value}::jsonb` : sql`${sql.ref(name)} = ${value}`,
  );
  await sql`update ${table} set ${sql.join([sql`version = version + 1`, ...assignments])} where id = ${write.recordId}::int`.execute(trx);
  return write.recordId;
}

function listColumns(write: PersonWrite): readonly (readonly [string, unknown])[] {
  const columns: [string, unknown][] = [];
  const custom: Record<string, FieldValue> = {};
  for (const [field, value] of write.values) {
    if (isDeskField(field)) columns.push([columnOf[field], String(value)]);
    else custom[field.slice("custom.".length)] = value;
    if (field === "email" || field === "name") columns.push([`${field}_key`, foldText(String(value))]);
  }
  if (Object.keys(custom).length > 0) columns.push(["custom", JSON.stringify(custom)]);
  if (write.siteId !== null) columns.push(["site_id", write.siteId]);
  if (write.isActive !== null) columns.push(["is_active", write.isActive]);
  if (write.isProtected !== null) columns.push(["is_protected", write.isProtected]);
  if (write.isApiOnly !== null) columns.push(["is_api_only", write.isApiOnly]);
  return columns;
}

function isDeskField(field: string): field is DeskField {
  return deskFields.some((known) => known === field);
}

async function joinAgent(trx: Transaction<Tables>, userId: number, email: string): Promise<void> {
  const agent = await trx.selectFrom("agents").select("id").where("email_key", "=", foldText(email)).executeTakeFirstOrThrow();
  await trx.updateTable("users").set({ agent_id: agent.id }).where("id", "=", userId).execute();
}

async function writeRoles(trx: Transaction<Tables>, { entity, roleIds }: PersonWrite, recordId: number): Promise<void> {
  const rows = roleIds.map((id) => ({ record_id: recordId, target_id: id, cab_role_id: null, source: "hand", connection_id: null }));
  if (rows.length > 0)
    await trx
      .insertInto(entity === "user" ? "user_role_grants" : "agent_role_grants")
      .values(rows)
      .execute();
}

async function writeLink(trx: Transaction<Tables>, { entity, link }: PersonWrite, recordId: number): Promise<void> {
  const { connectionId, externalId } = must(link, "a link");
  await trx
    .insertInto("links")
    .values({
      connection_id: connectionId,
      entity,
      external_id: externalId,
      record_id: recordId,
      since_run_id: null,
      given: "{}",
      deactivated_because: null,
      waits_for_manager: null,
    })
    .execute();
}

async function record(
  trx: Transaction<Tables>,
  { entity, recordId, difference }: PersonWrite,
  id: number,
  { by, now }: AppliedBy,
): Promise<void> {
  const side = (key: "before" | "after") =>
    JSON.stringify(Object.fromEntries(difference.details.map((detail) => [detail.at, detail[key]])));
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity,
      record_id: id,
      action: recordId === null ? "create" : "configure",
      before: recordId === null ? null : side("before"),
      after: side("after"),
    })
    .execute();
}

async function markLinksDue(trx: Transaction<Tables>, { entity }: PersonWrite, recordId: number): Promise<void> {
  await sql`
    insert into due (connection_id, entity, external_id, because)
    select connection_id, entity, external_id, 'edited' from links where entity = ${entity} and record_id = ${recordId}::int
    on conflict (connection_id, entity, external_id) do update set because = 'edited', noticed = default`.execute(trx);
}
