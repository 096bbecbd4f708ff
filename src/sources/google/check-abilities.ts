import type { Ability } from "../../model/directory.ts";
import { DirectoryRefused, unreachable } from "../../model/errors.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { textOf } from "./json.ts";
import { type Reading, readings } from "./scopes.ts";

/**
 * Tries each reading with the smallest request and says how it went, with the cure. When nobody is signed in, one sentence stands for all.
 * `subject` is the administrator whom a service account acts as: it has no userinfo, so that the users answer for it.
 */
export async function checkAbilities(client: GoogleClient, subject: string | null): Promise<readonly Ability[]> {
  const abilities: Ability[] = [];
  for (const reading of readings) {
    try {
      abilities.push({ ability: reading, isGranted: true, says: await tryReading(client, reading, subject), vendorCode: null });
    } catch (error) {
      if (!(error instanceof DirectoryRefused)) throw error;
      const refusal = { isGranted: false, says: error.message, vendorCode: error.vendorCode };
      abilities.push({ ability: reading, ...refusal });
      if (error.because === "signIn" || error.because === "unreachable")
        return readings.map((ability) => abilities.find((one) => one.ability === ability) ?? { ability, ...refusal });
    }
  }
  return abilities;
}

async function tryReading(client: GoogleClient, reading: Reading, subject: string | null): Promise<string> {
  const own = { reading, part: "my_customer" } as const;
  const mine = "/admin/directory/v1/customer/my_customer";
  switch (reading) {
    case "account": {
      if (subject === null) return `Connected as ${textOf((await client.readUserinfo()).email) ?? "an account without an address"}.`;
      const path = `/admin/directory/v1/users/${encodeURIComponent(subject)}`;
      await client.read({ reading: "users", part: "my_customer", path, query: { fields: "id" } });
      return `Acting as ${subject}.`;
    }
    case "users":
      await client.read({
        ...own,
        path: "/admin/directory/v1/users",
        query: { customer: "my_customer", maxResults: "1", fields: "kind,users(id)" },
      });
      return "Users can be read.";
    case "groups":
      await client.read({
        ...own,
        path: "/admin/directory/v1/groups",
        query: { customer: "my_customer", maxResults: "1", fields: "kind,groups(id)" },
      });
      return "Groups and their members can be read.";
    case "orgUnits":
      await client.read({ ...own, path: `${mine}/orgunits`, query: { type: "children", fields: "kind" } });
      return "Org units can be read.";
    case "schemas":
      await client.read({ ...own, path: `${mine}/schemas`, query: { fields: "kind" } });
      return "Custom attributes can be read.";
    default:
      return unreachable(reading);
  }
}
