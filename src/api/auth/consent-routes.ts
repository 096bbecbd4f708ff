import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type Provider from "oidc-provider";
import { findUsableApplication } from "../../access/list-applications.ts";
import { noteAccess } from "../../access/note-access.ts";
import type { AccountId } from "../../access/oauth-records.ts";
import { explainScope } from "../../core/scopes.ts";
import type { Application } from "../../model/application.ts";
import { Forbidden, NotFound } from "../../model/errors.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { consentPolicy, drawConsentPage, drawSignInFirst } from "../pages/consent-page.ts";
import { drawMessage } from "../pages/page.ts";
import { returnCookie } from "../sign-in/return-path.ts";
import { readSession, writeCookie } from "../sign-in/session-cookie.ts";
import { consentPath } from "./create-provider.ts";
import type { OauthServer } from "./oauth-server.ts";

interface Person {
  readonly accountId: AccountId;
  readonly name: string;
}

/** An authorization that this browser has begun. */
interface Asked {
  readonly application: Application;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
}

const returnSeconds = 60 * 60;
/** Two buttons say little. */
const longestAnswer = 4096;

/** The page that asks whether an application may act for whoever is signed in, and what they answer. */
export function addConsentRoutes(app: Hono, needs: ApiDependencies, oauth: OauthServer): void {
  const path = consentPath(":uid");
  app.get(path, async (c) => {
    const asked = await getAsked(c, needs, oauth);
    const person = await findPerson(c, needs, asked.application);
    if (person === "nobody") {
      writeCookie(c, needs.publicUrl, { name: returnCookie, value: c.req.path, seconds: returnSeconds });
      return c.html(await drawSignInFirst(c.req.path), 401);
    }
    if (person === "other") return await refuseOther(c, asked.application);
    const { application, scopes, redirectUri } = asked;
    c.header("content-security-policy", consentPolicy(redirectUri));
    const says = [...new Set(scopes.map(explainScope))];
    return c.html(await drawConsentPage({ application: application.name, person: person.name, scopes: says, returnsTo: redirectUri }));
  });
  app.post(path, bodyLimit({ maxSize: longestAnswer }), async (c) => {
    assertOwnForm(c);
    const asked = await getAsked(c, needs, oauth);
    const person = await findPerson(c, needs, asked.application);
    if (person === "nobody") return c.redirect(c.req.path, 303);
    if (person === "other") return await refuseOther(c, asked.application);
    const isAllowed = (await c.req.parseBody()).answer === "allow";
    const result = isAllowed
      ? await allow(needs, { provider: await oauth.getProvider(), asked, person })
      : { error: "access_denied", error_description: "It was not allowed" };
    const to = await oauth.look(c, (provider, request, response) =>
      provider.interactionResult(request, response, result, { mergeWithLastSubmission: false }),
    );
    return c.redirect(to, 303);
  });
}

/** Only the browser that began an authorization can answer for it: its cookie is asked for, which no other site's form brings. @throws NotFound */
async function getAsked(c: Context, needs: ApiDependencies, oauth: OauthServer): Promise<Asked> {
  const details = await oauth.look(c, (provider, request, response) => provider.interactionDetails(request, response)).catch(() => null);
  const { client_id: clientId, redirect_uri: redirectUri, scope } = details?.params ?? {};
  const application = typeof clientId === "string" ? await findUsableApplication(needs.database.db, clientId, needs.now()) : null;
  if (details?.uid !== c.req.param("uid") || application === null || typeof redirectUri !== "string")
    throw new NotFound("This question is too old, or was asked in another browser. Start again in the application.");
  return { application, redirectUri, scopes: typeof scope === "string" ? scope.split(" ") : [] };
}

async function findPerson(c: Context, needs: ApiDependencies, { actsAs }: Application): Promise<Person | "nobody" | "other"> {
  const person = await readSession(c, needs);
  if (person === null) return "nobody";
  if (person.kind !== actsAs) return "other";
  return person.kind === "agent"
    ? { accountId: `agent:${person.agent.id}`, name: person.agent.name }
    : { accountId: `user:${person.user.id}`, name: person.user.name };
}

async function refuseOther(c: Context, { name, actsAs }: Application) {
  const says = actsAs === "agent" ? `${name} is for agents of the desk.` : `${name} is for users of the desk.`;
  return c.html(await drawMessage("This application is not for you", [says]), 403);
}

async function allow(needs: ApiDependencies, given: { readonly provider: Provider; readonly asked: Asked; readonly person: Person }) {
  const { provider, asked, person } = given;
  const { accountId } = person;
  const grant = new provider.Grant({ accountId, clientId: asked.application.clientId });
  grant.addOIDCScope(asked.scopes.join(" "));
  const grantId = await grant.save();
  await noteAccess(
    needs.database.db,
    { by: person.name, now: needs.now() },
    { id: asked.application.id, action: "allow", before: null, after: { scopes: asked.scopes } },
  );
  return { login: { accountId, remember: false }, consent: { grantId } };
}

/** Browsers say whether a form is our own. */
function assertOwnForm(c: Context): void {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") throw new Forbidden("This request comes from another site, and is refused.");
}
