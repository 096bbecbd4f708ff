import { loadCatalogue } from "../connections/load-catalogue.ts";
import { checkHandEdit, type TypedValues } from "../core/check-hand-edit.ts";
import { editRecord } from "../desk/edit-record.ts";
import { countOfCustomer, findCustomer } from "../desk/find-people-faults.ts";
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
  readonly movesCustomer?: boolean | undefined;
  readonly managerId?: number | null | undefined;
  readonly agentId?: number | null | undefined;
  readonly licence?: "named" | "concurrent" | undefined;
  readonly isApiOnly?: boolean | undefined;
  readonly by: string;
  readonly now: Date;
  readonly expectsVersion: number;
}

/**
 * Checks and saves a change by hand, and answers what stays behind: tickets and assets of somebody who goes to another customer.
 * @throws Invalid with every fault, NotFound, Conflict when somebody changed the record meanwhile
 */
export async function editByHand(db: Db, input: HandEditToSave): Promise<readonly string[]> {
  const { entity, id, isActive, isProtected, siteId, by, now, expectsVersion } = input;
  const catalogue = await loadCatalogue(db);
  const { values, faults } = checkHandEdit(input.values ?? {}, entity, catalogue);
  const all = [...faults, ...findSiteFaults(entity, siteId, catalogue.sites)];
  if (all.length > 0) throw new Invalid(all);
  const flags = { ...(isActive !== undefined && { isActive }), ...(isProtected !== undefined && { isProtected }) };
  const edit = {
    ...(Object.keys(values).length > 0 && { values }),
    ...flags,
    ...(siteId !== undefined && { siteId }),
    ...listLinks(input),
  };
  if (Object.keys(edit).length === 0) throw new Invalid([{ at: "values", says: "name nothing to change" }]);
  const former = entity === "user" && siteId !== undefined ? await findCustomer(db, id) : null;
  await editRecord(db, {
    entity,
    recordId: id,
    edit: { ...edit, movesCustomer: input.movesCustomer === true },
    by,
    now,
    expectsVersion,
  });
  return former === null ? [] : await explainLeftBehind(db, id, former);
}

function listLinks({ managerId, agentId, licence, isApiOnly }: HandEditToSave) {
  return {
    ...(managerId !== undefined && { managerId }),
    ...(agentId !== undefined && { agentId }),
    ...(licence !== undefined && { licence }),
    ...(isApiOnly !== undefined && { isApiOnly }),
  };
}

async function explainLeftBehind(
  db: Db,
  userId: number,
  former: { readonly id: number; readonly name: string },
): Promise<readonly string[]> {
  const now = await findCustomer(db, userId);
  if (now === null || now.id === former.id) return [];
  const { tickets, assets } = await countOfCustomer(db, userId, former.id);
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`;
  return [`Moved from ${former.name} to ${now.name}. ${count(tickets, "ticket")} and ${count(assets, "asset")} stay with ${former.name}.`];
}

function findSiteFaults(entity: Entity, siteId: number | undefined, sites: ReadonlyMap<number, unknown>): readonly Fault[] {
  if (siteId === undefined) return [];
  if (entity === "agent") return [{ at: "siteId", says: "is for users: agents belong to no site" }];
  return sites.has(siteId) ? [] : [{ at: "siteId", says: `there is no site ${siteId}` }];
}
