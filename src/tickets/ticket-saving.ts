import type { RecordOf } from "../model/records/kind.ts";
import type { ticketKind } from "../model/records/tickets.ts";

/** A ticket as it is answered. */
export type Ticket = RecordOf<typeof ticketKind>;

/** Who works on a ticket, as far as tickets care: the callers of both APIs are such. */
export type TicketCaller =
  | { readonly kind: "agent"; readonly agent: { readonly id: number }; readonly application: { readonly id: number } | null }
  | {
      readonly kind: "user";
      readonly user: {
        readonly id: number;
        readonly siteId: number;
        readonly customerId: number;
        readonly sees: "own" | "site" | "customer";
      };
      readonly application: { readonly id: number } | null;
    };

/** Who writes on a ticket, and when; `caller` is null for what the desk does by itself. `by` is what history and audit say. */
export interface TicketSaving {
  readonly by: string;
  readonly now: Date;
  readonly caller: TicketCaller | null;
}
