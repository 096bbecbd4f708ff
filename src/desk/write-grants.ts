import { sql, type Transaction } from "kysely";
import type { Entity, Grant } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import type { PlannedLine } from "./apply-changes.ts";

const tables = { userRole: "user_role_grants", agentRole: "agent_role_grants", cab: "cab_grants" } as const;

/** Gives and takes away what lines say, each with its source: one statement per table and direction. */
export async function writeGrants(trx: Transaction<Tables>, entity: Entity, lines: readonly PlannedLine[]): Promise<void> {
  const kinds: readonly Grant["kind"][] = entity === "user" ? ["userRole"] : ["agentRole", "cab"];
  for (const kind of kinds) {
    const losses = lines.flatMap((line) =>
      line.change.losses.filter((grant) => grant.kind === kind).map((grant) => toRow(line.recordId, grant)),
    );
    const gains = lines.flatMap((line) =>
      line.change.gains.filter((grant) => grant.kind === kind).map((grant) => toRow(line.recordId, grant)),
    );
    const table = sql.table(tables[kind]);
    if (losses.length > 0) {
      await sql`
        delete from ${table} g using json_to_recordset(${JSON.stringify(losses)}::json)
          as r(record_id int, target_id int, source text, connection_id int)
        where g.record_id = r.record_id and g.target_id = r.target_id and g.source = r.source
          and g.connection_id is not distinct from r.connection_id`.execute(trx);
    }
    if (gains.length > 0) {
      await sql`
        insert into ${table} (record_id, target_id, cab_role_id, source, connection_id)
        select record_id, target_id, cab_role_id, source, connection_id
        from json_to_recordset(${JSON.stringify(gains)}::json)
          as r(record_id int, target_id int, cab_role_id int, source text, connection_id int)
        on conflict do nothing`.execute(trx);
    }
  }
}

function toRow(record: number, grant: Grant) {
  return { record_id: record, target_id: grant.id, cab_role_id: grant.cabRoleId, source: grant.source, connection_id: grant.connectionId };
}
