import { html } from "hono/html";
import { contentPolicy, drawPage, type Html } from "./page.ts";

/** What somebody is asked about. */
export interface ConsentQuestion {
  readonly application: string;
  readonly person: string;
  readonly scopes: readonly string[];
  /** Where the browser goes afterwards. */
  readonly returnsTo: string;
}

/** Asks whether an application may act for somebody, naming it and what it asks for in words. Two buttons, no script. */
export function drawConsentPage({ application, person, scopes, returnsTo }: ConsentQuestion): Html {
  return drawPage(
    `Allow ${application}?`,
    html`<p><strong>${application}</strong> asks to act for you, <strong>${person}</strong>. It could do no more than you may:</p>
<ul>${scopes.map((says) => html`<li>${says}</li>`)}</ul>
<p><small>You then go on to ${returnsTo}. Allow this only if you have just started it there.</small></p>
<form method="post"><p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Don't allow</button></p></form>`,
  );
}

/** Tells somebody who is not signed in how to, and where to go on. */
export function drawSignInFirst(here: string): Html {
  return drawPage(
    "Sign in first",
    html`<p>An application asks to act for you. Sign this browser in with a link that works once; it brings you back here:</p>
<p><code>npm run muster -- link --agent name@example.org</code></p>
<p>Already signed in? <a href="${here}">Go on</a></p>`,
  );
}

/** What the page may do: send its own form, and let the browser follow where that leads. */
export function consentPolicy(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  return contentPolicy.replace("form-action 'none'", `form-action 'self' ${origin === "null" ? protocol : origin}`);
}
