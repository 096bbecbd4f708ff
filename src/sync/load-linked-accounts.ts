import { type CompiledSettings, compileSettings, groupsAsked, partsAsked } from "../core/compile-settings.ts";
import type { Names } from "../core/explain-names.ts";
import { listLinksOfRecords } from "../desk/list-links.ts";
import { listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import { listGroupsOf, listNesting } from "../mirror/save-members.ts";
import type { Connection } from "../model/connection.ts";
import type { Entity, Link } from "../model/desk.ts";
import { isBroken, type Person } from "../model/person.ts";
import type { Db } from "../store/open-database.ts";
import { findReadings } from "./find-readings.ts";
import { loadNames } from "./load-names.ts";
import { createNesting, type Nesting } from "./nesting.ts";

/** An account that a desk record is linked to, with everything that tells what it has and what it gives. */
export interface LinkedAccount {
  readonly link: Link;
  readonly connection: Connection;
  readonly names: Names;
  readonly compiled: CompiledSettings;
  /** The account as the copy has it; null where it has none, or one that can't be read. */
  readonly person: Person | null;
  readonly mirrored: MirroredPerson | null;
  /** Groups that it stands in directly. */
  readonly direct: readonly string[];
  readonly nesting: Nesting;
  /** Groups asked about that it belongs to, also through other groups. */
  readonly groups: ReadonlySet<string>;
  /** When the directory was last read completely. */
  readonly asRead: Date | null;
}

/** The accounts that a desk record is linked to, in every connection. */
export async function loadLinkedAccounts(db: Db, entity: Entity, recordId: number): Promise<readonly LinkedAccount[]> {
  const accounts: LinkedAccount[] = [];
  for (const link of await listLinksOfRecords(db, entity, [recordId])) accounts.push(await loadAccount(db, link));
  return accounts;
}

async function loadAccount(db: Db, link: Link): Promise<LinkedAccount> {
  const { connection, settings, names } = await loadNames(db, link.connectionId);
  const [mirrored = null] = await listPeopleById(db, link.connectionId, [link.externalId]);
  const person = mirrored === null || isBroken(mirrored.person) ? null : mirrored.person;
  const nesting = createNesting(await listNesting(db, link.connectionId), groupsAsked(settings), partsAsked(settings));
  const direct = (await listGroupsOf(db, link.connectionId, [link.externalId])).get(link.externalId) ?? [];
  return {
    link,
    connection,
    names,
    compiled: compileSettings(settings, names.catalogue.customFields),
    person,
    mirrored,
    direct,
    nesting,
    groups: person === null ? new Set() : nesting.groupsFor(direct, person.part),
    asRead: (await findReadings(db, link.connectionId)).complete?.at ?? null,
  };
}
