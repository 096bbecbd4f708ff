import type { OutcomeRecord, PersonRecord } from "./ticket-record.ts";

interface Reply {
  readonly outcome: Pick<OutcomeRecord, "kind" | "sendsMail">;
  readonly isPrivate: boolean;
  /** The ticket's user: undefined while they are looked up, null where there is none. */
  readonly user: Pick<PersonRecord, "name" | "email" | "isActive"> | null | undefined;
  /** Why all mail of the desk waits, as far as the agent may know; empty where it is sent. */
  readonly waits?: string | undefined;
}

interface MailState {
  readonly settings: { readonly isActive: boolean } | null;
  readonly says: string;
}

/** Why all mail of the desk waits; empty where it is sent, or where the agent may not know. */
export function explainWait(mail: MailState | undefined): string {
  if (mail === undefined) return "";
  if (mail.settings === null) return "no mail server is set up yet, under Settings.";
  return mail.settings.isActive ? mail.says : "mail is switched off under Settings.";
}

/** Whom a reply goes to by mail before it is sent, or why to nobody. */
export function explainMail({ outcome, isPrivate, user, waits = "" }: Reply): string {
  if (outcome.kind !== "publicReply" || isPrivate) return "Goes to nobody by mail: only agents see it.";
  if (!outcome.sendsMail) return "Goes to nobody by mail: this outcome sends none. The user sees it in the ticket.";
  if (user === undefined) return "";
  if (user === null) return "Goes to nobody by mail: the ticket has no user.";
  if (!user.isActive) return `Goes to nobody by mail: ${user.name} is inactive.`;
  if (user.email === "") return `Goes to nobody by mail: ${user.name} has no e-mail address.`;
  const late = waits === "" ? "" : ` It waits at first: ${waits}`;
  return `Goes by mail to ${user.name}, ${user.email}.${late}`;
}
