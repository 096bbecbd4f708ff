import type { AnyRecord } from "../../records/record-types.ts";

/** How a deadline stands, as the server says it. */
export interface Standing {
  readonly kind: "none" | "met" | "missed" | "due" | "overdue" | "waits";
  readonly minutes: number | null;
  readonly says: string;
}

/** A ticket as it is answered. */
export type TicketRecord = AnyRecord & {
  readonly summary: string;
  readonly details: string;
  readonly statusId: number | null;
  readonly customerId: number;
  readonly siteId: number | null;
  readonly userId: number | null;
  readonly agentId: number | null;
  readonly teamId: number | null;
  readonly assetIds: readonly number[];
  readonly isClosed: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly respondBy: string | null;
  readonly resolveBy: string | null;
  readonly respondedAt: string | null;
  readonly closedAt: string | null;
  readonly lastActionAt: string | null;
  readonly waitingSince: string | null;
  readonly sla: { readonly response: Standing; readonly resolution: Standing };
  readonly actions: number;
  readonly attachments: number;
};

export interface OutcomeRecord {
  readonly id: number;
  readonly name: string;
  readonly kind: "publicReply" | "privateNote" | "statusChange";
  readonly statusId: number | null;
  readonly sendsMail: boolean;
  readonly isActive: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export interface StatusRecord {
  readonly id: number;
  readonly name: string;
  readonly state: "open" | "waiting" | "closed";
}

/** What a user's page answers, as far as tickets need it. */
export interface PersonRecord {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly customer: { readonly id: number; readonly name: string } | null;
  readonly site: { readonly id: number; readonly name: string } | null;
}
