import type { ConfiguredConnection } from "../connections/get-connection.ts";
import { listSharing } from "../connections/list-sharing.ts";
import { compileSettings } from "../core/compile-settings.ts";
import { isEffect } from "../core/guard.ts";
import { claimKey } from "../core/match-person.ts";
import { note } from "../core/note.ts";
import { concerns } from "../core/place-person.ts";
import { type PersonFacts, type PlanContext, planPerson } from "../core/plan-person.ts";
import { listAdministratorRoles, losesAdministration, spareLastAdministrator } from "../core/spare-last-administrator.ts";
import { listLinks } from "../desk/list-links.ts";
import { countActiveAdministrators } from "../desk/list-records.ts";
import { listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import type { Change } from "../model/change.ts";
import type { DeskCatalogue, Entity } from "../model/desk.ts";
import { must } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import { type FactsContext, gatherFacts, prepareFacts } from "./gather-facts.ts";

/** What a manual import would do with one account, and everything that it knows of it. */
export interface OnePlanned extends FactsContext {
  readonly facts: PersonFacts;
  readonly lines: readonly Change[];
}

/**
 * Plans one account as a manual import of everybody would: the same facts, the same decisions, a record that another account claims as
 * well included. Stores nothing.
 */
export async function planOnePerson(
  db: Db,
  configured: ConfiguredConnection,
  catalogue: DeskCatalogue,
  mirrored: MirroredPerson,
): Promise<OnePlanned> {
  const { connection, settings } = configured;
  const alone: PlanContext = {
    connectionId: connection.id,
    sharesPeopleWith: await listSharing(db, connection.id),
    contested: new Set(),
    runId: 0,
    isScheduled: false,
    compiled: compileSettings(settings, catalogue.customFields),
  };
  const entities = await listEntities(db, configured, mirrored.id);
  const context = await prepareFacts(db, alone, entities);
  const facts = must((await gatherFacts(context, [mirrored]))[0], "the facts of one person");
  const plan = { ...alone, contested: await findContested(context, planPerson(facts, alone)) };
  return { ...context, plan, facts, lines: await spareAdministrator(db, catalogue, facts, planPerson(facts, plan)) };
}

/** Imports that have a mapping or that the account is linked in; users where there is neither. */
async function listEntities(db: Db, { connection, settings }: ConfiguredConnection, externalId: string): Promise<readonly Entity[]> {
  const entities: Entity[] = [];
  for (const entity of ["user", "agent"] as const) {
    const isMapped = settings.mappings.some((mapping) => mapping.destination.kind !== "leaveOut" && concerns(mapping, entity));
    if (isMapped || (await listLinks(db, connection.id, entity, [externalId])).size > 0) entities.push(entity);
  }
  return entities.length > 0 ? entities : ["user"];
}

/** Records that these lines claim by a matching field, and that an account which earlier plans saw as a rival still claims as well. */
async function findContested(context: FactsContext, lines: readonly Change[]): Promise<ReadonlySet<string>> {
  const { db, plan } = context;
  const claims = new Set(lines.map(claimOf).filter((claim) => claim !== null));
  if (claims.size === 0) return claims;
  const rows = await db
    .selectFrom("questions")
    .select("external_id")
    .distinct()
    .where("connection_id", "=", plan.connectionId)
    .where("reason", "=", "claimedTwice")
    .where("answer", "is", null)
    .where(
      "external_id",
      "not in",
      lines.map((line) => line.externalId ?? ""),
    )
    .execute();
  const rivals = await gatherFacts(
    context,
    await listPeopleById(
      db,
      plan.connectionId,
      rows.map((row) => row.external_id),
    ),
  );
  const others = new Set(rivals.flatMap((facts) => planPerson(facts, plan)).map(claimOf));
  return new Set([...claims].filter((claim) => others.has(claim)));
}

function claimOf(change: Change): string | null {
  if (change.match.kind !== "byField" || !isEffect(change) || change.recordId === null) return null;
  return claimKey({ entity: change.entity, id: change.recordId });
}

/** As imports do: the line that would leave nobody with administrator rights is left out. */
async function spareAdministrator(
  db: Db,
  catalogue: DeskCatalogue,
  facts: PersonFacts,
  lines: readonly Change[],
): Promise<readonly Change[]> {
  const roles = listAdministratorRoles(catalogue);
  const { agent } = facts.entities;
  const line = lines.find((change) => change.entity === "agent");
  const known = [agent?.link?.record, agent?.answer?.record, ...(agent?.candidates ?? []).map((candidate) => candidate.record)];
  const record = known.find((candidate) => candidate?.id === line?.recordId) ?? null;
  if (line === undefined || record === null || !losesAdministration(line, record, roles)) return lines;
  if (spareLastAdministrator([{ seq: 1, change: line, record }], await countActiveAdministrators(db), roles).length === 0) return lines;
  const because = [...line.because, { kind: "leftOut", reason: "lastAdministrator", detail: null } as const];
  return lines.map((change) => (change === line ? note({ ...line, kind: "leftOut", because }) : change));
}
