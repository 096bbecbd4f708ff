import { type ConnectionStanding, listStandings } from "../../../connections/list-standings.ts";
import { explainProvider } from "../../../core/explain-names.ts";
import { compareHealth } from "../../../core/judge-health.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { ConnectionRow } from "../shapes/connection.ts";

/** A row for each connection, worst first. */
export async function listRows({ database, now }: ApiDependencies): Promise<ConnectionRow[]> {
  const standings = await listStandings(database.db, now(), null);
  return standings
    .toSorted((a, b) => compareHealth({ ...a.health, name: a.connection.name }, { ...b.health, name: b.connection.name }))
    .map(toRow);
}

function toRow({ connection, health, customers, accounts, people, lastRead, lastChange, waiting }: ConnectionStanding): ConnectionRow {
  const { id, name, provider, signIn } = connection;
  return {
    id,
    name,
    type: explainProvider(provider),
    account: signIn.kind === "serviceAccount" ? signIn.subject : (signIn.account ?? ""),
    customers: customers.map((customer) => ({ id: customer.id, name: customer.name })),
    health: health.health,
    says: health.says,
    since: health.since?.toISOString() ?? null,
    accounts,
    people,
    lastRead: lastRead?.toISOString() ?? null,
    lastChange: lastChange?.toISOString() ?? null,
    waiting,
    action: health.action,
  };
}
