import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** HTML in which every text from outside is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 6vh auto; padding: 0 1rem; color: #1c1f23; background: #fafafa }
main { background: #fff; border: 1px solid #d6dae0; border-radius: 8px; padding: 1.5rem 2rem }
h1 { font-size: 1.5rem; margin-top: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
code { font: 14px/1.5 ui-monospace, monospace; background: #f1f3f6; padding: .1rem .3rem; border-radius: 3px }
small { color: #5a6270 }
@media (prefers-color-scheme: dark) {
  body { color: #e6e9ee; background: #14171b } main { background: #1c2026; border-color: #343b45 }
  code { background: #262c34 } small { color: #9aa4b2 }
}`;

/** What pages may do: show text in our own style, and nothing else. */
export const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A whole page without any script. */
export function drawPage(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Muster</title><style>${raw(style)}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>`;
}

/** A page with paragraphs only. */
export function drawMessage(title: string, paragraphs: readonly string[]): Html {
  return drawPage(title, html`${paragraphs.map((text) => html`<p>${text}</p>`)}`);
}
