import type { OAuthClient, ServiceAccount } from "../state/oauth-clients.ts";
import { canonicalScope } from "../state/oauth-clients.ts";
import { revokeTokens } from "../state/tokens.ts";
import { findAccount, findDirectory, type IdTokenTweak, now, type World } from "../state/world.ts";
import { ControlError, membersOf, textOf } from "./control-route.ts";

/** The file that Google hands out for a service account's key. */
export interface KeyFile {
  readonly type: "service_account";
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly auth_uri: string;
  readonly token_uri: string;
  readonly universe_domain: string;
}

/** What one needs to connect to an organisation of the sandbox. */
export interface OrganisationCredentials {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string;
  readonly adminEmail: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Every app: the friendly one above, a strict internal one, an external one in testing. */
  readonly clients: readonly OAuthClient[];
  readonly serviceAccount: KeyFile;
}

/** GET /control/credentials: everything needed to connect, by organisation. All of it is sample data. */
export function credentials(world: World): readonly OrganisationCredentials[] {
  return world.directories.flatMap(({ organisation }) => {
    const clients = [...world.clients.values()].filter((client) => client.customerId === organisation.customerId);
    const account = [...world.serviceAccounts.values()].find((one) => one.customerId === organisation.customerId);
    const [first] = clients;
    if (first === undefined || account === undefined) return [];
    const { customerId, name, domain, adminEmail } = organisation;
    const serviceAccount = keyFile(world, account);
    return [{ customerId, name, domain, adminEmail, clientId: first.clientId, clientSecret: first.secret, clients, serviceAccount }];
  });
}

/** PATCH /control/clients/{clientId}: changes an app's registration. */
export function changeClient(world: World, body: unknown, clientId = ""): OAuthClient {
  const client = world.clients.get(clientId);
  if (client === undefined) throw new ControlError(404, `No app has the client id ${clientId}.`);
  const registered: Readonly<Record<string, unknown>> = { ...client };
  const known = Object.entries(membersOf(body)).filter(([name, value]) => {
    const before = registered[name];
    return before !== undefined && typeof before === typeof value && Array.isArray(before) === Array.isArray(value);
  });
  const changed: OAuthClient = { ...client, ...Object.fromEntries(known), clientId, projectNumber: client.projectNumber };
  world.clients.set(clientId, changed);
  return changed;
}

/** POST /control/scopes or PATCH /control/service-accounts/{email} `{delegatedScopes}`: what an organisation delegates to a service account. */
export function changeServiceAccount(world: World, body: unknown, email = ""): ServiceAccount {
  const account = world.serviceAccounts.get(email === "" ? textOf(body, "email") : email);
  const scopes = membersOf(body).delegatedScopes;
  if (account === undefined) throw new ControlError(404, "No service account has that e-mail.");
  if (!Array.isArray(scopes)) throw new ControlError(400, '"delegatedScopes" must be a list of scopes.');
  account.delegatedScopes = scopes.map(String).map((scope) => canonicalScope(scope) ?? scope);
  return account;
}

/** PATCH /control/organisations/{customerId} `{refusesReseller?, signInRevoked?}`. */
export function changeOrganisation(world: World, body: unknown, customerId = ""): object {
  if (findDirectory(world, customerId) === undefined) throw new ControlError(404, `No organisation has the customer id ${customerId}.`);
  const { refusesReseller, signInRevoked } = membersOf(body);
  if (refusesReseller === true) world.refusesReseller.add(customerId);
  if (refusesReseller === false) world.refusesReseller.delete(customerId);
  if (signInRevoked === true) world.signInRevoked.set(customerId, now(world));
  if (signInRevoked === false) world.signInRevoked.delete(customerId);
  return { refusesReseller: world.refusesReseller.has(customerId), signInRevoked: world.signInRevoked.has(customerId) };
}

/** POST /control/revoke `{account?, clientId?, customerId?}`: ends all tokens of an account, an app, an organisation. */
export function revokeSignIns(world: World, body: unknown): object {
  const wanted = membersOf(body);
  const accountId = typeof wanted.account === "string" ? (findAccount(world, wanted.account)?.person.id ?? "") : undefined;
  const isMeant = (actual: string, name: string | undefined) => name === undefined || actual === name;
  const text = (name: string) => (typeof wanted[name] === "string" ? textOf(body, name) : undefined);
  const revoked = revokeTokens(
    world.tokens,
    (grant) =>
      isMeant(grant.accountId, accountId) && isMeant(grant.clientId, text("clientId")) && isMeant(grant.customerId, text("customerId")),
  );
  return { revoked };
}

/** POST /control/id-tokens `{claims?, signedWith?}`: what is wrong with id tokens from now on; `{}` makes them right again. */
export function tweakIdTokens(world: World, body: unknown): IdTokenTweak {
  const { claims, signedWith } = membersOf(body);
  world.idTokenTweak = {
    ...(claims !== undefined && { claims: membersOf(claims) }),
    ...((signedWith === "none" || signedWith === "unknownKey") && { signedWith }),
  };
  return world.idTokenTweak;
}

/** POST /control/keys/rotate: id tokens are signed with a new key from now on, and only that one is published. */
export function rotateKeys(world: World): object {
  world.keys.rotate();
  return { keyId: world.keys.signing().keyId };
}

function keyFile(world: World, account: ServiceAccount): KeyFile {
  const { privateKey } = world.keys.serviceAccount(account.email);
  return {
    type: "service_account",
    project_id: account.email.split("@")[1]?.split(".")[0] ?? "sample",
    private_key_id: account.keyId,
    private_key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    client_email: account.email,
    client_id: account.clientId,
    auth_uri: `${world.origin}/o/oauth2/v2/auth`,
    token_uri: `${world.origin}/token`,
    universe_domain: "googleapis.com",
  };
}
