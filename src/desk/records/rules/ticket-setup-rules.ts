import { sql } from "kysely";
import { Conflict, Invalid } from "../../../model/errors.ts";
import type { SlaTarget } from "../../../model/records/ticket-setup.ts";
import { listTemplateFaults } from "../../../model/template-fields.ts";
import type { RecordRules } from "../record-rules.ts";
import { isTimeZone } from "./place-rules.ts";

/** Working hours name a time zone that there is. */
export const workingHoursRules: RecordRules = {
  prepare: async (_trx, { after }) => {
    const zone = String(after.timeZone);
    if (!isTimeZone(zone)) throw new Invalid([{ at: "timeZone", says: `"${zone}" is no time zone. Write it like Europe/Lisbon` }]);
    return {};
  },
};

/** An SLA promises one thing for each of the priorities that there are. */
export const slaRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    if (before !== null && before.targets === after.targets) return {};
    // Targets come from the schema of the kind.
    const targets = after.targets as readonly SlaTarget[];
    const ids = targets.map((target) => target.priorityId);
    const found = await sql<{ id: number }>`select id from priorities where id = any(${ids}::int[])`.execute(trx);
    const known = new Set(found.rows.map((row) => row.id));
    const faults = ids.flatMap((id, at) => {
      if (!known.has(id)) return [{ at: `targets[${at}].priorityId`, says: `there is no priority ${id}` }];
      return ids.indexOf(id) === at ? [] : [{ at: `targets[${at}].priorityId`, says: `priority ${id} has a target already` }];
    });
    if (faults.length > 0) throw new Invalid(faults);
    return {};
  },
};

/** What a status means stays while tickets are in it: their clocks run, or stand, by it. */
export const ticketStatusRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    if (before === null || before.state === after.state) return {};
    const used = await sql<{ n: number }>`select count(*)::int as n from tickets where status_id = ${before.id}`.execute(trx);
    const n = used.rows[0]?.n ?? 0;
    if (n > 0)
      throw new Conflict(
        `${n} ${n === 1 ? "ticket is" : "tickets are"} in ${String(before.name)}, which means ${String(before.state)}. Make a new status, and move them there first.`,
      );
    return {};
  },
};

/** A template's double braces name what can be filled. */
export const ticketTemplateRules: RecordRules = {
  prepare: async (_trx, { after }) => {
    const faults = listTemplateFaults({ summary: String(after.summary), details: String(after.details) });
    if (faults.length > 0) throw new Invalid(faults);
    return {};
  },
};
