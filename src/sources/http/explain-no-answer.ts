import { DirectoryRefused } from "../../model/errors.ts";
import { BodyTooLarge } from "./read-body.ts";

/** A request that brought no usable answer: whether to try again, and the error once trying is over. */
export interface NoAnswer {
  readonly isWorthRetrying: boolean;
  readonly why: string;
  readonly error: DirectoryRefused;
}

const badCertificate =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT))/;

/** Puts a network failure into words. The host is named, never the rest of the address. Codes: nodejs.org/api/errors.html, nodejs.org/api/tls.html. */
export function explainNoAnswer(error: unknown, asked: { url: string; isTimedOut: boolean; timeoutMs: number }): NoAnswer {
  const { host, protocol } = new URL(asked.url);
  const code = codeOf(error);
  if (asked.isTimedOut) {
    const seconds = Math.round(asked.timeoutMs / 1000);
    const sentence = `${host} did not answer within ${seconds} seconds: try again later, or check the network between this server and it.`;
    return { isWorthRetrying: true, why: "no answer in time", error: new DirectoryRefused("unreachable", sentence, "timeout") };
  }
  if (error instanceof BodyTooLarge) {
    const sentence = `${host} sent an answer larger than any page of a directory: check the address of the connection, or a proxy between.`;
    return { isWorthRetrying: false, why: "answer too large", error: new DirectoryRefused("answer", sentence, "tooLarge") };
  }
  if (code !== null && badCertificate.test(code)) {
    const sentence = `The certificate of ${host} is not trusted by this server: name your own certificate authority in NODE_EXTRA_CA_CERTS and start again, or correct the address.`;
    return { isWorthRetrying: false, why: "untrusted certificate", error: new DirectoryRefused("configuration", sentence, code) };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const sentence = `The name ${host} could not be found: check this server's name service (DNS) and its way to the internet.`;
    return { isWorthRetrying: true, why: "name not found", error: new DirectoryRefused("unreachable", sentence, code) };
  }
  const shown = code === null ? "" : ` (${code})`;
  const sentence = `${host} could not be reached over ${protocol.slice(0, -1)}${shown}: check this server's way to it (firewall, proxy), then try again.`;
  return { isWorthRetrying: true, why: "connection failed", error: new DirectoryRefused("unreachable", sentence, code) };
}

/** `fetch` wraps what happened: the code stands in the cause, or in the cause's. */
function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
