import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type {
  AssignmentView,
  InvoicePreviewView,
  InvoiceView,
  QuantityView,
  SeatMonthsView,
  SeatView,
} from "../../../src/api/v1/shapes/contracts.ts";
import { call } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";

export type Quantity = z.infer<typeof QuantityView>;
export type Assignment = z.infer<typeof AssignmentView>;
export type Seat = z.infer<typeof SeatView>;
export type SeatMonths = z.infer<typeof SeatMonthsView>;
type Sheet<T> = { readonly items: readonly T[]; readonly next: string | null; readonly total: number };

/** What has quantities with a history. */
export type Counted = "subscriptions" | "software-licences";

const touched = ["records", "licences", "seats", "invoices"];

/** How a quantity grew, oldest or newest first as the server says. */
export function useQuantities(path: Counted, id: number) {
  return useQuery({
    queryKey: ["licences", path, id, "quantities"],
    queryFn: () => call<Sheet<Quantity>>(`/${path}/${id}/quantities`, { query: { limit: "500" } }),
  });
}

/** Says what a quantity was from a day on: a correction of the past, too. */
export function useCorrectQuantity(path: Counted, id: number) {
  return useChange(
    touched,
    ({ key, ...body }: { readonly key: string; readonly at: string; readonly quantity: number; readonly assigned?: number }) =>
      call<unknown>(`/${path}/${id}/quantities`, { method: "POST", body, key }),
  );
}

/** Who and what hold a licence. */
export function useAssignments(id: number) {
  return useQuery({
    queryKey: ["licences", id, "assignments"],
    queryFn: () => call<Sheet<Assignment>>(`/software-licences/${id}/assignments`, { query: { limit: "500" } }),
  });
}

/** The licences that a user or an asset holds. */
export function useLicencesOf(path: "users" | "assets", id: number) {
  return useQuery({
    queryKey: ["licences", path, id],
    queryFn: () => call<Sheet<Assignment>>(`/${path}/${id}/licences`, { query: { limit: "500" } }),
  });
}

export function useAssign(id: number) {
  return useChange(
    touched,
    ({ key, ...body }: { readonly key: string; readonly userIds: readonly number[]; readonly assetIds: readonly number[] }) =>
      call<unknown>(`/software-licences/${id}/assignments`, { method: "POST", body, key }),
  );
}

/** Takes a licence back from whoever holds it. */
export function useRelease() {
  return useChange(touched, ({ licenceId, id }: Pick<Assignment, "licenceId" | "id">) =>
    call<undefined>(`/software-licences/${licenceId}/assignments/${id}`, { method: "DELETE" }),
  );
}

export function askSeats(query: Readonly<Record<string, string | undefined>>) {
  return call<Sheet<Seat>>("/seats", { query });
}

/** Every product of a customer, with its seats. */
export function useSeatsOf(customerId: number, isWanted: boolean) {
  return useQuery({ queryKey: ["seats", "of", customerId], queryFn: () => askAllSeats(customerId, 0), enabled: isWanted });
}

async function askAllSeats(customerId: number, from: number): Promise<readonly Seat[]> {
  const { items, next } = await askSeats({ customerId: String(customerId), from: String(from), limit: "500" });
  return next === null ? items : [...items, ...(await askAllSeats(customerId, from + items.length))];
}

/** How the seats of a customer's products grew over a year. */
export function useSeatMonths(customerId: number) {
  return useQuery({
    queryKey: ["seats", "of", customerId, "months"],
    queryFn: () => call<{ readonly items: readonly SeatMonths[] }>("/seats/months", { query: { customerId: String(customerId) } }),
  });
}

/** What a recurring invoice would bill on a day; its next one without a day. */
export function useInvoicePreview(id: number, on: string | undefined) {
  return useQuery({
    queryKey: ["invoices", id, "preview", on ?? "next"],
    queryFn: () => call<InvoicePreviewView>(`/recurring-invoices/${id}/preview`, { query: { on } }),
  });
}

/** The invoices that were billed already. */
export function useIssuedInvoices(recurringId: number) {
  return useQuery({
    queryKey: ["invoices", recurringId, "issued"],
    queryFn: () => call<Sheet<InvoiceView>>("/invoices", { query: { recurringId: String(recurringId), limit: "200" } }),
  });
}

/** Keeps what was billed, and moves on to the next one. */
export function useAdvanceInvoice(id: number) {
  return useChange(touched, ({ version, key }: { readonly version: number; readonly key: string }) =>
    call<unknown>(`/recurring-invoices/${id}/advance`, { method: "POST", version, key }),
  );
}
