import { addAgent, addUser } from "../../../test/make.ts";
import { createRecordOf } from "../../desk/records/save-record-of.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Db } from "../../store/open-database.ts";
import { createTicket, type TicketToCreate } from "../create-ticket.ts";
import type { Ticket, TicketSaving } from "../ticket-saving.ts";

/** Two customers with their people, two agents, one of them in a team, and what a desk begins with. */
export interface TicketDesk {
  readonly alder: { readonly id: number; readonly leeds: number; readonly porto: number };
  readonly birch: { readonly id: number; readonly main: number };
  /** Of Alder: Rosa and Tom in Leeds, Pia in Porto. Of Birch: Bo. */
  readonly users: { readonly rosa: number; readonly tom: number; readonly pia: number; readonly bo: number };
  readonly agents: { readonly owen: number; readonly priya: number };
  /** Priya is in it. */
  readonly team: number;
  /** As Owen. */
  saving(change?: Partial<TicketSaving>): TicketSaving;
  open(input?: TicketToCreate, saving?: TicketSaving): Promise<Ticket>;
}

/** What a desk begins with, as the first records of a database are numbered. */
export const first = {
  status: { new: 1, inProgress: 2, waitingForUser: 3, resolved: 5 },
  priority: { critical: 1, medium: 3, low: 4 },
  type: { incident: 1 },
  outcome: { reply: 1, replyAndWait: 2, privateNote: 3, startWork: 4, resolve: 5 },
} as const;

let desks = 0;

/** A Friday morning. */
export const friday = new Date("2026-11-20T10:00:00Z");

/** Makes a desk of its own in the database. */
export async function makeTicketDesk(db: Db): Promise<TicketDesk> {
  desks += 1;
  const saved = { by: "test", now: friday };
  const customer = (name: string) => createRecordOf(db, deskKinds.customer, { name: `${name} ${desks}` }, saved);
  const alder = await customer("Alder");
  const birch = await customer("Birch");
  const mainOf = async (id: number) =>
    (await db.selectFrom("sites").select("id").where("customer_id", "=", id).where("is_main", "=", true).executeTakeFirstOrThrow()).id;
  const leeds = await mainOf(alder);
  const porto = await createRecordOf(db, deskKinds.site, { name: "Porto", customerId: alder }, saved);
  const main = await mainOf(birch);
  const user = (name: string, siteId: number) => addUser(db, { name, siteId, email: `${name.toLowerCase()}.${desks}@example.test` });
  const agent = (name: string) => addAgent(db, { name, email: `${name.toLowerCase()}.${desks}@desk.test` });
  const agents = { owen: await agent("Owen"), priya: await agent("Priya") };
  const team = await createRecordOf(db, deskKinds.team, { name: `Second line ${desks}`, agentIds: [agents.priya] }, saved);
  const saving = (change: Partial<TicketSaving> = {}): TicketSaving => ({
    by: "Owen",
    now: friday,
    caller: { kind: "agent", agent: { id: agents.owen }, application: null },
    ...change,
  });
  const users = {
    rosa: await user("Rosa", leeds),
    tom: await user("Tom", leeds),
    pia: await user("Pia", porto),
    bo: await user("Bo", main),
  };
  return {
    alder: { id: alder, leeds, porto },
    birch: { id: birch, main },
    users,
    agents,
    team,
    saving,
    open: (input = {}, as = saving()) =>
      createTicket(db, { summary: "Printer on fire", typeId: first.type.incident, userId: users.rosa, ...input }, as),
  };
}
