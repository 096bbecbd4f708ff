import { isLoopback } from "./parse-endpoints.ts";

const neverPublic = new Set([
  "local",
  "lan",
  "internal",
  "intranet",
  "home",
  "corp",
  "private",
  "test",
  "example",
  "invalid",
  "localdomain",
  "arpa",
]);

/**
 * Why Google will refuse to register this redirect address, with the cure; null when it will not
 * (developers.google.com/identity/protocols/oauth2/web-server, "Redirect URI validation rules").
 */
export function findRedirectUriFault(address: string): string | null {
  if (!URL.canParse(address)) return `"${address}" is not a web address: set this server's public address, as https://desk.example.org.`;
  const url = new URL(address);
  const host = url.hostname.toLowerCase();
  if (url.username !== "" || url.password !== "")
    return "Google refuses addresses with a user name in them: take out what stands before the @.";
  if (address.includes("#")) return "Google refuses addresses with a # part: leave it out.";
  if (address.includes("*")) return "Google refuses addresses with a *: write the exact address.";
  if (/(\/|\\|%2f|%5c)\.\.|%00/i.test(address)) return "Google refuses addresses with /.. in them: write the path plainly.";
  if (isLoopback(host) && (host === "localhost" || host === "127.0.0.1" || host === "[::1]"))
    return url.protocol === "http:" || url.protocol === "https:" ? null : "Google accepts http or https here, nothing else.";
  if (url.protocol !== "https:") return `Google refuses ${url.protocol}//: this server needs https, except on localhost.`;
  if (host.startsWith("[") || /^[\d.]+$/.test(host))
    return `Google refuses bare network addresses such as ${host}: give this server a name under a public domain.`;
  if (!host.includes("."))
    return `Google refuses "${host}", a name without a domain: use a name under a public domain, as desk.example.org.`;
  const ending = host.replace(/\.$/, "").split(".").at(-1) ?? "";
  if (neverPublic.has(ending))
    return `Google refuses names that end in .${ending}: use a name under a public domain; it need not be reachable from the internet.`;
  if (host === "googleusercontent.com" || host.endsWith(".googleusercontent.com"))
    return "Google refuses addresses under googleusercontent.com.";
  return null;
}
