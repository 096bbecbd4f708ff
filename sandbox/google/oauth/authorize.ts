import { randomBytes } from "node:crypto";
import { type Answer, html, redirect } from "../answer.ts";
import type { Directory, Person } from "../state/directory.ts";
import { canonicalScope, type OAuthClient, signInScopes } from "../state/oauth-clients.ts";
import { consentKey } from "../state/tokens.ts";
import { findAccount, findDirectory, now, type World } from "../state/world.ts";
import { chooserPage, consentPage, errorPage, unverifiedPage } from "./pages.ts";

/**
 * The page that an app sends its user to. A mistake of the app stays on this page and never reaches the app.
 * Source: https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function authorize(world: World, query: URLSearchParams): Answer {
  const request = readRequest(world, query);
  if ("refusal" in request) return request.refusal;
  const prompts = (query.get("prompt") ?? "").split(" ");
  if (prompts.includes("none")) return backToApp(request, { error: "login_required" });
  const hint = findAccount(world, query.get("login_hint") ?? "");
  if (hint !== undefined && !prompts.includes("select_account")) return afterChoice(world, request, hint, false);
  return html(chooserPage(query.toString(), request.client, accountsToShow(world, request.client)));
}

/** What follows when an account was chosen, or when somebody went on past the warning of an unverified app. */
export function chooseAccount(world: World, form: URLSearchParams): Answer {
  const request = readRequest(world, new URLSearchParams(form.get("request") ?? ""));
  if ("refusal" in request) return request.refusal;
  const account = findAccount(world, (form.get("account") ?? "").trim());
  if (account === undefined) return refused(404, "account_not_found", "Couldn’t find your Google Account.");
  return afterChoice(world, request, account, form.get("proceed") === "yes");
}

/** What follows the consent page: back to the app with a code, or with `access_denied`. */
export function giveConsent(world: World, form: URLSearchParams): Answer {
  const request = readRequest(world, new URLSearchParams(form.get("request") ?? ""));
  if ("refusal" in request) return request.refusal;
  const account = findAccount(world, form.get("account") ?? "");
  if (account === undefined) return refused(404, "account_not_found", "Couldn’t find your Google Account.");
  const refusal = accountRefusal(request.client, account);
  if (refusal !== undefined) return refusal;
  if (form.get("decision") !== "allow") return backToApp(request, { error: "access_denied" });
  const ticked = form.getAll("scope");
  const scopes = request.scopes.filter((scope) => signInScopes.includes(scope) || ticked.includes(scope));
  if (scopes.length === 0) return backToApp(request, { error: "access_denied" });
  return grant(world, request, account, scopes);
}

interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly query: URLSearchParams;
  readonly issuer: string;
}

interface Account {
  readonly directory: Directory;
  readonly person: Person;
}

function readRequest(world: World, query: URLSearchParams): AuthorizationRequest | { refusal: Answer } {
  const refuse = (status: number, code: string, message: string) => ({ refusal: refused(status, code, message) });
  const clientId = query.get("client_id") ?? "";
  if (clientId === "") return refuse(400, "invalid_request", "Missing required parameter: client_id");
  const client = world.clients.get(clientId);
  if (client === undefined) return refuse(401, "invalid_client", "The OAuth client was not found.");
  if (client.isDeleted) return refuse(401, "deleted_client", "The OAuth client was deleted.");
  const redirectUri = query.get("redirect_uri") ?? "";
  if (redirectUri === "") return refuse(400, "invalid_request", "Missing required parameter: redirect_uri");
  if (!isRegistered(client, redirectUri)) {
    return refuse(
      400,
      "redirect_uri_mismatch",
      `You can’t sign in to this app because it doesn’t comply with Google’s OAuth 2.0 policy. If you’re the app developer, register the redirect URI in the Google Cloud Console: redirect_uri=${redirectUri}`,
    );
  }
  if (query.get("response_type") !== "code") return refuse(400, "invalid_request", "Invalid response_type");
  const method = query.get("code_challenge_method") ?? "plain";
  if (method !== "plain" && method !== "S256") return refuse(400, "invalid_request", "Invalid code_challenge_method");
  const asked = (query.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  if (asked.length === 0) return refuse(400, "invalid_request", "Missing required parameter: scope");
  const scopes = asked.map(canonicalScope);
  const unknown = asked.filter((_, index) => scopes[index] === undefined);
  if (unknown.length > 0) return refuse(400, "invalid_scope", `Some requested scopes were invalid. {invalid=[${unknown.join(", ")}]}`);
  const known = [...new Set(scopes.filter((scope) => scope !== undefined))];
  return { client, redirectUri, scopes: known, query, issuer: world.issuer };
}

function isRegistered(client: OAuthClient, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  return client.acceptsLoopback && /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//.test(redirectUri);
}

function afterChoice(world: World, request: AuthorizationRequest, account: Account, wasWarned: boolean): Answer {
  const { client, query } = request;
  const refusal = accountRefusal(client, account);
  if (refusal !== undefined) return refusal;
  const isForeign = client.customerId !== account.directory.organisation.customerId;
  const isSensitive = request.scopes.some((scope) => !signInScopes.includes(scope));
  if (!client.isVerified && isForeign && isSensitive && !wasWarned) {
    return html(unverifiedPage(query.toString(), client, account.person.email));
  }
  const before = world.tokens.consents.get(consentKey(account.person.id, client.clientId)) ?? [];
  const isAskedAgain = (query.get("prompt") ?? "").split(" ").includes("consent");
  if (!isAskedAgain && request.scopes.every((scope) => before.includes(scope))) return grant(world, request, account, request.scopes);
  return html(
    consentPage({
      request: query.toString(),
      client,
      account: account.person.email,
      scopes: request.scopes,
      fixedScopes: signInScopes,
    }),
  );
}

function accountRefusal(client: OAuthClient, { directory, person }: Account): Answer | undefined {
  const { customerId } = directory.organisation;
  if (person.suspended) return refused(403, "account_suspended", "This account has been suspended. Contact your administrator.");
  if (client.blockedBy.includes(customerId)) {
    return refused(
      400,
      "admin_policy_enforced",
      `Access blocked: your institution’s admin needs to review ${client.name}. App blocked; client id ${client.clientId}`,
    );
  }
  if (client.audience === "internal" && client.customerId !== customerId) {
    return refused(403, "org_internal", `Access blocked: ${client.name} can only be used within its organization.`);
  }
  const isOpen = client.publishing === "production" || client.trustedBy.includes(customerId) || client.audience === "internal";
  if (!isOpen && !client.testUsers.some((user) => user.toLowerCase() === person.email.toLowerCase())) {
    return refused(
      403,
      "access_denied",
      `Access blocked: ${client.name} has not completed the Google verification process. The app is currently being tested, and can only be accessed by developer-approved testers.`,
    );
  }
  return undefined;
}

function grant(world: World, request: AuthorizationRequest, { directory, person }: Account, scopes: readonly string[]): Answer {
  const { client, query } = request;
  const key = consentKey(person.id, client.clientId);
  const before = world.tokens.consents.get(key);
  const isAskedAgain = (query.get("prompt") ?? "").split(" ").includes("consent");
  const granted = query.get("include_granted_scopes") === "true" ? [...new Set([...scopes, ...(before ?? [])])] : scopes;
  world.tokens.consents.set(key, [...new Set([...(before ?? []), ...scopes])]);
  const code = `4/0sample-${randomBytes(24).toString("base64url")}`;
  world.tokens.codes.set(code, {
    accountId: person.id,
    customerId: directory.organisation.customerId,
    clientId: client.clientId,
    projectNumber: client.projectNumber,
    scopes: granted,
    redirectUri: request.redirectUri,
    challenge: query.get("code_challenge") ?? undefined,
    challengeMethod: query.get("code_challenge_method") ?? "plain",
    nonce: query.get("nonce") ?? undefined,
    givesRefreshToken: query.get("access_type") === "offline" && (before === undefined || isAskedAgain),
    expiresAt: now(world) + 600_000,
  });
  return backToApp(request, { code, scope: granted.join(" "), authuser: "0", prompt: isAskedAgain ? "consent" : "none" });
}

function backToApp(request: AuthorizationRequest, values: Record<string, string>): Answer {
  const url = new URL(request.redirectUri);
  const state = request.query.get("state");
  if (state !== null) url.searchParams.set("state", state);
  url.searchParams.set("iss", request.issuer);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return redirect(url.toString());
}

// Administrators first: they are who connects a directory.
function accountsToShow(world: World, client: OAuthClient): readonly Person[] {
  const directory = findDirectory(world, client.customerId);
  if (directory === undefined) return [];
  const { items } = directory.listPeople({ after: undefined, limit: 1000, accepts: (person) => !person.isBroken && !person.suspended });
  const admins = items.filter((person) => person.isAdmin || person.isDelegatedAdmin);
  return [...admins, ...items.filter((person) => !admins.includes(person)).slice(0, 60)];
}

function refused(status: number, code: string, message: string): Answer {
  return html(errorPage(status, code, message), status);
}
