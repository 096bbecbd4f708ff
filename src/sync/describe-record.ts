import { loadCatalogue } from "../connections/load-catalogue.ts";
import { explainGrant, explainGrantSource } from "../core/explain-grant.ts";
import { explainOrigin } from "../core/explain-history.ts";
import { explainProvider, type Names } from "../core/explain-names.ts";
import { placePerson } from "../core/place-person.ts";
import { findPlace, findTwin } from "../desk/find-place.ts";
import { listRecords } from "../desk/list-records.ts";
import type { DeskRecord, Entity, Grant } from "../model/desk.ts";
import { NotFound } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import { describeFields, type FieldNow } from "./describe-fields.ts";
import { listRecordEvents } from "./list-record-events.ts";
import { type LinkedAccount, loadLinkedAccounts } from "./load-linked-accounts.ts";
import { loadNames } from "./load-names.ts";

interface Named {
  readonly id: number;
  readonly name: string;
}

/** A user or an agent with everything that is known of them: each value beside every directory's, what they hold, and where from. */
export interface RecordDescription {
  readonly record: DeskRecord;
  readonly customer: Named | null;
  readonly site: Named | null;
  readonly twin: (Named & { readonly entity: Entity }) | null;
  readonly manager: Named | null;
  readonly links: readonly {
    readonly connectionId: number;
    readonly connection: string;
    readonly type: string;
    readonly externalId: string;
    readonly sinceRunId: number | null;
    readonly asRead: Date | null;
    readonly isAbsent: boolean;
  }[];
  readonly fields: readonly FieldNow[];
  readonly roles: readonly { readonly what: string; readonly from: string }[];
  /** Where the record came from; null for somebody whom a directory knows. */
  readonly origin: string | null;
}

/** So many of the newest events tell where the values came from. */
const eventsSearched = 300;

/** Describes a desk record. @throws NotFound */
export async function describeRecord(db: Db, entity: Entity, id: number): Promise<RecordDescription> {
  const record = await getRecord(db, entity, id);
  const accounts = await loadLinkedAccounts(db, entity, id);
  const events = await listRecordEvents(db, { entity, id }, { from: 0, limit: eventsSearched });
  const runs = events.items.flatMap((event) => (event.kind === "run" ? [event.connectionId] : []));
  const given = record.grants.flatMap((grant) => (grant.connectionId === null ? [] : [grant.connectionId]));
  const names = await loadAllNames(db, accounts, [...runs, ...given]);
  const catalogue = accounts[0]?.names.catalogue ?? (await loadCatalogue(db));
  const manager = record.managerId === null ? null : await findNamed(db, record.managerId);
  return {
    record,
    ...(await findPlace(db, record.siteId)),
    twin: await findTwin(db, record),
    manager,
    links: accounts.map(({ link, connection, asRead, mirrored }) => ({
      connectionId: connection.id,
      connection: connection.name,
      type: explainProvider(connection.provider),
      externalId: link.externalId,
      sinceRunId: link.state.sinceRunId,
      asRead,
      isAbsent: mirrored === null || mirrored.absence !== null,
    })),
    fields: await describeFields(db, { record, accounts, events: events.items, catalogue, names, manager: manager?.name ?? null }),
    roles: describeRoles(record.grants, accounts, { catalogue, names }),
    origin: accounts.length > 0 ? null : explainOrigin(await findOldest(db, entity, id, events)),
  };
}

/** @throws NotFound */
export async function getRecord(db: Db, entity: Entity, id: number): Promise<DeskRecord> {
  const record = (await listRecords(db, entity, [id])).get(id);
  if (record === undefined) throw new NotFound(`There is no ${entity} ${id} on the desk.`);
  return record;
}

async function findNamed(db: Db, userId: number): Promise<Named> {
  const manager = (await listRecords(db, "user", [userId])).get(userId);
  return { id: userId, name: String(manager?.values.name ?? `user ${userId}`) };
}

/** Names of the linked connections and of others that gave something; a connection that is gone has none. */
async function loadAllNames(db: Db, accounts: readonly LinkedAccount[], others: readonly number[]): Promise<ReadonlyMap<number, Names>> {
  const names = new Map(accounts.map((account) => [account.connection.id, account.names]));
  const known = await db.selectFrom("connections").select("id").execute();
  for (const { id } of known) if (others.includes(id) && !names.has(id)) names.set(id, (await loadNames(db, id)).names);
  return names;
}

function describeRoles(
  grants: readonly Grant[],
  accounts: readonly LinkedAccount[],
  { catalogue, names }: { readonly catalogue: Names["catalogue"]; readonly names: ReadonlyMap<number, Names> },
): RecordDescription["roles"] {
  return grants.map((grant) => ({ what: explainGrant(grant, { catalogue }), from: explainSource(grant, accounts, names) }));
}

function explainSource(grant: Grant, accounts: readonly LinkedAccount[], names: ReadonlyMap<number, Names>): string {
  if (grant.connectionId === null) return "given by hand";
  const named = names.get(grant.connectionId);
  if (named === undefined) return "by a connection that is gone";
  const account = accounts.find((candidate) => candidate.connection.id === grant.connectionId);
  const placement =
    account === undefined || account.person === null
      ? null
      : placePerson({ person: account.person, groups: account.groups }, account.link.entity, account.compiled.mappings);
  return explainGrantSource(grant, named, placement?.kind === "placed" ? placement.mapping : null, account?.groups ?? new Set());
}

async function findOldest(db: Db, entity: Entity, id: number, newest: Awaited<ReturnType<typeof listRecordEvents>>) {
  if (newest.total === 0) return null;
  if (newest.total <= newest.items.length) return newest.items.at(-1) ?? null;
  return (await listRecordEvents(db, { entity, id }, { from: newest.total - 1, limit: 1 })).items[0] ?? null;
}
