import type { TicketAction } from "../../../src/model/ticket-action.ts";

/** Words that somebody wrote, or changes one after the other that nobody wrote a word about. */
export type Entry =
  | { readonly kind: "words"; readonly action: TicketAction }
  | { readonly kind: "changes"; readonly actions: readonly TicketAction[] };

/** A conversation as it is read: who said what; changes in between are one entry, however many there were. */
export function foldActions(actions: readonly TicketAction[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const action of actions) {
    const last = entries.at(-1);
    if (hasWords(action)) entries.push({ kind: "words", action });
    else if (last?.kind === "changes") entries.splice(-1, 1, { kind: "changes", actions: [...last.actions, action] });
    else entries.push({ kind: "changes", actions: [action] });
  }
  return entries;
}

/** What an action without words did, as a sentence. */
export function sayChange({ kind, outcome, minutes, changes, by }: TicketAction): string {
  const said = changes.map(({ label, from, to }) => `${label}: ${from || "nothing"} → ${to || "nothing"}`);
  const worked = minutes > 0 ? [`${minutes} min of work`] : [];
  const name = kind === "opened" ? ["opened the ticket"] : outcome === null ? [] : [`“${outcome}”`];
  return `${by}: ${[...name, ...said, ...worked].join(", ") || "changed nothing that is shown"}`;
}

function hasWords({ kind, note }: TicketAction): boolean {
  return note.trim() !== "" || kind === "publicReply" || kind === "privateNote";
}
