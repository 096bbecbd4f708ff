import { html } from "hono/html";
import { quoteCommand } from "../../core/quote-command.ts";
import type { FinishedConsent } from "../connect-google/finish-consent.ts";
import { drawPage, type Html } from "./page.ts";

/** What somebody sees on coming back from Google: as whom, what is missing, or what to do. */
export function drawConnectPage({ connection, outcome }: FinishedConsent): Html {
  const { isConnected, says, missing, vendorCode } = outcome;
  return drawPage(
    isConnected ? `${connection} is connected` : `${connection} is not connected`,
    html`<p>${says}</p>
${missing.length === 0 ? "" : html`<h2>Not granted</h2><ul>${missing.map((one) => html`<li>${one}</li>`)}</ul>`}
${vendorCode === null ? "" : html`<p><small>Google's word for it: ${vendorCode}</small></p>`}
${
  isConnected && missing.length === 0
    ? html`<p>You can close this window. See what an import would change: <code>${quoteCommand("import", connection)}</code></p>`
    : html`<p>Try again: <code>${quoteCommand("connect", connection)}</code></p>`
}`,
  );
}
