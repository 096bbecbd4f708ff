import { listConnections } from "../../../connections/get-connection.ts";
import { explainProvider } from "../../../core/explain-names.ts";
import { explainRunState, explainRunTitle } from "../../../core/explain-run.ts";
import { holds, rankFinds, searchPlaces, searchRecords } from "../../../desk/search-desk.ts";
import { searchAccounts } from "../../../mirror/search-accounts.ts";
import type { Entity } from "../../../model/desk.ts";
import { foldForSearch } from "../../../model/fold-text.ts";
import { planNumber } from "../../../model/run.ts";
import type { Db } from "../../../store/open-database.ts";
import { findRun } from "../../../sync/run-store.ts";
import type { SearchHit } from "../shapes/home.ts";

const shown = 8;

/**
 * What a text finds: people of the desk, accounts that are not on it, customers, sites, and for whoever may see directories connections
 * and runs.
 */
export async function searchEverything(db: Db, text: string, seesDirectories: boolean): Promise<readonly SearchHit[]> {
  if (text === "") return [];
  const found = await Promise.all([
    seesDirectories ? findRuns(db, text) : [],
    findRecords(db, "user", text),
    findRecords(db, "agent", text),
    seesDirectories ? findAccounts(db, text) : [],
    findPlaces(db, text),
    seesDirectories ? findConnections(db, text) : [],
  ]);
  return found.flat();
}

async function findRecords(db: Db, entity: Entity, text: string): Promise<readonly SearchHit[]> {
  const records = await searchRecords(db, entity, text, shown);
  return records.map(({ id, name, email, place, isActive }) => ({
    kind: entity,
    title: name === "" ? email : name,
    subtitle: [email, place].filter((part) => part !== "").join(" · "),
    href: `/${entity}s/${id}`,
    isActive,
  }));
}

async function findAccounts(db: Db, text: string): Promise<readonly SearchHit[]> {
  const accounts = await searchAccounts(db, holds(text), shown * 4);
  return rankFinds(
    accounts.map((account) => ({ ...account, id: `${account.connection_id} ${account.id}`, person: account.id })),
    text,
    shown,
  ).map(({ person, connection_id, connection, name, email, is_active }) => ({
    kind: "account",
    title: name === null || name === "" ? email : name,
    subtitle: [email, connection].filter((part) => part !== "").join(" · "),
    href: `/why?connection=${connection_id}&person=${encodeURIComponent(person)}`,
    isActive: is_active,
  }));
}

async function findPlaces(db: Db, text: string): Promise<readonly SearchHit[]> {
  const { customers, sites } = await searchPlaces(db, text, shown);
  return [
    ...customers.map(
      ({ id, name, is_active }): SearchHit => ({
        kind: "customer",
        title: name,
        subtitle: "Customer",
        href: `/customers/${id}`,
        isActive: is_active,
      }),
    ),
    ...sites.map(
      ({ id, name, customer, is_active }): SearchHit => ({
        kind: "site",
        title: name,
        subtitle: `Site of ${customer}`,
        href: `/sites/${id}`,
        isActive: is_active,
      }),
    ),
  ];
}

async function findConnections(db: Db, text: string): Promise<readonly SearchHit[]> {
  const sought = foldForSearch(text);
  const connections = (await listConnections(db)).filter(({ name }) => foldForSearch(name).includes(sought));
  return connections.slice(0, shown).map(({ id, name, provider, state }) => ({
    kind: "connection",
    title: name,
    subtitle: `${explainProvider(provider)} directory`,
    href: `/directories/${id}`,
    isActive: state === "connected",
  }));
}

/** A run by its number, or a plan by its: `12`, `run 12`, `#12`, `12-7F3A`, `plan 12-7f3a`. */
async function findRuns(db: Db, text: string): Promise<readonly SearchHit[]> {
  const found = /^(?:run|plan)?\s*#?(\d{1,9})(?:-([0-9a-f]{1,4}))?$/i.exec(text);
  if (found === null) return [];
  const run = await findRun(db, Number(found[1]));
  const isOtherPlan = found[2] !== undefined && !(run?.planHash ?? "").startsWith(found[2].toLowerCase());
  if (run === null || isOtherPlan) return [];
  return [
    {
      kind: "run",
      title: `Run ${run.id}`,
      subtitle: [explainRunTitle(run), explainRunState(run.state), ...(run.planHash === null ? [] : [`plan ${planNumber(run)}`])].join(
        " · ",
      ),
      href: `/runs/${run.id}`,
      isActive: true,
    },
  ];
}
