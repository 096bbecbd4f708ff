import { Invalid } from "../../model/errors.ts";
import type { HaloCall, HaloResource } from "./halo-resource.ts";
import { haloNameOf } from "./shapes.ts";
import { parseItems } from "./shapes-body.ts";
import { checkSwitches } from "./shapes-switches.ts";

/**
 * Saves every object of a posted body, in its order, in one transaction: all of them or, where one is refused, none.
 * @throws Invalid, naming the place of the object in the list
 */
export async function saveItems(call: HaloCall, body: string, save: NonNullable<HaloResource["save"]>): Promise<readonly object[]> {
  const items = parseItems(body);
  const isList = body.trimStart().startsWith("[");
  return await call.needs.database.db.transaction().execute(async (trx) => {
    const saved: object[] = [];
    for (const [index, item] of items.entries()) {
      try {
        checkSwitches(item);
        saved.push(await save({ ...call, db: trx }, item));
      } catch (error) {
        throw error instanceof Invalid ? placeFaults(error, isList ? index : null) : error;
      }
    }
    return saved;
  });
}

/** Faults as HaloPSA names them: `[0].site_id`. */
function placeFaults({ faults }: Invalid, index: number | null): Invalid {
  return new Invalid(faults.map((fault) => ({ ...fault, at: `${index === null ? "" : `[${index}].`}${haloNameOf(fault.at)}` })));
}
