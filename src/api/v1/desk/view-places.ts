import { type ConnectionHealthFound, listHealth } from "../../../connections/list-standings.ts";
import { capital } from "../../../core/explain-names.ts";
import { explainRunState } from "../../../core/explain-run.ts";
import {
  type CustomerFigures,
  countHappened,
  findCustomer,
  findSite,
  listDomains,
  listMappingsTo,
  listSites,
} from "../../../desk/places.ts";
import { NotFound } from "../../../model/errors.ts";
import type { Db } from "../../../store/open-database.ts";
import { listRuns } from "../../../sync/run-store.ts";
import type { CustomerRow, CustomerView, SiteView } from "../shapes/person.ts";
import { startOf } from "./list-people.ts";

/** Adds to each customer the directories whose mappings send people to it. */
export async function withDirectories(db: Db, customers: readonly CustomerFigures[], now: Date): Promise<CustomerRow[]> {
  const standings = await listHealth(db, now, null);
  return customers.map((customer) => ({ ...customer, directories: standingsOf(standings, customer.id).map(toDirectory) }));
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
  const customer = await findCustomer(db, id);
  if (customer === null) throw new NotFound(`There is no customer ${id}.`);
  const standings = standingsOf(await listHealth(db, now, null), id);
  const { items } = await listSites(db, { customer: id, from: 0, limit: sitesShown });
  const main = items.find((site) => site.isMain);
  const since = startOf("month", now);
  return {
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
  const site = await findSite(db, id);
  if (site === null) throw new NotFound(`There is no site ${id}.`);
  return { ...site, mappings: await listMappingsTo(db, id) };
}
