import { saveAccessToken } from "../../access/oauth-records.ts";
import { createApplication } from "../../access/save-application.ts";
import { createToken } from "../../access/secret-token.ts";
import type { ApplicationToCreate } from "../../model/application.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** An application of a test. */
export interface MadeApplication {
  readonly id: number;
  readonly clientId: string;
  /** Empty for a public one. */
  readonly secret: string;
  readonly name: string;
}

let counter = 0;

/** Makes an application; by itself one that signs in with its secret, with every scope. It needs an `agentId`, `userId`, or `redirectUris`. */
export async function makeApplication(needs: ApiDependencies, given: Partial<ApplicationToCreate>): Promise<MadeApplication> {
  counter += 1;
  const { db } = needs.database;
  const input: ApplicationToCreate = {
    name: `Application ${counter}`,
    kind: given.redirectUris === undefined ? "services" : "signIn",
    isPublic: false,
    redirectUris: [],
    scopes: ["all"],
    actsAs: typeof given.userId === "number" ? "user" : "agent",
    agentId: null,
    userId: null,
    allowedAddresses: [],
    isActive: true,
    expiresAt: null,
    ...given,
  };
  const { id, secret } = await createApplication(db, input, { by: "test", now: needs.now() });
  const { client_id: clientId } = await db.selectFrom("applications").select("client_id").where("id", "=", id).executeTakeFirstOrThrow();
  return { id, clientId, secret: secret ?? "", name: input.name };
}

/** An access token of an application that signed in by itself, as `/auth/token` would make it; as a header. */
export async function makeToken(
  needs: ApiDependencies,
  { clientId }: Pick<MadeApplication, "clientId">,
  given: { readonly scope?: string; readonly seconds?: number } = {},
): Promise<{ readonly authorization: string; readonly value: string }> {
  const { token: value } = createToken();
  const { scope = "all", seconds = 3600 } = given;
  await saveAccessToken(needs.database.db, { value, clientId, scope, account: null, seconds }, needs.now());
  return { authorization: `Bearer ${value}`, value };
}
