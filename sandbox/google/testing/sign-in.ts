import { createSign } from "node:crypto";
import type { OrganisationCredentials } from "../control/access-control.ts";
import type { GoogleSandbox } from "../server.ts";
import { directoryReadScopes } from "../state/oauth-clients.ts";

/** The read scopes of the Directory API, by their long names. */
export const readScopes = directoryReadScopes;

/** The long name of a scope. */
export function scope(name: string): string {
  return `https://www.googleapis.com/auth/${name}`;
}

/** The credentials of the organisation with a domain. */
export function credentialsOf(sandbox: GoogleSandbox, domain: string): OrganisationCredentials {
  const found = sandbox.credentials().find((one) => one.domain === domain);
  if (found === undefined) throw new Error(`The sandbox doesn't play ${domain}.`);
  return found;
}

/** An assertion of an organisation's service account; claims can be replaced to make it wrong. */
export function assertionOf(own: OrganisationCredentials, claims: Record<string, unknown> = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  const usual = {
    iss: own.serviceAccount.client_email,
    scope: readScopes.join(" "),
    aud: "https://oauth2.googleapis.com/token",
    iat,
    exp: iat + 3600,
    sub: own.adminEmail,
  };
  const signed = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded({ ...usual, ...claims })}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(own.serviceAccount.private_key).toString("base64url")}`;
}

/** What the token endpoint answers to a form. */
export async function askToken(sandbox: GoogleSandbox, form: Record<string, string>): Promise<{ status: number; body: TokenBody }> {
  const response = await fetch(`${sandbox.url}/token`, { method: "POST", body: new URLSearchParams(form) });
  // The token endpoint answers texts and numbers only.
  return { status: response.status, body: (await response.json()) as TokenBody };
}

/** The members of a token answer that tests look at. */
export interface TokenBody {
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  readonly expires_in?: number;
  readonly token_type?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** An access token of an organisation's service account, in its administrator's name. */
export async function serviceToken(sandbox: GoogleSandbox, domain: string, claims: Record<string, unknown> = {}): Promise<string> {
  const { body } = await askToken(sandbox, {
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: assertionOf(credentialsOf(sandbox, domain), claims),
  });
  if (body.access_token === undefined) throw new Error(`No token: ${body.error} ${body.error_description}`);
  return body.access_token;
}

/** A call of the Directory API. */
export async function get(
  sandbox: GoogleSandbox,
  path: string,
  token: string,
): Promise<{ status: number; body: ApiBody; headers: Headers }> {
  const response = await fetch(`${sandbox.url}/admin/directory/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  // Every answer of the Directory API is a JSON object.
  return { status: response.status, body: (await response.json()) as ApiBody, headers: response.headers };
}

/** The members of Directory API answers that tests look at. */
export interface ApiBody {
  readonly kind?: string;
  readonly users?: readonly Record<string, unknown>[];
  readonly groups?: readonly Record<string, unknown>[];
  readonly members?: readonly Record<string, unknown>[];
  readonly nextPageToken?: string;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly errors: readonly { readonly reason: string; readonly domain: string }[];
  };
  readonly [member: string]: unknown;
}

/** All users of a listing, page by page. */
export async function allUsers(sandbox: GoogleSandbox, token: string, query = ""): Promise<readonly Record<string, unknown>[]> {
  const users: Record<string, unknown>[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const page: { body: ApiBody } = await get(
      sandbox,
      `users?customer=my_customer&maxResults=500&pageToken=${encodeURIComponent(next)}${query}`,
      token,
    );
    users.push(...(page.body.users ?? []));
    next = page.body.nextPageToken;
  }
  return users;
}

/** An app's journey through the pages, without a browser: the account is chosen, the consent given. */
export async function consent(
  sandbox: GoogleSandbox,
  request: Record<string, string>,
  answer: { account: string; scopes?: readonly string[]; decision?: string },
): Promise<Response> {
  const query = new URLSearchParams(request).toString();
  const form = new URLSearchParams({ request: query, account: answer.account, decision: answer.decision ?? "allow" });
  for (const one of answer.scopes ?? (request.scope ?? "").split(" ")) form.append("scope", one);
  return await fetch(`${sandbox.url}/signin/consent`, { method: "POST", body: form, redirect: "manual" });
}

/** A page of the journey, by POST. */
export async function choose(sandbox: GoogleSandbox, request: Record<string, string>, account: string, proceed = ""): Promise<Response> {
  const form = new URLSearchParams({ request: new URLSearchParams(request).toString(), account, proceed });
  return await fetch(`${sandbox.url}/signin/account`, { method: "POST", body: form, redirect: "manual" });
}

/** The parameters with which a redirect comes back to the app. */
export function returned(response: Response): URLSearchParams {
  return new URL(response.headers.get("location") ?? "http://nowhere").searchParams;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
