import { type Kysely, sql, type Transaction } from "kysely";
import { Connection } from "../model/connection.ts";
import { Invalid } from "../model/errors.ts";
import { emptySettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { getConnection } from "./get-connection.ts";

/** Creates a connection, or changes how it reaches and signs in to its directory. Names are unique. Returns its number. */
export async function saveConnection(
  db: Kysely<Tables>,
  connection: Omit<Connection, "id"> & { readonly id: number | null },
): Promise<number> {
  const parsed = Connection.safeParse({ ...connection, id: connection.id ?? 1 });
  if (!parsed.success)
    throw new Invalid(parsed.error.issues.map((issue) => ({ at: `connection.${issue.path.map(String).join(".")}`, says: issue.message })));
  const values = {
    name: parsed.data.name,
    provider: parsed.data.provider,
    sign_in: JSON.stringify(parsed.data.signIn),
    endpoints: JSON.stringify(parsed.data.endpoints),
    pace: JSON.stringify(parsed.data.pace),
    state: parsed.data.state,
    paused_because: parsed.data.pausedBecause,
  };
  const others = await db.selectFrom("connections").select(["id", "name"]).execute();
  const twin = others.find((other) => other.id !== connection.id && other.name.trim().toLowerCase() === values.name.toLowerCase());
  if (twin !== undefined)
    throw new Invalid([{ at: "connection.name", says: `another connection is called "${twin.name}"; names are unique` }]);
  if (connection.id !== null) {
    await db.updateTable("connections").set(values).where("id", "=", connection.id).execute();
    return connection.id;
  }
  const row = await db
    .insertInto("connections")
    .values({ ...values, settings: JSON.stringify(emptySettings) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Changes a connection as it is now, inside the caller's transaction: what somebody else saved meanwhile stays. @throws NotFound, Invalid */
export async function changeConnection(
  trx: Transaction<Tables>,
  connectionId: number,
  change: Partial<Omit<Connection, "id">>,
): Promise<void> {
  await sql`select id from connections where id = ${connectionId}::int for update`.execute(trx);
  const { connection } = await getConnection(trx, connectionId);
  await saveConnection(trx, { ...connection, ...change });
}

/** Stops the schedule of a connection whose sign-in was refused, until somebody connects again. */
export async function pauseConnection(db: Kysely<Tables>, connectionId: number, because: string): Promise<void> {
  await db.updateTable("connections").set({ state: "paused", paused_because: because }).where("id", "=", connectionId).execute();
}

/** Notes that a connection works, and as which account. */
export async function markConnected(db: Kysely<Tables>, connection: Connection, account: string | null): Promise<void> {
  await db
    .updateTable("connections")
    .set({
      state: "connected",
      paused_because: null,
      sign_in: JSON.stringify({ ...connection.signIn, account: account ?? connection.signIn.account }),
    })
    .where("id", "=", connection.id)
    .execute();
}
