import type { Kysely } from "kysely";
import { findRecordByName } from "../../desk/records/find-record-by-name.ts";
import { Invalid } from "../../model/errors.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import type { ItemReader } from "./shapes.ts";

/**
 * The record that an object names by its number, or, where the number was not sent, by its name. Undefined where it names none, null where
 * it takes the reference away.
 * @throws Invalid for a name that no record has
 */
export async function findReferred(
  db: Kysely<Tables>,
  kind: RecordKind,
  sent: ItemReader,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<number | null | undefined> {
  const number = sent.id(id);
  if (number !== undefined) return number;
  const text = sent.text(name);
  if (text === undefined || text === "") return text === undefined ? undefined : null;
  const found = await findRecordByName(db, kind, text);
  if (found === null) throw new Invalid([{ at: name, says: `there is no ${kind.one} called "${text.slice(0, 100)}"` }]);
  return found;
}
