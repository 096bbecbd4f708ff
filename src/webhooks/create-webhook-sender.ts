import type { Kysely } from "kysely";
import type { Vault } from "../connections/vault.ts";
import { Invalid } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { type ClaimedDelivery, claimDeliveries, releaseClaim } from "./claim-deliveries.ts";
import { type Resolve, resolveHost } from "./find-address.ts";
import { type PostOutcome, postDelivery } from "./post-delivery.ts";
import { forgetOldEvents, settleDelivery } from "./settle-delivery.ts";
import { signDelivery } from "./sign-delivery.ts";
import { openWebhookSecrets } from "./webhook-secret.ts";

/** What sending needs. */
export interface WebhookSending {
  readonly db: Kysely<Tables>;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly resolve?: Resolve;
  /** How long a receiver may take. */
  readonly timeoutMs?: number;
}

/** Sends what happened to the programs that want to know, while it runs. */
export interface WebhookSender {
  /** Sends everything that is due now, and answers how many tries that were. */
  readonly sendDue: () => Promise<number>;
  /** Looks for work every second from now on. */
  readonly start: () => void;
  /** Stops looking, breaks off what is under way and lets go of it. */
  readonly close: () => Promise<void>;
}

const looksEveryMs = 1000;
const forgetsEveryMs = 3_600_000;

/** Each webhook gets one delivery at a time, in the order of events; a slow receiver holds up nobody else. */
export function createWebhookSender(sending: WebhookSending, onMistake: (error: unknown) => void): WebhookSender {
  const { db, now } = sending;
  const closing = new AbortController();
  const atWork = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | null = null;
  let forgottenAt = 0;

  const sendAll = async (first: ClaimedDelivery): Promise<number> => {
    let tries = 0;
    let next: ClaimedDelivery | undefined = first;
    while (next !== undefined) {
      tries += 1;
      await sendOne(sending, next, closing.signal);
      if (closing.signal.aborted) break;
      [next] = await claimDeliveries(db, now(), next.webhookId);
    }
    return tries;
  };
  const claim = async (): Promise<Promise<number>[]> => {
    const claimed = await claimDeliveries(db, now());
    return claimed.map((delivery) => {
      const work: Promise<number> = sendAll(delivery).finally(() => atWork.delete(work));
      atWork.add(work);
      return work;
    });
  };
  const look = async () => {
    if (now().getTime() - forgottenAt >= forgetsEveryMs) {
      forgottenAt = now().getTime();
      await forgetOldEvents(db, now());
    }
    for (const work of await claim()) work.catch(onMistake);
  };
  const tick = () => {
    const looking = look()
      .catch(onMistake)
      .finally(() => {
        atWork.delete(looking);
        if (!closing.signal.aborted) timer = setTimeout(tick, looksEveryMs).unref();
      });
    atWork.add(looking);
  };
  return {
    sendDue: async () => (await Promise.all(await claim())).reduce((sum, tries) => sum + tries, 0),
    start: tick,
    close: async () => {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      while (atWork.size > 0) await Promise.allSettled(atWork);
    },
  };
}

async function sendOne(sending: WebhookSending, delivery: ClaimedDelivery, closing: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const outcome = await trySending(sending, delivery, closing);
  if (closing.aborted && !outcome.isDelivered) return await releaseClaim(sending.db, delivery);
  const milliseconds = Math.round(performance.now() - startedAt);
  await settleDelivery(sending.db, delivery, { ...outcome, milliseconds }, sending.now());
}

async function trySending(sending: WebhookSending, delivery: ClaimedDelivery, closing: AbortSignal): Promise<PostOutcome> {
  const { event, url, allowsPrivate } = delivery;
  try {
    const secrets = openWebhookSecrets(sending.vault, delivery);
    const told = { id: event.id, event: event.name, at: event.at.toISOString(), by: event.by, ...event.payload };
    return await sendEvent(sending, { url, allowsPrivate, secrets, deliveryId: delivery.id, event: told }, closing);
  } catch (error) {
    // A secret that does not open with this key: it will not with the next try, but perhaps with another key.
    if (error instanceof Invalid) return { isDelivered: false, status: null, answer: "", says: error.message };
    throw error;
  }
}

/** What goes to one receiver. */
export interface EventToSend {
  readonly url: string;
  readonly allowsPrivate: boolean;
  readonly secrets: readonly string[];
  readonly deliveryId: number;
  readonly event: { readonly id: number; readonly event: string; readonly at: string; readonly by: string };
}

/** Signs an event and posts it. A try has ten seconds, resolving the name included. */
export async function sendEvent(
  { now, resolve = resolveHost, timeoutMs = 10_000 }: Pick<WebhookSending, "now" | "resolve" | "timeoutMs">,
  { url, allowsPrivate, secrets, deliveryId, event }: EventToSend,
  closing: AbortSignal,
): Promise<PostOutcome> {
  const body = JSON.stringify(event);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Muster",
    "muster-event": event.event,
    "muster-delivery": String(deliveryId),
    "muster-signature": signDelivery(body, secrets, now()),
  };
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  return await postDelivery({ url: new URL(url), allowsPrivate, headers, body, resolve, signal });
}
