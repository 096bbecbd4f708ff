import { type Kysely, sql } from "kysely";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { Invalid } from "../model/errors.ts";
import { ticketTemplateKind } from "../model/records/ticket-setup.ts";
import { fillTemplateText } from "../model/template-fields.ts";
import type { Tables } from "../store/tables.ts";
import { findPlaces, type GivenFields } from "./find-places.ts";

const longestSummary = 300;

/**
 * What a new ticket would hold by a template: what is given wins. Double braces are filled with the ticket's user, customer and site;
 * `{{ticket.id}}` stays until there is a number.
 * @throws NotFound, Invalid for a template that is out of use
 */
export async function fillTemplate(
  db: Kysely<Tables>,
  { templateId, given: fields }: { readonly templateId: number; readonly given: GivenFields },
): Promise<GivenFields> {
  const template = await getRecordOf(db, ticketTemplateKind, templateId);
  if (!template.isActive) throw new Invalid([{ at: "templateId", says: `${template.name} is out of use. Choose another template` }]);
  const { typeId, priorityId, categoryId, impactId, urgencyId, teamId, agentId } = template;
  const given = await findPlaces(db, fields);
  const own = { typeId, priorityId, categoryId, impactId, urgencyId, teamId, agentId };
  const values = await loadNames(db, given);
  return {
    // Where a template says nothing, the type does.
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null)),
    ...given,
    summary: fillTemplateText(given.summary ?? template.summary, values).slice(0, longestSummary),
    details: fillTemplateText(given.details ?? template.details, values),
  };
}

async function loadNames(db: Kysely<Tables>, { userId, customerId, siteId }: GivenFields) {
  const found = await sql<{ user: string | null; email: string | null; customer: string | null; site: string | null }>`
    select (select coalesce(name, email) from users where id = ${userId ?? null}::int) as user,
      (select email from users where id = ${userId ?? null}::int) as email,
      (select name from customers where id = ${customerId ?? null}::int) as customer,
      (select name from sites where id = ${siteId ?? null}::int) as site`.execute(db);
  const [row] = found.rows;
  const names = { "user.name": row?.user, "user.email": row?.email, "customer.name": row?.customer, "site.name": row?.site };
  return Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
