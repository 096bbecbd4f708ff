import { type ConfiguredConnection, getConnection } from "../../../connections/get-connection.ts";
import { groupsAsked } from "../../../core/compile-settings.ts";
import { explainAbility } from "../../../core/explain-ability.ts";
import { capital } from "../../../core/explain-names.ts";
import type { Ability, DirectorySource } from "../../../model/directory.ts";
import { DirectoryRefused } from "../../../model/errors.ts";
import { isBroken } from "../../../model/person.ts";
import { checkConnection } from "../../check-connection.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { ConnectionCheck } from "../shapes/connection.ts";

const sampleSize = 5;

/** Tries what a connection may read and shows a few people as read. What the directory refuses is an answer, with its cure. */
export async function tryConnection(
  { context, database }: ApiDependencies,
  connectionId: number,
  signal: AbortSignal,
): Promise<ConnectionCheck> {
  const configured = await getConnection(database.db, connectionId);
  const { connection } = configured;
  if (connection.signIn.kind === "oauthClient" && (connection.state === "new" || connection.state === "disconnected"))
    return { abilities: [], sample: [], says: `${connection.name} is not connected yet: connect it first.`, vendorCode: null };
  try {
    const { abilities, canRead, source } = await checkConnection(context, connection, signal);
    return {
      abilities: abilities.map((ability) => describe(ability, configured)),
      sample: canRead ? await readSample(source) : [],
      says: canRead ? `${connection.name} can read users.` : `${connection.name} can't read users: without them nothing can be imported.`,
      vendorCode: null,
    };
  } catch (error) {
    if (!(error instanceof DirectoryRefused)) throw error;
    return { abilities: [], sample: [], says: error.message, vendorCode: error.vendorCode };
  }
}

function describe(
  { ability, isGranted, says, vendorCode }: Ability,
  { settings }: ConfiguredConnection,
): ConnectionCheck["abilities"][number] {
  const word = explainAbility(ability);
  const isNeeded = ability === "account" || ability === "users" || (ability === "groups" && groupsAsked(settings).length > 0);
  return { ability, label: capital(word), isGranted, isNeeded, says, vendorCode };
}

/** The first people of the listing; the rest of it is not asked for. */
async function readSample(source: DirectorySource): Promise<ConnectionCheck["sample"]> {
  const part = "my_customer";
  for await (const page of source.people({ part, attributes: [] })) {
    return page.items.slice(0, sampleSize).map((item) => {
      const person = source.parsePerson(item, part);
      if (isBroken(person)) return { id: person.id ?? "", name: "", email: "", orgUnit: "", standing: "broken" };
      return { id: person.id, name: person.name, email: person.email, orgUnit: person.orgUnit, standing: person.standing };
    });
  }
  return [];
}
