import { listConnections } from "../../../connections/get-connection.ts";
import { explainProvider } from "../../../core/explain-names.ts";
import { explainRunState, explainRunTitle } from "../../../core/explain-run.ts";
import { holds, rankFinds, searchPlaces, searchRecords } from "../../../desk/search-desk.ts";
import { searchedKinds } from "../../../desk/searched-kinds.ts";
import { vocabularyOf } from "../../../desk/vocabulary.ts";
import { searchAccounts } from "../../../mirror/search-accounts.ts";
import type { Entity } from "../../../model/desk.ts";
import { foldForSearch } from "../../../model/fold-text.ts";
import type { Permission } from "../../../model/permission.ts";
import { planNumber } from "../../../model/run.ts";
import type { Database, Db } from "../../../store/open-database.ts";
import { findRun } from "../../../sync/run-store.ts";
import type { SearchHit } from "../shapes/home.ts";
import { isPlain, type PlainKind, searchHitsOf } from "./search-records.ts";

const shown = 8;
/** With fewer finds than these, what was typed may have been meant otherwise. */
const few = 3;

interface Sought {
  readonly text: string;
  /** What may have been meant. */
  readonly like: string | null;
}

/** A find; `isLike` where only what may have been meant was found. */
interface Find {
  readonly hit: SearchHit;
  readonly isLike: boolean;
}

/** What a search finds. `searchedFor` is there where little holds what was typed, and something like it was looked for, too. */
export interface Found {
  readonly items: SearchHit[];
  readonly searchedFor?: string;
}

/**
 * What a text finds, of what may be read: people of the desk, accounts that are not on it, customers, sites, assets, tickets, subscriptions,
 * licences, connections and runs. With no right to any of it, nothing.
 */
export async function searchEverything(
  database: Database,
  text: string,
  { permissions, now }: { readonly permissions: readonly Permission[]; readonly now: Date },
): Promise<Found> {
  if (text === "") return { items: [] };
  const { db } = database;
  const seesDirectories = permissions.includes("directories:read");
  const seen = searchedKinds.filter(({ right }) => permissions.includes(`${right}:read`));
  const like = await vocabularyOf(database).correct(
    seen.map((kind) => kind.name),
    text,
    now,
  );
  const sees = (name: string) => seen.some((kind) => kind.name === name);
  const sought: Sought = { text, like };
  const found = await Promise.all([
    seesDirectories ? findRuns(db, text) : [],
    sees("user") ? findPeople(db, "user", sought) : [],
    sees("agent") ? findPeople(db, "agent", sought) : [],
    seesDirectories ? findAccounts(db, text) : [],
    sees("customer") ? findPlaces(db, sought) : [],
    ...seen.filter(isPlain).map((kind) => findRecords(db, kind, sought)),
    seesDirectories ? findConnections(db, text) : [],
  ]);
  const finds = found.flat();
  const exact = finds.filter((find) => !find.isLike);
  if (like === null || exact.length >= few || exact.length === finds.length) return { items: exact.map(({ hit }) => hit) };
  return { items: finds.map(({ hit }) => hit), searchedFor: like };
}

function asTyped(hits: readonly SearchHit[]): readonly Find[] {
  return hits.map((hit) => ({ hit, isLike: false }));
}

async function findPeople(db: Db, entity: Entity, { text, like }: Sought): Promise<readonly Find[]> {
  const records = await searchRecords(db, entity, { text, like, limit: shown });
  return records.map(({ id, name, email, place, isActive, isLike }) => ({
    hit: {
      kind: entity,
      title: name === "" ? email : name,
      subtitle: [email, place].filter((part) => part !== "").join(" · "),
      href: `/${entity}s/${id}`,
      isActive,
    },
    isLike,
  }));
}

async function findRecords(db: Db, kind: PlainKind, { text, like }: Sought): Promise<readonly Find[]> {
  const found = asTyped(await searchHitsOf(db, kind, text, shown));
  if (like === null || found.length >= few) return found;
  const alike = await searchHitsOf(db, kind, like, shown);
  const isNew = (hit: SearchHit) => found.every((find) => find.hit.href !== hit.href);
  return [...found, ...alike.filter(isNew).map((hit) => ({ hit, isLike: true }))];
}

async function findAccounts(db: Db, text: string): Promise<readonly Find[]> {
  const accounts = await searchAccounts(db, holds(text), shown * 4);
  const best = rankFinds(
    accounts.map((account) => ({ ...account, id: `${account.connection_id} ${account.id}`, person: account.id })),
    text,
    shown,
  );
  return asTyped(
    best.map(({ person, connection_id, connection, name, email, is_active }) => ({
      kind: "account",
      title: name === null || name === "" ? email : name,
      subtitle: [email, connection].filter((part) => part !== "").join(" · "),
      href: `/why?connection=${connection_id}&person=${encodeURIComponent(person)}`,
      isActive: is_active,
    })),
  );
}

async function findPlaces(db: Db, { text, like }: Sought): Promise<readonly Find[]> {
  const found = asTyped(await listPlaces(db, text));
  if (like === null || found.length > 0) return found;
  return (await listPlaces(db, like)).map((hit) => ({ hit, isLike: true }));
}

async function listPlaces(db: Db, text: string): Promise<readonly SearchHit[]> {
  const { customers, sites } = await searchPlaces(db, text, shown);
  const ofCustomers = customers.map(
    ({ id, name, is_active: isActive }): SearchHit => ({
      kind: "customer",
      title: name,
      subtitle: "Customer",
      href: `/customers/${id}`,
      isActive,
    }),
  );
  const ofSites = sites.map(
    ({ id, name, customer, is_active: isActive }): SearchHit => ({
      kind: "site",
      title: name,
      subtitle: `Site of ${customer}`,
      href: `/sites/${id}`,
      isActive,
    }),
  );
  return [...ofCustomers, ...ofSites];
}

async function findConnections(db: Db, text: string): Promise<readonly Find[]> {
  const sought = foldForSearch(text);
  const connections = (await listConnections(db)).filter(({ name }) => foldForSearch(name).includes(sought));
  return asTyped(
    connections.slice(0, shown).map(({ id, name, provider, state }) => ({
      kind: "connection",
      title: name,
      subtitle: `${explainProvider(provider)} directory`,
      href: `/directories/${id}`,
      isActive: state === "connected",
    })),
  );
}

/** A run by its number, or a plan by its: `12`, `run 12`, `#12`, `12-7F3A`, `plan 12-7f3a`. */
async function findRuns(db: Db, text: string): Promise<readonly Find[]> {
  const found = /^(?:run|plan)?\s*#?(\d{1,9})(?:-([0-9a-f]{1,4}))?$/i.exec(text);
  if (found === null) return [];
  const run = await findRun(db, Number(found[1]));
  const isOtherPlan = found[2] !== undefined && !(run?.planHash ?? "").startsWith(found[2].toLowerCase());
  if (run === null || isOtherPlan) return [];
  return asTyped([
    {
      kind: "run",
      title: `Run ${run.id}`,
      subtitle: [explainRunTitle(run), explainRunState(run.state), ...(run.planHash === null ? [] : [`plan ${planNumber(run)}`])].join(
        " · ",
      ),
      href: `/runs/${run.id}`,
      isActive: true,
    },
  ]);
}
