import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Who changes something about access, and when: for the record. */
export interface AccessEdit {
  readonly by: string;
  readonly now: Date;
}

/** Records what was done to an application; secrets are never part of it. */
export async function noteAccess(
  trx: Kysely<Tables>,
  { by, now }: AccessEdit,
  what: { readonly id: number; readonly action: string; readonly before: object | null; readonly after: object | null },
): Promise<void> {
  const write = (value: object | null) => (value === null ? null : JSON.stringify(value));
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity: "application",
      record_id: what.id,
      action: what.action,
      before: write(what.before),
      after: write(what.after),
    })
    .execute();
}
