import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import type { Logger } from "pino";
import { Conflict, type Fault, Forbidden, Invalid, NotFound } from "../../model/errors.ts";
import { findRace } from "../../store/find-race.ts";
import { ChangedMeanwhile, SignInNeeded, TooManyCalls } from "../errors.ts";

/** Answers a failure as HaloPSA's clients read it: `Message` or `error`, and what is wrong by property where it is one's. */
export function answerHaloError(c: Context, error: Error, log: Logger): Response {
  if (error instanceof Invalid) return c.json(writeFaults(error.faults), 400);
  // HaloPSA's clients know no 409: what stands against something is a bad request.
  if (error instanceof Conflict || error instanceof ChangedMeanwhile) return c.json(writeMessage(error.message), 400);
  if (error instanceof SignInNeeded) {
    c.header("www-authenticate", 'Bearer realm="Muster"');
    return c.json({ error: error.message }, 401);
  }
  if (error instanceof Forbidden) return c.json({ error: error.message }, 403);
  if (error instanceof TooManyCalls) return c.json({ error: error.message }, 429);
  if (error instanceof NotFound) return c.json({ error: error.message }, 404);
  const race = findRace(error);
  if (race !== null) {
    log.warn({ err: { type: error.name, message: error.message } }, "two at once");
    return c.json(writeMessage(race.message), 400);
  }
  const id = randomBytes(4).toString("hex");
  log.error({ id, err: { type: error.name, message: error.message, stack: error.stack } }, "our mistake");
  return c.json({ error: `Something went wrong on our side. Quote number ${id}: the server's log has the details.` }, 500);
}

/**
 * One sentence for people under `Message`, and every fault under its property with its place in the list, `[0].id`. A sentence that begins
 * with a capital stands for itself: HaloPSA's clients look for some word by word.
 */
function writeFaults(faults: readonly Fault[]): object {
  const sentences = faults.map(({ at, says }) => writeSentence(at.replace(/^\[\d+\]\./, ""), says));
  const byPlace: Record<string, string[]> = {};
  for (const { at, says, about } of faults) {
    byPlace[at] ??= [];
    byPlace[at].push(about === undefined ? says : `${says}: ${about}`);
  }
  return { ...writeMessage([...new Set(sentences)].join("; ")), ...byPlace };
}

/** A schema's own words (`Too big: …`) and what begins a sentence of its own need to be told apart from the property. */
function writeSentence(at: string, says: string): string {
  if (/^(Too|Invalid input|Invalid option|Invalid key|Unrecognized)\b/.test(says)) return `${at}: ${says}`;
  if (/^[A-Z]/.test(says)) return says;
  return /^(there|this|nobody|no)\b/.test(says) ? `${at}: ${says}` : `${at} ${says}`;
}

/** n8n shows what stands under `id`, whatever is at fault, and cuts a body where it finds a lonely hyphen. */
function writeMessage(sentence: string): { readonly Message: string; readonly id: string } {
  const says = sentence.replaceAll(" - ", ", ");
  return { Message: says, id: says };
}
