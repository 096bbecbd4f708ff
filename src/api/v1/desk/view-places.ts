import { type ConnectionHealthFound, listHealth } from "../../../connections/list-standings.ts";
import { capital } from "../../../core/explain-names.ts";
import { explainRunState } from "../../../core/explain-run.ts";
import {
  countHappened,
  findCustomer,
  findSite,
  listCustomerFigures,
  listDomains,
  listMappingsTo,
  listSiteFigures,
  listSites,
} from "../../../desk/places.ts";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { must } from "../../../model/errors.ts";
import type { RecordOf } from "../../../model/records/kind.ts";
import { customerKind, siteKind } from "../../../model/records/places.ts";
import type { Db } from "../../../store/open-database.ts";
import { listRuns } from "../../../sync/run-store.ts";
import type { CustomerRow, CustomerView, SiteRow, SiteView } from "../shapes/person.ts";
import { startOf } from "./list-people.ts";

/** Adds to each customer how much belongs to it, and the directories whose mappings send people to it. */
export async function growCustomers(db: Db, customers: readonly RecordOf<typeof customerKind>[], now: Date): Promise<CustomerRow[]> {
  const standings = await listHealth(db, now, null);
  const figures = new Map(
    (
      await listCustomerFigures(
        db,
        customers.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  return customers.map((customer) => {
    const { sites = 0, users = 0, activeUsers = 0 } = figures.get(customer.id) ?? {};
    return { ...customer, sites, users, activeUsers, directories: standingsOf(standings, customer.id).map(toDirectory) };
  });
}

/** Adds to each site its customer, and how many users it has. */
export async function growSites(db: Db, sites: readonly RecordOf<typeof siteKind>[]): Promise<SiteRow[]> {
  const figures = new Map(
    (
      await listSiteFigures(
        db,
        sites.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  return sites.map((site) => {
    const { users = 0, activeUsers = 0 } = figures.get(site.id) ?? {};
    return { ...site, customer: { id: site.customerId, name: site.labels.customerId ?? "" }, users, activeUsers };
  });
}

function standingsOf(standings: readonly ConnectionHealthFound[], customerId: number): readonly ConnectionHealthFound[] {
  return standings.filter((standing) => standing.customers.some((customer) => customer.id === customerId));
}

function toDirectory({ connection, health }: ConnectionHealthFound) {
  return { id: connection.id, name: connection.name, says: health.says };
}

/** So many sites a customer's page lists. */
const sitesShown = 500;

/** A customer as its page shows it. @throws NotFound */
export async function viewCustomer(db: Db, id: number, now: Date): Promise<CustomerView> {
  const record = await getRecordOf(db, customerKind, id);
  const customer = must(await findCustomer(db, id), `customer ${id}`);
  const standings = standingsOf(await listHealth(db, now, null), id);
  const { items } = await listSites(db, { customer: id, from: 0, limit: sitesShown });
  const main = items.find((site) => site.isMain);
  const since = startOf("month", now);
  return {
    ...record,
    ...customer,
    directories: standings.map(toDirectory),
    mainSite: main === undefined ? null : { id: main.id, name: main.name },
    siteList: items.map(({ customer: _customer, ...site }) => site),
    domains: [...(await listDomains(db, id, 5))],
    joinedThisMonth: await countHappened(db, id, { what: "joined", since }),
    leftThisMonth: await countHappened(db, id, { what: "left", since }),
    lastRun: await findLastRun(db, standings),
  };
}

async function findLastRun(db: Db, standings: readonly ConnectionHealthFound[]): Promise<CustomerView["lastRun"]> {
  const runs = (await Promise.all(standings.map(({ connection }) => listRuns(db, { connectionId: connection.id, limit: 20 })))).flat();
  const last = runs.filter((run) => run.kind !== "whatIf").toSorted((a, b) => b.id - a.id)[0];
  return last === undefined
    ? null
    : { id: last.id, says: last.says ?? capital(explainRunState(last.state)), at: (last.finishedAt ?? last.startedAt).toISOString() };
}

/** A site as its page shows it. @throws NotFound */
export async function viewSite(db: Db, id: number): Promise<SiteView> {
  const record = await getRecordOf(db, siteKind, id);
  const site = must(await findSite(db, id), `site ${id}`);
  return { ...record, ...site, mappings: await listMappingsTo(db, id) };
}
