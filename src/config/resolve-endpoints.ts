import type { FileEndpoints } from "../model/config-file.ts";
import type { GoogleEndpoints } from "../model/connection.ts";
import { Invalid } from "../model/errors.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";
import type { ConfigTools } from "./tools.ts";

type Addresses = Partial<Record<keyof GoogleEndpoints, string>>;

/** The addresses that a connection asks, as the provider's rules allow them; null and a fault where they don't. */
export function resolveEndpoints(file: FileEndpoints, tools: ConfigTools, path: Path, faults: Faults): GoogleEndpoints | null {
  const addresses: Addresses = {};
  let isWhole = true;
  for (const [name, given] of Object.entries(file)) {
    if (given === undefined) continue;
    const address = typeof given === "string" ? given : tools.environment[given.env];
    if (address === undefined || address === "") {
      faults.add(
        [...path, name],
        `the variable ${typeof given === "string" ? "" : given.env} is not set. Set it to a web address, or write the address here`,
      );
      isWhole = false;
    } else if (name === "sandbox") Object.assign(addresses, { ...sandboxAddresses(address), ...addresses });
    // The schema of the file knows no other names.
    else addresses[name as keyof GoogleEndpoints] = address;
  }
  if (!isWhole) return null;
  try {
    return tools.rules.parseEndpoints(addresses);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const isSandbox = file.sandbox !== undefined;
    const at = (name: string) => (isSandbox && !(name in file) ? "sandbox" : name);
    const seen = new Set<string>();
    for (const fault of error.faults) {
      const name = at(fault.at.replace(/^endpoints\./, ""));
      if (!seen.has(name)) faults.add([...path, name], fault.says);
      seen.add(name);
    }
    return null;
  }
}

/** Every address of a server that plays Google, such as the sandbox that comes with Muster. */
export function sandboxAddresses(server: string): Required<Addresses> {
  const origin = server.replace(/\/+$/, "");
  return {
    accounts: `${origin}/o/oauth2/v2/auth`,
    token: `${origin}/token`,
    revoke: `${origin}/revoke`,
    userinfo: `${origin}/v1/userinfo`,
    jwks: `${origin}/oauth2/v3/certs`,
    admin: origin,
    reseller: origin,
    licensing: origin,
    cloudIdentity: origin,
    issuer: origin,
  };
}
