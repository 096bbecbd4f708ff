import { loadCatalogue } from "../connections/load-catalogue.ts";
import { checkHandEdit, type TypedValues } from "../core/check-hand-edit.ts";
import { editRecord } from "../desk/edit-record.ts";
import type { Entity } from "../model/desk.ts";
import { type Fault, Invalid } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";

/** What somebody changes on a record, as they typed it. */
export interface HandEditToSave {
  readonly entity: Entity;
  readonly id: number;
  readonly values?: TypedValues | undefined;
  readonly isActive?: boolean | undefined;
  readonly isProtected?: boolean | undefined;
  readonly siteId?: number | undefined;
  readonly by: string;
  readonly now: Date;
  readonly expectsVersion: number;
}

/** Checks and saves a change by hand. @throws Invalid with every fault, NotFound, Conflict when somebody changed the record meanwhile */
export async function editByHand(db: Db, input: HandEditToSave): Promise<void> {
  const { entity, id, isActive, isProtected, siteId, by, now, expectsVersion } = input;
  const catalogue = await loadCatalogue(db);
  const { values, faults } = checkHandEdit(input.values ?? {}, entity, catalogue);
  const all = [...faults, ...findSiteFaults(entity, siteId, catalogue.sites)];
  if (all.length > 0) throw new Invalid(all);
  const flags = { ...(isActive !== undefined && { isActive }), ...(isProtected !== undefined && { isProtected }) };
  const edit = { ...(Object.keys(values).length > 0 && { values }), ...flags, ...(siteId !== undefined && { siteId }) };
  if (Object.keys(edit).length === 0) throw new Invalid([{ at: "values", says: "name nothing to change" }]);
  await editRecord(db, { entity, recordId: id, edit, by, now, expectsVersion });
}

function findSiteFaults(entity: Entity, siteId: number | undefined, sites: ReadonlyMap<number, unknown>): readonly Fault[] {
  if (siteId === undefined) return [];
  if (entity === "agent") return [{ at: "siteId", says: "is for users: agents belong to no site" }];
  return sites.has(siteId) ? [] : [{ at: "siteId", says: `there is no site ${siteId}` }];
}
