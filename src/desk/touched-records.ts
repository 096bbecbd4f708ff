import { type RawBuilder, sql } from "kysely";
import type { Entity } from "../model/desk.ts";

/** What imports did to somebody within a stretch of time. */
export type Happening = "joined" | "left" | "moved" | "changed";

/** Each as a condition on lines `c`. */
export const happenings: Readonly<Record<Happening, RawBuilder<unknown>>> = {
  joined: sql`c.kind in ('create', 'reactivate')`,
  left: sql`c.kind = 'deactivate'`,
  moved: sql`c.kind in ('update', 'link') and c.moves_site`,
  changed: sql`c.kind = 'update' and not c.moves_site`,
};

/** Lines `c` that imports applied since a moment, and that nobody took back since. An undo itself is no happening. */
export function touches(entity: Entity, since: Date): RawBuilder<unknown> {
  return sql`runs r join changes c on c.run_id = r.id
    where r.finished_at >= ${since} and r.state = 'applied' and r.kind <> 'undo' and c.state = 'applied' and c.entity = ${entity}`;
}

/** Numbers of the records to which imports did something since a moment. */
export function touchedRecords(entity: Entity, { what, since }: { readonly what: Happening; readonly since: Date }): RawBuilder<unknown> {
  return sql`select c.record_id from ${touches(entity, since)} and ${happenings[what]}`;
}
