import { type Kysely, sql } from "kysely";
import { type DeskField, deskFields, type Entity, type FieldValue } from "../model/desk.ts";
import { type Fault, Invalid, must } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import { kindOf } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { columnOf } from "./columns.ts";
import { noteEvent } from "./events/note-event.ts";
import { findPeopleFaults } from "./find-people-faults.ts";
import { checkCustomValues } from "./records/check-custom-values.ts";

/** Somebody to put on the desk by hand. `values` has desk fields and `custom.<key>`; what is empty is null or missing. */
export interface PersonToCreate {
  readonly entity: Entity;
  readonly values: { readonly [field: string]: FieldValue | null };
  readonly isActive?: boolean | undefined;
  readonly isProtected?: boolean | undefined;
  /** Users only. */
  readonly siteId?: number | undefined;
  readonly managerId?: number | null | undefined;
  readonly agentId?: number | null | undefined;
  /** Agents only. */
  readonly licence?: "named" | "concurrent" | undefined;
  readonly isApiOnly?: boolean | undefined;
}

/**
 * Puts a user or an agent on the desk by hand and answers the number. No directory knows the record yet: imports match it as they match
 * every record that is linked to none. Values are checked by `core/check-hand-edit.ts` before.
 * @throws Invalid for a site, manager or agent that is not there or does not fit, or a required custom field that is missing
 */
export async function createPerson(
  db: Kysely<Tables>,
  person: PersonToCreate,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<number> {
  const { entity, values } = person;
  return await withinTransaction(db, async (trx) => {
    const faults: Fault[] = [...(await findPeopleFaults(trx, { ...person, id: null }))];
    if (entity === "user" && person.siteId === undefined) faults.push({ at: "siteId", says: "is missing: every user belongs to a site" });
    if (faults.length > 0) throw new Invalid(faults);
    const given = Object.entries(values).filter(([field]) => field.startsWith("custom."));
    const custom = await checkCustomValues(
      trx,
      kindOf(entity),
      {},
      Object.fromEntries(given.map(([field, value]) => [field.slice(7), value])),
    );
    const columns = listColumns(person);
    const answer = await sql<{ id: number }>`
      insert into ${sql.table(`${entity}s`)} (${sql.join([...columns.map(([column]) => sql.ref(column)), sql.ref("custom")])})
      values (${sql.join([...columns.map(([, value]) => sql`${value}`), sql`${JSON.stringify(custom)}::jsonb`])}) returning id`.execute(
      trx,
    );
    const { id } = must(answer.rows[0], "the number of the new record");
    const { values: _values, entity: _entity, ...rest } = person;
    const noted = Object.entries({ ...values, ...rest }).filter(([, value]) => value !== null && value !== undefined);
    await trx
      .insertInto("audit")
      .values({ at: now, actor: by, entity, record_id: id, action: "add", before: null, after: JSON.stringify(Object.fromEntries(noted)) })
      .execute();
    await noteEvent(trx, { event: `${entity}.created`, recordId: id, by, at: now });
    return id;
  });
}

function listColumns(person: PersonToCreate): readonly (readonly [string, unknown])[] {
  const { values, entity } = person;
  const columns: [string, unknown][] = [];
  for (const [field, value] of Object.entries(values)) {
    if (!isDeskField(field) || value === null) continue;
    columns.push([columnOf[field], String(value)]);
    if (field === "name" || field === "email") columns.push([`${field}_key`, foldText(String(value))]);
  }
  columns.push(["is_active", person.isActive ?? true], ["is_protected", person.isProtected ?? false]);
  if (entity === "user")
    columns.push(["site_id", person.siteId], ["manager_id", person.managerId ?? null], ["agent_id", person.agentId ?? null]);
  else columns.push(["licence", person.licence ?? "concurrent"], ["is_api_only", person.isApiOnly ?? false]);
  return columns;
}

function isDeskField(field: string): field is DeskField {
  return deskFields.some((known) => known === field);
}
