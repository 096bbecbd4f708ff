import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";

/** The ticket that another program calls by this id: the newest where several are. Null where none is. */
export async function findTicketByExternalId(db: Kysely<Tables>, externalId: string): Promise<number | null> {
  if (externalId === "") return null;
  const found = await db
    .selectFrom("tickets")
    .select("id")
    .where("external_id", "=", externalId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}
