import { loadCatalogue } from "../connections/load-catalogue.ts";
import { checkHandEdit } from "../core/check-hand-edit.ts";
import { createPerson, type PersonToCreate } from "../desk/create-person.ts";
import { type Fault, Invalid } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";

/** Checks and creates a user or an agent by hand, and answers the number. @throws Invalid with every fault of the values, or of where the person shall belong */
export async function createByHand(db: Db, person: PersonToCreate, saving: { readonly by: string; readonly now: Date }): Promise<number> {
  const { values, faults } = checkHandEdit(named(person.values), person.entity, await loadCatalogue(db));
  const all: Fault[] = [...faults];
  if (all.length === 0 && values.name === undefined && values.email === undefined)
    all.push({ at: "values.name", says: "is missing: name or e-mail is needed" });
  if (all.length > 0) throw new Invalid(all);
  // Somebody with an address only is called by it.
  return await createPerson(
    db,
    { ...person, values: values.name === undefined ? { ...values, name: values.email ?? null } : values },
    saving,
  );
}

/** A name in parts is a name; one that is empty is none. */
function named(values: PersonToCreate["values"]): PersonToCreate["values"] {
  const { name, ...others } = values;
  if (typeof name === "string" && name.trim() !== "") return values;
  if (name !== undefined && name !== null && typeof name !== "string") return values;
  const parts = [values.firstName, values.lastName].flatMap((part) => (typeof part === "string" ? part.trim() : []));
  const joined = parts.join(" ").trim();
  return joined === "" ? others : { ...others, name: joined };
}
