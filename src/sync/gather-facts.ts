import { type RawBuilder, sql } from "kysely";
import { groupsAsked, partsAsked } from "../core/compile-settings.ts";
import { listMatchKeys } from "../core/match-person.ts";
import type { EntityFacts, PersonFacts, PlanContext } from "../core/plan-person.ts";
import { createCandidateSearch, type FindCandidates } from "../desk/find-candidates.ts";
import { listLinks, listLinksOfRecords } from "../desk/list-links.ts";
import { listRecords } from "../desk/list-records.ts";
import { listPresent, type MirroredPerson } from "../mirror/find-people.ts";
import { listGroupsOf, listNesting } from "../mirror/save-members.ts";
import type { DeskRecord, Entity, Link } from "../model/desk.ts";
import { isPerson, type Person } from "../model/person.ts";
import type { Db } from "../store/open-database.ts";
import { findManagers } from "./find-managers.ts";
import { listHolds } from "./holds.ts";
import { createNesting, type Nesting } from "./nesting.ts";
import { type KnownAnswer, listAnswers } from "./questions.ts";

/** What stays the same while one plan is made. */
export interface FactsContext {
  readonly db: Db;
  readonly plan: PlanContext;
  readonly entities: readonly Entity[];
  readonly nesting: Nesting;
  readonly findCandidates: FindCandidates;
  /** What there is none of, so that nobody need be asked about it. */
  readonly without: Nothing;
}

/** Kinds of records that a connection has none of. */
export interface Nothing {
  readonly links: boolean;
  readonly answers: boolean;
  readonly holds: boolean;
  /** Imports whose desk table has no records at all. */
  readonly records: readonly Entity[];
}

/** Finds out once per plan what need not be looked up for every batch. */
async function findNothing(db: Db, connectionId: number): Promise<Nothing> {
  const exists = async (query: RawBuilder<unknown>) => (await query.execute(db)).rows.length > 0;
  const of = sql`connection_id = ${connectionId}::int`;
  const users = await exists(sql`select 1 from users limit 1`);
  const agents = await exists(sql`select 1 from agents limit 1`);
  return {
    links: !(await exists(sql`select 1 from links where ${of} limit 1`)),
    answers: !(await exists(sql`select 1 from questions where ${of} and answer is not null limit 1`)),
    holds: !(await exists(sql`select 1 from holds where ${of} limit 1`)),
    records: [...(users ? [] : ["user" as const]), ...(agents ? [] : ["agent" as const])],
  };
}

/** Prepares what stays the same while one plan is made. */
export async function prepareFacts(db: Db, plan: PlanContext, entities: readonly Entity[]): Promise<FactsContext> {
  const { settings } = plan.compiled;
  return {
    db,
    plan,
    entities,
    nesting: createNesting(await listNesting(db, plan.connectionId), groupsAsked(settings), partsAsked(settings)),
    findCandidates: createCandidateSearch(db, plan.connectionId),
    without: await findNothing(db, plan.connectionId),
  };
}

/** Gathers everything that planning needs to know about a batch of people: a handful of queries, whatever the size of the batch. */
export async function gatherFacts(context: FactsContext, batch: readonly MirroredPerson[]): Promise<readonly PersonFacts[]> {
  const { db, plan, entities, nesting, without } = context;
  const ids = batch.map((mirrored) => mirrored.id);
  const direct =
    plan.compiled.settings.mappings.length + plan.compiled.groupMappings.length === 0
      ? new Map()
      : await listGroupsOf(db, plan.connectionId, ids);
  const perEntity = new Map<Entity, ReadonlyMap<string, EntityFacts>>();
  for (const entity of entities) perEntity.set(entity, await gatherEntity(context, entity, batch));
  const managers = entities.includes("user") ? await findManagers(db, plan, batch, without.links) : new Map();
  return batch.map(({ id, person, absence }) => ({
    person,
    absence,
    groups: nesting.groupsFor(direct.get(id) ?? [], person.part),
    manager: managers.get(id) ?? null,
    entities: Object.fromEntries(entities.map((entity) => [entity, perEntity.get(entity)?.get(id) ?? unknownPerson])),
  }));
}

const unknownPerson: EntityFacts = { link: null, answer: null, candidates: [], heldBecause: null, isPresentElsewhere: false };

async function gatherEntity(
  context: FactsContext,
  entity: Entity,
  batch: readonly MirroredPerson[],
): Promise<ReadonlyMap<string, EntityFacts>> {
  const { db, plan, without } = context;
  const { connectionId } = plan;
  const ids = batch.map((mirrored) => mirrored.id);
  const links = without.links ? new Map<string, Link>() : await listLinks(db, connectionId, entity, ids);
  const answers = without.answers ? new Map<string, KnownAnswer>() : await listAnswers(db, connectionId, entity, ids);
  const holds = without.holds ? new Map<string, string>() : await listHolds(db, connectionId, entity, batch);
  const unlinked = batch.filter((mirrored) => !links.has(mirrored.id) && mirrored.absence === null).map((mirrored) => mirrored.person);
  const hits = await findHits(context, entity, unlinked.filter(isPerson));
  const answered = [...answers.values()]
    .map((known) => (known.answer.kind === "same" ? known.answer.recordId : null))
    .filter((id) => id !== null);
  const recordIds = new Set([...[...links.values()].map((link) => link.recordId), ...hits.map((hit) => hit.recordId), ...answered]);
  const records = await listRecords(db, entity, [...recordIds]);
  const owners = await listOwners(db, entity, [...hits.map((hit) => hit.recordId), ...answered]);
  const elsewhere = await listPresentElsewhere(context, entity, batch, links);
  const earlier = await listEarlierGifts(context, entity, [...recordIds]);
  const hitsOf = Map.groupBy(hits, (hit) => hit.personId);
  return new Map(
    batch.map(({ id }) => {
      const link = links.get(id);
      const facts: EntityFacts = {
        link: linkFacts(link, records),
        answer: answerFacts(answers.get(id), records, (recordId) => ownerFor(owners.get(recordId), connectionId) === connectionId),
        candidates: (hitsOf.get(id) ?? []).flatMap((hit) => {
          const record = records.get(hit.recordId);
          return record === undefined
            ? []
            : [{ position: hit.position, by: hit.by, value: hit.value, record, ownedBy: ownerFor(owners.get(hit.recordId), connectionId) }];
        }),
        heldBecause: holds.get(id) ?? null,
        isPresentElsewhere: link !== undefined && elsewhere.has(link.recordId),
      };
      const known = facts.link?.record.id ?? facts.answer?.record?.id ?? facts.candidates[0]?.record.id;
      const outranked = known === undefined ? undefined : earlier.get(known);
      return [id, outranked === undefined ? facts : { ...facts, outranked }];
    }),
  );
}

function linkFacts(link: Link | undefined, records: ReadonlyMap<number, DeskRecord>): EntityFacts["link"] {
  const record = link === undefined ? undefined : records.get(link.recordId);
  return link === undefined || record === undefined ? null : { state: link.state, record };
}

function answerFacts(
  known: KnownAnswer | undefined,
  records: ReadonlyMap<number, DeskRecord>,
  isOwned: (recordId: number) => boolean,
): EntityFacts["answer"] {
  if (known === undefined) return null;
  const chosen = known.answer.kind === "same" ? known.answer.recordId : null;
  const record = chosen === null || isOwned(chosen) ? null : (records.get(chosen) ?? null);
  return { answer: known.answer, by: known.by, record };
}

interface Hit {
  readonly personId: string;
  readonly position: number;
  readonly by: PlanContext["compiled"]["settings"]["matching"]["users"][number];
  readonly value: string;
  readonly recordId: number;
}

/** Looks every matching value of the batch up, one query per matching field. */
async function findHits(
  { plan, without, findCandidates }: FactsContext,
  entity: Entity,
  people: readonly Person[],
): Promise<readonly Hit[]> {
  const { compiled } = plan;
  if (without.records.includes(entity)) return [];
  const fields = entity === "user" ? compiled.settings.matching.users : compiled.settings.matching.agents;
  if (fields.length === 0 || people.length === 0) return [];
  const keys = people.map((person) => ({ personId: person.id, keys: listMatchKeys(person, entity, compiled) }));
  const hits: Hit[] = [];
  for (const [index, by] of fields.entries()) {
    const ofPosition = keys.flatMap(({ personId, keys }) =>
      keys.filter((key) => key.position === index + 1).map((key) => ({ personId, ...key })),
    );
    const field = ofPosition[0]?.field;
    if (field === undefined) continue;
    const found = await findCandidates(entity, field, [...new Set(ofPosition.flatMap((key) => key.values))]);
    const byValue = Map.groupBy(found, (hit) => hit.value);
    for (const { personId, values, position } of ofPosition) {
      for (const value of values)
        for (const hit of byValue.get(value) ?? []) hits.push({ personId, position, by, value, recordId: hit.recordId });
    }
  }
  return hits;
}

async function listOwners(db: Db, entity: Entity, recordIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
  const links = await listLinksOfRecords(db, entity, [...new Set(recordIds)]);
  return new Map([...Map.groupBy(links, (link) => link.recordId)].map(([id, owned]) => [id, owned.map((link) => link.connectionId)]));
}

/** The connection that owns a record: this one before any other. */
function ownerFor(owners: readonly number[] | undefined, connectionId: number): number | null {
  if (owners === undefined) return null;
  return owners.includes(connectionId) ? connectionId : (owners[0] ?? null);
}

/** Fields that connections with the same people, and before this one in order, have given to records. */
async function listEarlierGifts(
  { db, plan }: FactsContext,
  entity: Entity,
  recordIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const before = plan.sharesPeopleWith.filter((id) => id < plan.connectionId);
  if (before.length === 0) return new Map();
  const links = (await listLinksOfRecords(db, entity, recordIds)).filter((link) => before.includes(link.connectionId));
  const fields = new Map<number, Set<string>>();
  for (const { recordId, state } of links)
    fields.set(recordId, (fields.get(recordId) ?? new Set()).union(new Set(Object.keys(state.given))));
  return fields;
}

/** Records of absent people that a connection which shares its people still shows as present. */
async function listPresentElsewhere(
  { db, plan }: FactsContext,
  entity: Entity,
  batch: readonly MirroredPerson[],
  links: ReadonlyMap<string, Link>,
): Promise<ReadonlySet<number>> {
  const { sharesPeopleWith } = plan;
  if (sharesPeopleWith.length === 0) return new Set();
  const absent = batch.filter((mirrored) => mirrored.absence !== null).map((mirrored) => links.get(mirrored.id)?.recordId);
  const others = (
    await listLinksOfRecords(
      db,
      entity,
      absent.filter((id) => id !== undefined),
    )
  ).filter((link) => sharesPeopleWith.includes(link.connectionId));
  const present = await listPresent(db, others);
  return new Set(others.filter((link) => present.has(`${link.connectionId} ${link.externalId}`)).map((link) => link.recordId));
}
