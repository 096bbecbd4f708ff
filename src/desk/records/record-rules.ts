import type { Transaction } from "kysely";
import type { Tables } from "../../store/tables.ts";
import { agentRoleRules } from "./rules/agent-role-rules.ts";
import { assetRules } from "./rules/asset-rules.ts";
import { assetTypeRules } from "./rules/asset-type-rules.ts";
import { cabRules } from "./rules/cab-rules.ts";
import { categoryRules } from "./rules/category-rules.ts";
import { customerRules, siteRules } from "./rules/place-rules.ts";
import { quantityRules } from "./rules/quantity-rules.ts";
import { recurringInvoiceRules } from "./rules/recurring-invoice-rules.ts";
import { slaRules, ticketStatusRules, ticketTemplateRules, workingHoursRules } from "./rules/ticket-setup-rules.ts";

/** Who writes a record, and when. */
export interface Saving {
  readonly by: string;
  readonly now: Date;
  /** Rules that belong to whoever saves, because they know more than the desk's records do: tickets keep their clocks so. */
  readonly prepare?: RecordRules["prepare"];
}

/** The values of a record, as rules see them: every field, computed ones as they were. */
export type Values = Readonly<Record<string, unknown>>;

/** A record that is about to be written, or was. `before` is null for a new one. */
export interface Written {
  readonly id: number;
  readonly before: Values | null;
  readonly after: Values;
}

/** What a kind asks for beyond its fields. */
export interface RecordRules {
  /** Checks what will be written, and answers the computed fields that follow from it. @throws Invalid, Conflict */
  readonly prepare?: (trx: Transaction<Tables>, record: { readonly before: Values | null; readonly after: Values }) => Promise<Values>;
  /** What is written beside the record itself. */
  readonly afterwards?: (trx: Transaction<Tables>, record: Written, saving: Saving) => Promise<void>;
  /** Checks before a record is deleted, and deletes what belongs to it alone. @throws Conflict */
  readonly beforeDeletion?: (
    trx: Transaction<Tables>,
    record: { readonly id: number; readonly before: Values },
    saving: Saving,
  ) => Promise<void>;
}

const rules: Readonly<Record<string, RecordRules>> = {
  customer: customerRules,
  site: siteRules,
  agentRole: agentRoleRules,
  cab: cabRules,
  category: categoryRules,
  asset: assetRules,
  assetType: assetTypeRules,
  workingHours: workingHoursRules,
  sla: slaRules,
  ticketStatus: ticketStatusRules,
  ticketTemplate: ticketTemplateRules,
  subscription: quantityRules("subscription"),
  softwareLicence: quantityRules("softwareLicence"),
  recurringInvoice: recurringInvoiceRules,
};

/** The rules of a kind. */
export function rulesOf(name: string): RecordRules {
  return rules[name] ?? {};
}
