import type { FieldValue } from "../../model/desk.ts";
import type { RecordField } from "../../model/records/field.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { ticketKind } from "../../model/records/tickets.ts";
import type { TicketFieldChange } from "../../model/ticket-action.ts";

type Ticket = RecordOf<typeof ticketKind>;

/** Histories are read, not searched: of long texts the beginning is enough. */
const longest = 300;

/** What differs between two states of a ticket, in words. `customLabels` are the names of custom fields by key. */
export function explainTicketChanges(
  { before, after }: { readonly before: Ticket; readonly after: Ticket },
  customLabels: ReadonlyMap<string, string>,
): readonly TicketFieldChange[] {
  const fields = Object.entries<RecordField<never> | RecordField>(ticketKind.fields).flatMap(([field, { label, isComputed }]) => {
    if (isComputed) return [];
    const [from, to] = [wordsFor(before, field), wordsFor(after, field)];
    return from === to ? [] : [{ field, label, from, to }];
  });
  const keys = new Set([...Object.keys(before.custom), ...Object.keys(after.custom)]);
  const custom = [...keys].flatMap((key) => {
    const [from, to] = [plain(before.custom[key]), plain(after.custom[key])];
    return from === to ? [] : [{ field: `custom.${key}`, label: customLabels.get(key) ?? key, from, to }];
  });
  return [...fields, ...custom].map((change) => ({ ...change, from: shorten(change.from), to: shorten(change.to) }));
}

function wordsFor(ticket: Ticket, field: string): string {
  // Fields of the kind are the ticket's.
  return ticket.labels[field] ?? plain((ticket as unknown as Readonly<Record<string, FieldValue | null | undefined>>)[field]);
}

function plain(value: FieldValue | null | undefined): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
