import type { Kysely } from "kysely";
import { must } from "../../model/errors.ts";
import type { Tables } from "../../store/tables.ts";
import { addAction } from "../../tickets/add-action.ts";
import { createTicket } from "../../tickets/create-ticket.ts";
import type { TicketCaller } from "../../tickets/ticket-saving.ts";
import { idOf, type SampleSite } from "./find-sample.ts";
import { type SampleTicket, sampleTickets } from "./sample-tickets.ts";

interface Scene {
  readonly sites: ReadonlyMap<string, SampleSite>;
  /** Assets by the user who holds them. */
  readonly assets: ReadonlyMap<number, number>;
}

const hourMs = 3_600_000;

/** Opens the demo's tickets and lets them be worked on, each at its time; nothing is mailed. */
export async function seedTickets(trx: Kysely<Tables>, scene: Scene, now: Date): Promise<void> {
  const known = new Map<string, number>();
  const find: Find = async (table, name) => {
    const id = known.get(`${table} ${name}`) ?? (await idOf(trx, table, name));
    known.set(`${table} ${name}`, id);
    return id;
  };
  for (const sample of sampleTickets)
    await seedTicket(trx, sample, { ...scene, find, openedAt: new Date(now.getTime() - sample.hoursAgo * hourMs) });
}

type Find = (table: string, name: string) => Promise<number>;

async function seedTicket(
  trx: Kysely<Tables>,
  sample: SampleTicket,
  { sites, assets, find, openedAt }: Scene & { readonly find: Find; readonly openedAt: Date },
): Promise<void> {
  const site = must(sites.get(sample.site), `the site ${sample.site}`);
  const person = must(site.people[sample.person], `person ${sample.person} of ${sample.site}`);
  const agent = sample.agent === null ? null : { id: await find("agents", sample.agent), name: sample.agent };
  // Whoever takes a ticket needs no mail about it.
  const asAgent: TicketCaller | null = agent === null ? null : { kind: "agent", agent, application: null };
  const by = sample.agent ?? "demo";
  const assetId = sample.hasAsset ? assets.get(person.id) : undefined;
  const ticket = await createTicket(
    trx,
    {
      summary: sample.summary,
      details: sample.details,
      typeId: await find("ticket_types", sample.type),
      priorityId: await find("priorities", sample.priority),
      categoryId: await find("categories", sample.category),
      teamId: await find("teams", sample.team),
      userId: person.id,
      agentId: agent?.id ?? null,
      assetIds: assetId === undefined ? [] : [assetId],
    },
    { by, now: openedAt, caller: asAgent },
  );
  for (const { after, outcome, note, minutes = 0 } of sample.actions) {
    const at = new Date(openedAt.getTime() + after * hourMs);
    if (outcome === null) {
      const user = { id: person.id, siteId: site.id, customerId: ticket.customerId, sees: "own" } as const;
      await addAction(
        trx,
        { ticketId: ticket.id, outcomeId: null, note, sendsMail: false },
        { by: person.name, now: at, caller: { kind: "user", user, application: null } },
      );
    } else {
      const outcomeId = await find("outcomes", outcome);
      await addAction(trx, { ticketId: ticket.id, outcomeId, note, minutes, sendsMail: false }, { by, now: at, caller: asAgent });
    }
  }
}
