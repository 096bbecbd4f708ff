import type { PersonFacts, PlanContext } from "../core/plan-person.ts";
import { listLinks } from "../desk/list-links.ts";
import { findByAddress, listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import type { Link } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import { isBroken } from "../model/person.ts";
import type { Db } from "../store/open-database.ts";

type Manager = NonNullable<PersonFacts["manager"]>;

/** Who the managers of a batch are, by directory id of the person: named by address or by id, known to the desk or not yet. */
export async function findManagers(
  db: Db,
  plan: PlanContext,
  batch: readonly MirroredPerson[],
  isWithoutLinks: boolean,
): Promise<ReadonlyMap<string, Manager>> {
  const { manager } = plan.compiled;
  if (manager === null) return new Map();
  const asked = new Map<string, string>();
  for (const { id, person, absence } of batch) {
    const text = isBroken(person) || absence !== null ? undefined : manager.read(person)[0];
    if (text !== undefined) asked.set(id, text);
  }
  const texts = [...new Set(asked.values())];
  const addresses = texts.filter((text) => text.includes("@")).map(foldText);
  const byAddress = await findByAddress(db, plan.connectionId, addresses);
  const byId = await listPeopleById(
    db,
    plan.connectionId,
    texts.filter((text) => !text.includes("@")),
  );
  const names = new Map(
    byId.filter((mirrored) => mirrored.absence === null && !isBroken(mirrored.person)).map((mirrored) => [mirrored.id, mirrored.person]),
  );
  const accountOf = (text: string) => byAddress.get(foldText(text)) ?? nameOf(text, names);
  const accounts = texts.map(accountOf).filter((account) => account !== null);
  const links = isWithoutLinks
    ? new Map<string, Link>()
    : await listLinks(db, plan.connectionId, "user", [...new Set(accounts.map((account) => account.id))]);
  return new Map(
    [...asked].map(([id, text]) => {
      const account = accountOf(text);
      return [
        id,
        {
          asked: text,
          externalId: account?.id ?? null,
          name: account?.name ?? text,
          recordId: account === null ? null : (links.get(account.id)?.recordId ?? null),
        },
      ];
    }),
  );
}

function nameOf(id: string, people: ReadonlyMap<string, MirroredPerson["person"]>): { id: string; name: string } | null {
  const person = people.get(id);
  return person === undefined || isBroken(person) ? null : { id, name: person.name };
}
