import type { Json } from "../../model/person.ts";
import type { Answer } from "../http/create-requester.ts";
import { type JsonObject, listOf, objectOf, textOf } from "./json.ts";

/** An error of a Google API, as far as it could be read; `hasEnvelope` is false for HTML, plain text and answers of something in between. */
export interface GoogleError {
  readonly status: number;
  readonly hasEnvelope: boolean;
  /** `errors[0].reason`: `forbidden`, `userRateLimitExceeded`. */
  readonly reason: string | null;
  /** `details[].reason`: `SERVICE_DISABLED`, `ACCESS_TOKEN_SCOPE_INSUFFICIENT`. */
  readonly detailReason: string | null;
  /** `status`: `PERMISSION_DENIED`. */
  readonly rpcStatus: string | null;
  /** For people to read, never to decide by. */
  readonly message: string | null;
  /** Where Google says to go, https only. */
  readonly link: string | null;
}

/** Reads the envelope of Google's errors (developers.google.com/workspace/admin/directory/v1/guides/troubleshoot-error-codes; google.aip.dev/193). */
export function parseGoogleError(answer: Answer): GoogleError {
  const error = objectOf(objectOf(answer.json)?.error);
  const first = objectOf(listOf(error?.errors)?.[0]);
  const details = (listOf(error?.details) ?? []).map(objectOf).filter((detail) => detail !== null);
  return {
    status: answer.status,
    hasEnvelope: error !== null,
    reason: textOf(first?.reason),
    detailReason: details.map((detail) => textOf(detail.reason)).find((reason) => reason !== null) ?? null,
    rpcStatus: textOf(error?.status),
    message: shorten(textOf(error?.message) ?? textOf(first?.message)),
    link: findLink(details, [textOf(first?.extendedHelp), textOf(error?.message)]),
  };
}

/** A Help link of the details comes first, then `extendedHelp`, then one inside the message. */
function findLink(details: readonly JsonObject[], others: readonly (string | null)[]): string | null {
  const ofDetails = details.flatMap((detail) => listOf(detail.links) ?? []).map((link) => textOf(objectOf(link)?.url));
  const message = others
    .at(-1)
    ?.match(/https:\/\/[^\s"'<>]+/)?.[0]
    ?.replace(/[.,)]+$/, "");
  return [...ofDetails, ...others.slice(0, -1), message].map(asLink).find((link) => link !== null) ?? null;
}

function asLink(text: Json | undefined): string | null {
  const link = textOf(text);
  return link?.startsWith("https://") && URL.canParse(link) ? link : null;
}

function shorten(text: string | null): string | null {
  if (text === null) return null;
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
