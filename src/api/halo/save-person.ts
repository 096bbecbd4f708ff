import type { Kysely } from "kysely";
import { loadCatalogue } from "../../connections/load-catalogue.ts";
import { checkHandEdit } from "../../core/check-hand-edit.ts";
import { listHeldGrants, saveHandRoles } from "../../desk/hand-grants.ts";
import { saveOutsideIds } from "../../desk/outside-ids.ts";
import type { Entity } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import type { Tables } from "../../store/tables.ts";
import { withinTransaction } from "../../store/within-transaction.ts";
import type { HaloCall } from "./halo-resource.ts";
import { haloFieldOf, type SentPerson } from "./shapes-people.ts";

interface Who {
  readonly entity: Entity;
  readonly id: number;
}

/** The values of a user or an agent that were sent, checked by the desk's rules. A new record has a name. @throws Invalid, in HaloPSA's words */
export async function checkValuesOf(
  call: HaloCall,
  entity: Entity,
  { values, isNew }: Pick<SentPerson, "values"> & { readonly isNew: boolean },
) {
  const typed = isNew ? { name: null, ...values } : values;
  const { values: checked, faults } = checkHandEdit(typed, entity, await loadCatalogue(call.db));
  if (faults.length > 0)
    throw new Invalid(faults.map((fault) => ({ ...fault, at: haloFieldOf(entity, fault.at.replace(/^values\./, "")) })));
  return checked;
}

/** Saves what stands beside the values: ids of other systems, and roles by hand. What directories gave stays. @throws Invalid, Conflict */
export async function saveAround(call: HaloCall, who: Who, { outside, roles }: Pick<SentPerson, "outside" | "roles">): Promise<void> {
  const saving = { by: call.by, now: call.now };
  await withinTransaction(
    call.db,
    async (trx) => await saveOutsideIds(trx, { entity: who.entity, recordId: who.id, ids: outside }, saving),
  );
  if (roles === undefined) return;
  const wanted = await listWantedRoles(call.db, who, roles);
  if (wanted !== null) await saveHandRoles(call.db, who, wanted, saving);
}

/** The roles that somebody shall have by hand; null where that changes nothing. A role that a directory gave is not given by hand as well. */
export async function listWantedRoles(
  db: Kysely<Tables>,
  who: Who,
  { kind, ids }: NonNullable<SentPerson["roles"]>,
): Promise<readonly number[] | null> {
  const held = (await listHeldGrants(db, who)).roles;
  const byHand = new Set(held.filter(({ source }) => source === "hand").map(({ id }) => id));
  const given = new Set(held.filter(({ id }) => !byHand.has(id)).map(({ id }) => id));
  const wanted = new Set([...(kind === "more" ? byHand : []), ...ids.filter((id) => !given.has(id))]);
  return wanted.symmetricDifference(byHand).size === 0 ? null : [...wanted];
}
