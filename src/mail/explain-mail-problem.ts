import type { MailSettings } from "../model/mail-settings.ts";

/**
 * Why mail could not be sent. `server`: nothing can be sent as things are, whatever the mail; `later`: the server asks to try again;
 * `never`: this mail is refused for good.
 */
export interface MailProblem {
  readonly kind: "server" | "later" | "never";
  readonly says: string;
}

/** What an error of the mail client says in its fields. */
interface Failure {
  readonly message: string;
  readonly code: string;
  readonly command: string;
  /** The server's answer: `550`, and its words. */
  readonly responseCode: number | null;
  readonly response: string;
}

/** Says in words an administrator can act on why a mail was not sent. The server's own words are quoted, the password never. */
export function explainMailProblem(error: unknown, settings: MailSettings, password: string | null): MailProblem {
  const failure = readFailure(error);
  const { kind, says } = judge(failure, settings);
  const hidden = password === null || password === "" ? says : says.replaceAll(password, "…");
  return { kind, says: hidden };
}

function judge(failure: Failure, { host, port, security, user, from }: MailSettings): MailProblem {
  const { code, command, responseCode, message } = failure;
  const server = `${host}:${port}`;
  const words = quote(failure);
  const isForGood = responseCode !== null && responseCode >= 500;
  const unreachable = explainUnreachable(failure, server);
  if (unreachable !== null) return { kind: "server", says: unreachable };
  if (/certificate|CERT_|self[- ]signed|altnames/i.test(`${code} ${message}`))
    return { kind: "server", says: `${server} shows a certificate that can't be trusted for ${host}: ${trim(message)}` };
  if (code === "ETLS" || command === "STARTTLS" || /wrong version number|SSL routines|tlsv1/i.test(message))
    return { kind: "server", says: `${server} does not speak TLS as set (${tlsWord(security)}). Try another security, or port${words}` };
  if (code === "EAUTH" || command.startsWith("AUTH")) {
    if (responseCode !== null && !isForGood) return { kind: "server", says: `${server} can't check sign-ins at the moment${words}` };
    return {
      kind: "server",
      says: `${server} did not accept the sign-in of ${user === "" ? "nobody" : user}. Check user and password${words}`,
    };
  }
  if (responseCode === 530 || responseCode === 538)
    return { kind: "server", says: `${server} wants a sign-in or encryption before it takes mail${words}` };
  if (command === "MAIL FROM")
    return { kind: "server", says: `${server} does not send mail from ${from}. Choose an address that it may send from${words}` };
  if (isForGood) return { kind: "never", says: `The mail was refused${words}` };
  if (responseCode !== null) return { kind: "later", says: `The server asks to try again later${words}` };
  return { kind: "server", says: `${server} could not be talked to: ${trim(message)}` };
}

/** Why nobody answered at all; null where somebody did. */
function explainUnreachable({ message, code }: Failure, server: string): string | null {
  if (/ENOTFOUND|EAI_AGAIN/.test(message) || code === "EDNS") return `No server is called ${server}. Check the name.`;
  if (/ECONNREFUSED/.test(message)) return `${server} refused the connection: nothing listens there. Check server and port.`;
  if (/EHOSTUNREACH|ENETUNREACH/.test(message)) return `There is no way to ${server} from here. Check the network, or a firewall.`;
  if (/ECONNRESET|closed unexpectedly|Server closed/i.test(message))
    return `${server} broke the connection off. Check the port, and whether it expects TLS.`;
  if (code === "ETIMEDOUT" || /timeout|timed out/i.test(message))
    return `${server} did not answer in time. Check server, port, security and firewall.`;
  return null;
}

function tlsWord(security: MailSettings["security"]): string {
  return { tls: "TLS from the first byte", starttls: "STARTTLS", none: "no encryption" }[security];
}

function quote({ response, responseCode }: Failure): string {
  const words = trim(response);
  if (words === "") return ".";
  return responseCode !== null && words.startsWith(String(responseCode)) ? `: "${words}"` : `: "${responseCode ?? ""} ${words}"`;
}

function trim(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line.length > 300 ? `${line.slice(0, 300).toWellFormed()}…` : line;
}

function readFailure(error: unknown): Failure {
  // Errors of the mail client carry these beside their message, each or none.
  const fields = (typeof error === "object" && error !== null ? error : {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  return {
    message: error instanceof Error ? error.message : String(error),
    code: text("code"),
    command: text("command"),
    responseCode: typeof fields.responseCode === "number" ? fields.responseCode : null,
    response: text("response"),
  };
}
