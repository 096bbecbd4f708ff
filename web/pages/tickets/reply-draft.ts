import { useState } from "react";

/** A reply that is being written. Files are not kept: browsers give them to a page only once. */
export interface ReplyDraft {
  /** Null: the first outcome that there is. */
  readonly outcomeId: number | null;
  readonly note: string;
  readonly minutes: number;
  readonly isPrivate: boolean;
  readonly isImportant: boolean;
}

export const emptyReply: ReplyDraft = { outcomeId: null, note: "", minutes: 0, isPrivate: false, isImportant: false };

const keyOf = (ticketId: number) => `muster-reply-${ticketId}`;

/** The reply to a ticket that this browser tab began: it is there again after looking at another page. */
export function useReplyDraft(ticketId: number) {
  const [draft, setDraft] = useState(() => readReply(sessionStorage.getItem(keyOf(ticketId))));
  function save(next: ReplyDraft) {
    setDraft(next);
    try {
      if (next.note === "" && next.minutes === 0) sessionStorage.removeItem(keyOf(ticketId));
      else sessionStorage.setItem(keyOf(ticketId), JSON.stringify(next));
    } catch {
      // A browser that keeps nothing: the reply lives as long as its page.
    }
  }
  return { draft, save, clear: () => save({ ...emptyReply, outcomeId: draft.outcomeId }) };
}

/** A reply as it was kept; an empty one where it can't be read. */
export function readReply(kept: string | null): ReplyDraft {
  if (kept === null) return emptyReply;
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== "object" || value === null) return emptyReply;
    const { outcomeId, note, minutes, isPrivate, isImportant } = value as Record<string, unknown>; // an object; each value is looked at below
    return {
      outcomeId: typeof outcomeId === "number" ? outcomeId : null,
      note: typeof note === "string" ? note : "",
      minutes: typeof minutes === "number" && minutes > 0 ? minutes : 0,
      isPrivate: isPrivate === true,
      isImportant: isImportant === true,
    };
  } catch {
    return emptyReply;
  }
}
