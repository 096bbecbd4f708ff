import { type Kysely, sql } from "kysely";
import { issueInvoice } from "../../billing/issue-invoice.ts";
import { assignLicences } from "../../desk/contracts/assign-licences.ts";
import { createRecordOf, updateRecordOf } from "../../desk/records/save-record-of.ts";
import { addMonths } from "../../model/add-months.ts";
import { must } from "../../model/errors.ts";
import type { InvoiceLine } from "../../model/records/contracts.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { idOf, type SampleSite } from "./find-sample.ts";
import { sampleAssets, sampleLicences, sampleRights, sampleSubscriptions, sampleTeams } from "./sample-desk.ts";
import { seedTickets } from "./seed-tickets.ts";

const customer = "Alder & Finch Architects";
const by = "demo";
const dayMs = 86_400_000;

/** Gives the demo's desk what a desk has: teams, rights, assets, tickets, seats and an invoice. Nobody is added, and nobody's record is touched. */
export async function seedDesk(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const sites = await listSites(trx);
    const customerId = await idOf(trx, "customers", customer);
    await seedRoles(trx, now);
    await seedTeams(trx, now);
    const assets = await seedAssets(trx, sites, now);
    const subscriptions = await seedSubscriptions(trx, customerId, now);
    const licences = await seedLicences(trx, { customerId, sites }, now);
    await seedInvoice(trx, { customerId, subscriptions, licences }, now);
    await seedTickets(trx, { sites, assets }, now);
  });
}

async function listSites(trx: Kysely<Tables>): Promise<ReadonlyMap<string, SampleSite>> {
  const found = await sql<{ site: string; site_id: number; id: number; name: string }>`
    select s.name as site, s.id as site_id, u.id, u.name from users u join sites s on s.id = u.site_id join customers c on c.id = s.customer_id
    where c.name = ${customer} and u.is_active order by u.id`.execute(trx);
  const sites = new Map<string, SampleSite>();
  for (const { site, site_id: id, ...person } of found.rows) sites.set(site, { id, people: [...(sites.get(site)?.people ?? []), person] });
  return sites;
}

async function seedRoles(trx: Kysely<Tables>, now: Date): Promise<void> {
  for (const [name, rights] of Object.entries(sampleRights)) {
    const known = await trx.selectFrom("agent_roles").select("id").where("name", "=", name).executeTakeFirst();
    if (known === undefined) await createRecordOf(trx, deskKinds.agentRole, { name, rights }, { by, now });
    else await updateRecordOf(trx, deskKinds.agentRole, { id: known.id, patch: { rights }, expectsVersion: null }, { by, now });
  }
}

async function seedTeams(trx: Kysely<Tables>, now: Date): Promise<void> {
  for (const { name, email, agents } of sampleTeams) {
    const found = await trx.selectFrom("agents").select("id").where("name", "in", agents).execute();
    await createRecordOf(trx, deskKinds.team, { name, email, agentIds: found.map((agent) => agent.id) }, { by, now });
  }
}

/** Makes the assets, and answers them by whoever holds them. */
async function seedAssets(trx: Kysely<Tables>, sites: ReadonlyMap<string, SampleSite>, now: Date): Promise<ReadonlyMap<number, number>> {
  const held = new Map<number, number>();
  const statusId = await idOf(trx, "asset_statuses", "In use");
  for (const { site, type, prefix, serial, count, isHeld } of sampleAssets) {
    const { id: siteId, people } = must(sites.get(site), `the site ${site}`);
    const typeId = await idOf(trx, "asset_types", type);
    for (let at = 0; at < count; at += 1) {
      const person = isHeld ? people[at] : undefined;
      const number = String(at + 1).padStart(3, "0");
      const userIds = person === undefined ? [] : [person.id];
      const name = `${prefix}${number}`;
      const id = await createRecordOf(
        trx,
        deskKinds.asset,
        { name, key: `${serial}${7 * at + 1042}`, typeId, siteId, statusId, userIds },
        { by, now },
      );
      if (person !== undefined && !held.has(person.id)) held.set(person.id, id);
    }
  }
  return held;
}

async function seedSubscriptions(trx: Kysely<Tables>, customerId: number, now: Date): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { steps, ...bought } of sampleSubscriptions) {
    const [first, ...later] = steps;
    const ago = (days: number) => ({ by, now: new Date(now.getTime() - days * dayMs) });
    const begun = { quantity: first?.quantity ?? 0, assignedQuantity: first?.assigned ?? 0 };
    const renewsOn = addMonths(now.toISOString().slice(0, 10), 5, 1);
    const values = { ...bought, ...begun, customerId, currency: "EUR", renewsOn };
    const id = await createRecordOf(trx, deskKinds.subscription, values, ago(first?.daysAgo ?? 0));
    for (const { daysAgo, quantity, assigned } of later) {
      const patch = { quantity, assignedQuantity: assigned };
      await updateRecordOf(trx, deskKinds.subscription, { id, patch, expectsVersion: null }, ago(daysAgo));
    }
    ids.push(id);
  }
  return ids;
}

interface Place {
  readonly customerId: number;
  readonly sites: ReadonlyMap<string, SampleSite>;
}

async function seedLicences(trx: Kysely<Tables>, { customerId, sites }: Place, now: Date): Promise<readonly number[]> {
  const ids: number[] = [];
  // She left: what she holds is found among what inactive people hold, once the directory has said so.
  const helena = await trx.selectFrom("users").select("id").where("name", "=", "Helena Brandt").executeTakeFirst();
  for (const { holders, ...bought } of sampleLicences) {
    const saving = { by, now: new Date(now.getTime() - 60 * dayMs) };
    const licenceId = await createRecordOf(trx, deskKinds.softwareLicence, { ...bought, customerId, currency: "EUR" }, saving);
    const people = holders.flatMap(({ site, count }) => (sites.get(site)?.people ?? []).slice(0, count).map((person) => person.id));
    const leavers = ids.length === 0 && helena !== undefined && !people.includes(helena.id) ? [helena.id] : [];
    await assignLicences(
      trx,
      { licenceId, userIds: [...people, ...leavers], assetIds: [] },
      { by, now: new Date(now.getTime() - 50 * dayMs) },
    );
    ids.push(licenceId);
  }
  return ids;
}

interface Bought {
  readonly customerId: number;
  readonly subscriptions: readonly number[];
  readonly licences: readonly number[];
}

/** A monthly invoice that was billed last month, so that the next one has something to be compared with. */
async function seedInvoice(trx: Kysely<Tables>, { customerId, subscriptions, licences }: Bought, now: Date): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  const seats: readonly InvoiceLine[] = sampleSubscriptions.map(({ name, price }, at) => ({
    ...{ says: name, unitPrice: price, free: 0, minimum: at === 0 ? 800 : 0 },
    quantity: { kind: "subscription", subscriptionId: subscriptions[at] ?? 0, counts: "quantity" },
  }));
  const tools: readonly InvoiceLine[] = sampleLicences.map(({ name, price }, at) => ({
    ...{ says: name, unitPrice: price, free: 0, minimum: 0 },
    quantity: { kind: "licence", licenceId: licences[at] ?? 0, counts: "total" },
  }));
  const care: readonly InvoiceLine[] = [
    { says: "Care of workplaces", unitPrice: 14, free: 5, minimum: 20, quantity: { kind: "activeAssets", assetTypeId: null } },
    { says: "Credit: fair use of storage", unitPrice: -120, free: 0, minimum: 0, quantity: { kind: "fixed", quantity: 1 } },
  ];
  const lastMonth = addMonths(today, -1, 1);
  const values = {
    name: "Managed workplace",
    customerId,
    everyMonths: 1,
    nextOn: lastMonth,
    currency: "EUR",
    lines: [...seats, ...tools, ...care],
  };
  const saving = { by, now: new Date(Date.parse(`${lastMonth}T08:00:00Z`)) };
  const id = await createRecordOf(trx, deskKinds.recurringInvoice, values, saving);
  await issueInvoice(trx, { id, expectsVersion: 1 }, saving);
}
