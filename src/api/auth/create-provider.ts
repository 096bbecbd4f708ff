import { createHash } from "node:crypto";
import Provider, { type AdapterPayload, type Configuration, errors, type KoaContextWithOIDC } from "oidc-provider";
import { isSecretOf } from "../../access/application-secrets.ts";
import { isNative } from "../../access/check-application.ts";
import { findAccount } from "../../access/find-account.ts";
import { isAllowedAddress } from "../../access/is-allowed-address.ts";
import { findUsableApplication } from "../../access/list-applications.ts";
import type { SigningKey } from "../../access/oauth-keys.ts";
import { createOauthRecords } from "../../access/oauth-records.ts";
import { scopeNames } from "../../core/scopes.ts";
import type { Application } from "../../model/application.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** Where the OAuth server is mounted; with the public address before it, its issuer. */
export const authPath = "/auth";

/** The page that asks whether an application may act for somebody. */
export function consentPath(uid: string): string {
  return `${authPath}/consent/${uid}`;
}

/** The header in which our server tells the OAuth server from where a request comes; what a client sends under this name is dropped. */
export const addressHeader = "x-muster-address";

type Needs = Pick<ApiDependencies, "database" | "now" | "publicUrl" | "log">;

const hour = 3600;
const day = 24 * hour;

/** The OAuth server (oidc-provider): opaque tokens in our database, applications as its clients, our page as its consent. */
export function createProvider(needs: Needs, keys: readonly SigningKey[]): Provider {
  const provider = new Provider(`${needs.publicUrl}${authPath}`, configure(needs, keys));
  // What it is told about the address that browsers use is ours: `auth/routes.ts` sets it, whatever a request says.
  provider.proxy = true;
  letCompareHashes(provider, needs);
  provider.on("server_error", (_ctx: KoaContextWithOIDC, error: Error) =>
    needs.log.error({ err: { type: error.name, message: error.message, stack: error.stack } }, "our mistake at /auth"),
  );
  return provider;
}

function configure(needs: Needs, keys: readonly SigningKey[]): Configuration {
  return {
    adapter: (model: string) => createAdapter(needs, model),
    // The provider changes what it is given.
    jwks: { keys: keys.map((key) => ({ ...key })) },
    cookies: {
      keys: keys.map(deriveCookieKey),
      names: { session: sessionCookie, interaction: "muster_oauth_ask", resume: "muster_oauth_resume" },
    },
    routes: { authorization: "/authorize", token: "/token", jwks: "/jwks", revocation: "/revoke" },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
    },
    scopes: [...scopeNames],
    claims: { openid: ["sub"] },
    responseTypes: ["code"],
    clientAuthMethods: ["client_secret_post", "client_secret_basic", "none"],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client, code) => client.grantTypeAllowed("refresh_token") && code.scopes.has("offline_access"),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: hour,
      ClientCredentials: hour,
      IdToken: hour,
      AuthorizationCode: 60,
      Interaction: hour,
      Session: hour,
      Grant: 30 * day,
      RefreshToken: 30 * day,
    },
    findAccount: (_ctx, accountId) => findAccount(needs.database.db, accountId),
    interactions: { url: (_ctx, interaction) => consentPath(interaction.uid) },
    renderError: (ctx, out) => {
      ctx.type = "json";
      ctx.body = out;
    },
  };
}

/** The cookie of the OAuth server's own session, which lasts for one authorization. */
export const sessionCookie = "muster_oauth";

function deriveCookieKey(key: SigningKey): string {
  return createHash("sha256")
    .update(`cookies ${key.d ?? key.kid}`)
    .digest("base64url");
}

function createAdapter({ database, now }: Needs, model: string) {
  const records = createOauthRecords(database.db, model, now);
  return {
    ...records,
    // What is kept is JSON that the provider made.
    upsert: (id: string, payload: AdapterPayload, expiresIn?: number) =>
      records.upsert(id, JSON.parse(JSON.stringify(payload)) as Parameters<typeof records.upsert>[1], expiresIn),
    find: async (id: string) => {
      if (model !== "Client") return await records.find(id);
      const application = await findUsableApplication(database.db, id, now());
      return application === null ? undefined : toClient(application);
    },
    findByUserCode: async () => undefined,
    consume: async (id: string) => {
      if (!(await records.consume(id))) throw new errors.InvalidGrant("was used already");
    },
  };
}

function toClient(application: Application): AdapterPayload {
  const { clientId, name, kind, isPublic, redirectUris } = application;
  const signsIn = kind === "signIn";
  return {
    client_id: clientId,
    client_name: name,
    application_type: signsIn && isNative(redirectUris) ? "native" : "web",
    grant_types: signsIn ? ["authorization_code", "refresh_token"] : ["client_credentials"],
    response_types: signsIn ? ["code"] : [],
    redirect_uris: [...redirectUris],
    token_endpoint_auth_method: isPublic ? "none" : "client_secret_post",
    // Only hashes are kept, and `compareClientSecret` asks those; a client without any secret is not understood.
    ...(!isPublic && { client_secret: "kept as a hash" }),
  };
}

/** Lets the provider compare secrets with what is kept of them; from an address that is not allowed none is right. */
function letCompareHashes(provider: Provider, { database, now }: Needs): void {
  Object.assign(provider.Client.prototype, {
    async compareClientSecret(this: { readonly clientId: string }, secret: string): Promise<boolean> {
      const at = now();
      const application = await findUsableApplication(database.db, this.clientId, at);
      if (application === null) return false;
      const address = Provider.ctx?.get(addressHeader) ?? "";
      if (!isAllowedAddress(address === "" ? null : address, application.allowedAddresses))
        throw Object.assign(
          new errors.InvalidClient(`${application.name} may not be used from ${address === "" ? "an unknown address" : address}`),
          {
            status: 401,
            statusCode: 401,
          },
        );
      return await isSecretOf(database.db, this.clientId, { secret, now: at });
    },
  });
}
