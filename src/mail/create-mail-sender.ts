import type { Kysely } from "kysely";
import type { Vault } from "../connections/vault.ts";
import type { Tables } from "../store/tables.ts";
import { type ClaimedMail, claimMail, forgetOldMail, releaseMail, settleProblem, settleSent } from "./claim-mail.ts";
import { explainMailProblem } from "./explain-mail-problem.ts";
import { findMailPassword, findMailSettings } from "./mail-settings.ts";
import { type MailTransport, openTransport } from "./open-transport.ts";

/** What sending needs. */
export interface MailSending {
  readonly db: Kysely<Tables>;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Where agents find the ticket that they are told of, without a slash at the end. */
  readonly publicUrl: string;
  /** How long a server may be silent. */
  readonly timeoutMs?: number;
}

/** Sends the mail that waits, while it runs. */
export interface MailSender {
  /** Sends everything that is due now, and answers how many mails were sent. Without settings, or with mail switched off, everything waits. */
  readonly sendDue: () => Promise<number>;
  /** Looks for mail every few seconds from now on. */
  readonly start: () => void;
  /** Stops looking, and waits for the mail that is under way. */
  readonly close: () => Promise<void>;
}

const looksEveryMs = 3000;
const restMs = 60_000;
const forgetsEveryMs = 3_600_000;

/**
 * Every mail is sent at least once: a process that dies between sending and noting it leaves it to the next, under the same Message-ID.
 * While the server can't be reached at all, one mail is tried a minute instead of all of them; other settings end that rest.
 */
export function createMailSender(sending: MailSending, onMistake: (error: unknown) => void): MailSender {
  const { db, now } = sending;
  let isClosing = false;
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<unknown> = Promise.resolve();
  let forgottenAt = 0;
  let rest = { until: 0, version: 0 };

  const sendDue = async (): Promise<number> => {
    const kept = await findMailSettings(db);
    if (now().getTime() - forgottenAt >= forgetsEveryMs) {
      forgottenAt = now().getTime();
      await forgetOldMail(db, now());
    }
    if (kept === null || !kept.settings.isActive) return 0;
    if (rest.version === kept.version && now().getTime() < rest.until) return 0;
    const first = await claimMail(db, now());
    if (first === null) return 0;
    const password = await findMailPassword(db, sending.vault);
    const transport = openTransport(kept.settings, { password, ...(sending.timeoutMs !== undefined && { timeoutMs: sending.timeoutMs }) });
    let sent = 0;
    try {
      let next: ClaimedMail | null = first;
      while (next !== null) {
        if (isClosing) {
          await releaseMail(db, next);
          break;
        }
        const problem = await sendOne(next, transport).then(
          () => null,
          (error: unknown) => explainMailProblem(error, kept.settings, password),
        );
        if (problem === null) {
          sent += 1;
          await settleSent(db, next, now());
        } else {
          await settleProblem(db, next, problem, now());
          if (problem.kind === "server") {
            rest = { until: now().getTime() + restMs, version: kept.version };
            break;
          }
        }
        next = await claimMail(db, now());
      }
    } finally {
      transport.close();
    }
    return sent;
  };
  const sendOne = async (mail: ClaimedMail, transport: MailTransport): Promise<void> => {
    const isForAgent = (mail.kind === "assignment" || mail.kind === "answer") && mail.ticketId !== null;
    await transport.send({ ...mail, text: isForAgent ? `${mail.text}\n\n${sending.publicUrl}/tickets/${mail.ticketId}` : mail.text });
  };
  const tick = () => {
    working = sendDue()
      .catch(onMistake)
      .finally(() => {
        if (!isClosing) timer = setTimeout(tick, looksEveryMs).unref();
      });
  };
  return {
    sendDue,
    start: tick,
    close: async () => {
      isClosing = true;
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
}
