import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import type { Attachment } from "../../../src/model/ticket-attachment.ts";
import type { QuickView } from "../../../src/model/ticket-view.ts";
import { call } from "../../queries/call.ts";
import { askRecords, forgetRecords, useKind } from "../../queries/records.ts";
import type { Draft, Sheet } from "../../records/record-types.ts";
import type { PersonRecord, TicketRecord } from "./ticket-record.ts";

/** How often an open page asks whether somebody else did something. */
const everyMs = 20_000;
const place = { name: "ticket", path: "tickets" } as const;

/** Where today is, for what is due today. */
export const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** One ticket, asked for again and again: others work on it, too. */
export function useTicket(id: number) {
  return useQuery({
    queryKey: ["records", "ticket", "one", id],
    queryFn: () => call<TicketRecord>(`/tickets/${id}`),
    refetchInterval: everyMs,
  });
}

/** How many tickets each quick view holds. */
export function useTicketCounts(isWanted = true) {
  return useQuery({
    queryKey: ["records", "ticket", "counts"],
    queryFn: () => call<Readonly<Record<QuickView, number>>>("/ticket-counts", { query: { timeZone: ownTimeZone } }),
    refetchInterval: everyMs * 3,
    enabled: isWanted,
  });
}

/** A few tickets for a short list. */
export function useSomeTickets(query: Readonly<Record<string, string | undefined>>, isWanted = true) {
  return useQuery({
    queryKey: ["records", "ticket", "some", query],
    queryFn: () => askRecords<TicketRecord>(place, query),
    refetchInterval: everyMs * 3,
    enabled: isWanted,
  });
}

/** The newest actions of a ticket, oldest first; `shown` is how many of them. */
export function useActions(ticket: TicketRecord, shown: number) {
  const from = Math.max(0, ticket.actions - shown);
  return useQuery({
    queryKey: ["records", "ticket", "one", ticket.id, "actions", from],
    queryFn: async () => ({ items: await askActions(ticket.id, from) }),
    refetchInterval: everyMs,
  });
}

async function askActions(ticketId: number, from: number): Promise<readonly TicketAction[]> {
  const { items, next } = await call<Sheet<TicketAction>>(`/tickets/${ticketId}/actions`, { query: { from: String(from), limit: "500" } });
  return next === null ? items : [...items, ...(await askActions(ticketId, from + items.length))];
}

export interface ActionInput {
  readonly outcomeId: number;
  readonly note?: string;
  readonly minutes?: number;
  readonly isImportant?: boolean;
  readonly isPrivate?: boolean;
}

/** Does something on a ticket, by an outcome. */
export function useAddAction(ticketId: number) {
  return useTicketChange((action: ActionInput) => call<TicketAction>(`/tickets/${ticketId}/actions`, { method: "POST", body: action }));
}

interface ActionEdit {
  readonly number: number;
  /** Of the ticket, as it was shown. */
  readonly version: number;
  readonly patch: Partial<Pick<TicketAction, "note" | "minutes" | "isImportant" | "isPrivate">>;
}

/** Corrects an action of a ticket. */
export function useEditAction(ticketId: number) {
  return useTicketChange(({ number, version, patch }: ActionEdit) =>
    call<TicketAction>(`/tickets/${ticketId}/actions/${number}`, { method: "PATCH", body: patch, version }),
  );
}

export function useDeleteAction(ticketId: number) {
  return useTicketChange(({ number, version }: Omit<ActionEdit, "patch">) =>
    call<undefined>(`/tickets/${ticketId}/actions/${number}`, { method: "DELETE", version }),
  );
}

/** Changes fields of a ticket from the version that was shown. */
export function usePatchTicket(ticketId: number) {
  return useTicketChange(({ version, values }: { readonly version: number; readonly values: Draft }) =>
    call<TicketRecord>(`/tickets/${ticketId}`, { method: "PATCH", body: values, version }),
  );
}

/** Opens a ticket; the same key opens it once. */
export function useOpenTicket() {
  return useTicketChange(({ values, key }: { readonly values: Draft; readonly key: string }) =>
    call<TicketRecord>("/tickets", { method: "POST", body: values, key }),
  );
}

interface BulkResult {
  readonly updated: number;
  readonly items: readonly { readonly id: number; readonly isUpdated: boolean; readonly says: string | null }[];
}

/** Changes many tickets alike; what became of each is the answer. */
export function usePatchMany() {
  return useTicketChange((change: { readonly ids: readonly number[]; readonly patch: Draft }) =>
    call<BulkResult>("/tickets", { method: "PATCH", body: change }),
  );
}

export function useAttachments(ticketId: number) {
  return useQuery({
    queryKey: ["records", "ticket", "one", ticketId, "attachments"],
    queryFn: () => call<{ readonly items: readonly Attachment[] }>(`/tickets/${ticketId}/attachments`),
    refetchInterval: everyMs,
  });
}

export function useDeleteAttachment() {
  return useTicketChange((id: number) => call<undefined>(`/attachments/${id}`, { method: "DELETE" }));
}

/** What a template would put into a ticket for somebody. */
export function askTemplate(id: number, given: Readonly<Record<"userId" | "customerId" | "siteId", number | null>>): Promise<Draft> {
  const query = Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])));
  return call<Draft>(`/ticket-templates/${id}/fill`, { query });
}

/** A user as tickets need to know them: whose they are, and whether mail reaches them. */
export function useUser(id: number | null) {
  return useQuery({
    queryKey: ["records", "user", "one", id],
    queryFn: () => call<PersonRecord>(`/users/${id}`),
    enabled: id !== null,
    staleTime: 60_000,
  });
}

/** The records that tickets are set up with, in their order: outcomes, types, statuses. */
export function useSetup<T>(name: string) {
  const kind = useKind(name);
  return useQuery({
    queryKey: ["records", name, "all"],
    queryFn: async () => (await askRecords<T>(kind ?? { path: "" }, { limit: "500" })).items,
    enabled: kind !== undefined,
    staleTime: 60_000,
  });
}

function useTicketChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => forgetRecords(queries, "ticket") });
}
