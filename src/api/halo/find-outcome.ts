import type { Kysely } from "kysely";
import { findRecordByName } from "../../desk/records/find-record-by-name.ts";
import { Invalid } from "../../model/errors.ts";
import { foldText } from "../../model/fold-text.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { listAll } from "./list-all.ts";
import type { ItemReader } from "./shapes.ts";

/** HaloPSA has an outcome of this name built in, and programs name it without asking. */
const builtIn = "internal note";

/** The outcome that an action names by number or by name. @throws Invalid, in the words that HaloPSA's clients look for, where it names none */
export async function findOutcome(db: Kysely<Tables>, sent: ItemReader): Promise<number> {
  const id = sent.id("outcome_id");
  if (typeof id === "number") return id;
  const name = sent.text("outcome")?.trim() ?? "";
  if (name === "") throw new Invalid([{ at: "outcome_id", says: "An Outcome must be entered for this Action" }]);
  const named = await findRecordByName(db, deskKinds.outcome, name);
  if (named !== null) return named;
  const [note] = await listAll(db, deskKinds.outcome, { fields: { kind: "privateNote", isActive: "true" } });
  if (foldText(name) === builtIn && note !== undefined) return note.id;
  throw new Invalid([{ at: "outcome", says: `there is no outcome called "${name.slice(0, 100)}"` }]);
}
