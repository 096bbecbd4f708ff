import { assetGroupKind, assetKind, assetStatusKind, assetTypeKind } from "./assets.ts";
import { recurringInvoiceKind, softwareLicenceKind, subscriptionKind } from "./contracts.ts";
import type { RecordKind } from "./kind.ts";
import { agentKind, agentRoleKind, cabKind, cabRoleKind, teamKind, userKind, userRoleKind } from "./people.ts";
import { customerKind, siteKind } from "./places.ts";
import {
  categoryKind,
  impactKind,
  outcomeKind,
  priorityKind,
  slaKind,
  ticketStatusKind,
  ticketTemplateKind,
  ticketTypeKind,
  urgencyKind,
  workingHoursKind,
} from "./ticket-setup.ts";
import { ticketKind } from "./tickets.ts";

/** Every kind of record of the desk, by name. */
export const deskKinds = {
  customer: customerKind,
  site: siteKind,
  user: userKind,
  agent: agentKind,
  userRole: userRoleKind,
  agentRole: agentRoleKind,
  team: teamKind,
  cab: cabKind,
  cabRole: cabRoleKind,
  assetGroup: assetGroupKind,
  assetType: assetTypeKind,
  assetStatus: assetStatusKind,
  asset: assetKind,
  workingHours: workingHoursKind,
  sla: slaKind,
  priority: priorityKind,
  ticketStatus: ticketStatusKind,
  impact: impactKind,
  urgency: urgencyKind,
  category: categoryKind,
  ticketType: ticketTypeKind,
  outcome: outcomeKind,
  ticketTemplate: ticketTemplateKind,
  ticket: ticketKind,
  subscription: subscriptionKind,
  softwareLicence: softwareLicenceKind,
  recurringInvoice: recurringInvoiceKind,
} as const;

export type KindName = keyof typeof deskKinds;

/** The kind of a name that stands in a description; a name that is none is our mistake. */
export function kindOf(name: string): RecordKind {
  const kind = Object.hasOwn(deskKinds, name) ? (deskKinds as Readonly<Record<string, RecordKind>>)[name] : undefined;
  if (kind === undefined) throw new Error(`There is no kind of record called ${name}`);
  return kind;
}
