import type { Person } from "../state/directory.ts";
import type { OAuthClient } from "../state/oauth-clients.ts";
import { fullName } from "../wire/people.ts";

/** The page on which somebody chooses the account to sign in with. */
export function chooserPage(request: string, client: OAuthClient, people: readonly Person[]): string {
  const choices = people.map(
    (person) =>
      `<li><button type="submit" name="account" value="${escaped(person.email)}">${escaped(fullName(person))} <small>${escaped(person.email)}</small></button></li>`,
  );
  return page(
    "Choose an account",
    `<p>to continue to <b>${escaped(client.name)}</b></p>
<form method="post" action="/signin/account">${hidden("request", request)}<ul>${choices.join("\n")}</ul></form>
<form method="post" action="/signin/account">${hidden("request", request)}
<label>Another account <input name="account" type="email" required></label> <button type="submit">Next</button></form>`,
  );
}

/** The page on which the scopes are granted one by one; those of signing in cannot be unticked. */
export function consentPage(consent: {
  request: string;
  client: OAuthClient;
  account: string;
  scopes: readonly string[];
  fixedScopes: readonly string[];
}): string {
  const boxes = consent.scopes.map((scope) => {
    const isFixed = consent.fixedScopes.includes(scope);
    return `<li><label><input type="checkbox" name="scope" value="${escaped(scope)}" checked${isFixed ? " disabled" : ""}> ${escaped(scope)}</label></li>`;
  });
  return page(
    `${consent.client.name} wants access to your Google Account`,
    `<p>${escaped(consent.account)}</p><p>Select what it can access:</p>
<form method="post" action="/signin/consent">${hidden("request", consent.request)}${hidden("account", consent.account)}
<ul>${boxes.join("\n")}</ul>
<button type="submit" name="decision" value="cancel">Cancel</button>
<button type="submit" name="decision" value="allow">Continue</button></form>`,
  );
}

/** The warning before an app that Google has not reviewed. */
export function unverifiedPage(request: string, client: OAuthClient, account: string): string {
  return page(
    "Google hasn’t verified this app",
    `<p>The app is requesting access to sensitive info in your Google Account. Until the developer verifies this app with Google, you shouldn’t use it.</p>
<details><summary>Advanced</summary>
<form method="post" action="/signin/account">${hidden("request", request)}${hidden("account", account)}${hidden("proceed", "yes")}
<button type="submit">Go to ${escaped(client.name)} (unsafe)</button></form></details>`,
  );
}

/** A refusal that stays on Google's page: the app that asked never hears of it. */
export function errorPage(status: number, code: string, message: string): string {
  return page(
    code === "admin_policy_enforced" ? "Access blocked" : "Authorization Error",
    `<p>${escaped(message)}</p><p>Error ${status}: <code>${code}</code></p>`,
  );
}

/** Text made safe for HTML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escaped(value)}">`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} · Google sandbox</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 8vh auto; padding: 0 1rem; color: #202124; background: #f8f9fa }
main { background: #fff; border: 1px solid #dadce0; border-radius: 8px; padding: 2rem }
ul { list-style: none; padding: 0; max-height: 50vh; overflow: auto } li { margin: .3rem 0 }
button { font: inherit; padding: .5rem 1rem; border: 1px solid #747775; border-radius: 4px; background: #fff; cursor: pointer; text-align: left }
input[type=email] { font: inherit; padding: .4rem } small { color: #5f6368 }
footer { color: #5f6368; font-size: 14px; padding: 1rem 0 }
</style></head>
<body><main><h1>${escaped(title)}</h1>
${body}</main><footer>This is a sandbox on this machine that plays Google. Nothing leaves it.</footer></body></html>`;
}
