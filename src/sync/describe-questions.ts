import { sql } from "kysely";
import { listConnections } from "../connections/get-connection.ts";
import { type CompiledSettings, compileSettings } from "../core/compile-settings.ts";
import { explainAnswer } from "../core/explain-answer.ts";
import { explainQuestion } from "../core/explain-because.ts";
import { capital, type Names } from "../core/explain-names.ts";
import { explainAccountSide, explainCandidateWarnings, explainRecordSide, type Side } from "../core/explain-sides.ts";
import { listLinksOfRecords } from "../desk/list-links.ts";
import { listRecords } from "../desk/list-records.ts";
import { listPeopleById } from "../mirror/find-people.ts";
import type { QuestionReason } from "../model/change.ts";
import type { Candidate, DeskRecord, Entity, Link } from "../model/desk.ts";
import { isBroken, type Person } from "../model/person.ts";
import type { Answer } from "../model/question.ts";
import type { Db } from "../store/open-database.ts";
import { loadNames } from "./load-names.ts";

/** A match that somebody must decide, or decided, with both sides as they are now. */
export interface DescribedQuestion {
  readonly connectionId: number;
  readonly connection: string;
  readonly entity: Entity;
  readonly externalId: string;
  readonly reason: QuestionReason;
  readonly reasonSays: string;
  readonly name: string;
  readonly email: string;
  readonly account: readonly Side[];
  readonly candidates: readonly {
    readonly recordId: number;
    readonly name: string;
    readonly email: string;
    readonly isActive: boolean;
    readonly place: string;
    readonly fields: readonly Side[];
    readonly warnings: readonly string[];
    readonly ownedBy: string | null;
  }[];
  readonly answer: { readonly answer: Answer; readonly by: string; readonly at: Date; readonly says: string } | null;
}

export interface QuestionsToList {
  readonly connectionId: number | null;
  readonly reason: QuestionReason | null;
  readonly isAnswered: boolean;
  /** Only this account. */
  readonly account?: { readonly entity: Entity; readonly externalId: string };
  readonly from: number;
  readonly limit: number;
}

/** More candidates than these help nobody to decide. */
const candidatesShown = 4;

interface Row {
  readonly connection_id: number;
  readonly entity: Entity;
  readonly external_id: string;
  readonly reason: QuestionReason;
  readonly candidates: readonly Candidate[];
  readonly answer: Answer | null;
  readonly answered_by: string | null;
  readonly answered_at: Date | null;
  readonly total: string;
}

/** One sheet of questions: open ones by connection and name, answered ones newest first. */
export async function describeQuestions(
  db: Db,
  asked: QuestionsToList,
): Promise<{ readonly items: readonly DescribedQuestion[]; readonly total: number }> {
  const { account, reason, isAnswered, from, limit } = asked;
  const answer = await sql<Row>`
    select q.*, count(*) over () as total from questions q
    left join mirror_people m on m.connection_id = q.connection_id and m.external_id = q.external_id
    where ${ofConnection(asked.connectionId)} and ${reason === null ? sql`true` : sql`q.reason = ${reason}`}
      and ${account === undefined ? stateOf(isAnswered) : sql`q.entity = ${account.entity} and q.external_id = ${account.externalId}`}
    order by q.answered_at desc nulls first, q.connection_id, lower(m.name), q.external_id, q.entity
    limit ${limit}::int offset ${from}::int`.execute(db);
  const connections = new Map((await listConnections(db)).map((connection) => [connection.id, connection.name]));
  const items: DescribedQuestion[] = [];
  for (const [connectionId, rows] of Map.groupBy(answer.rows, (row) => row.connection_id))
    items.push(...(await describeOf(db, connectionId, rows, connections)));
  const order = new Map(answer.rows.map((row, index) => [keyOf(row.connection_id, row.entity, row.external_id), index]));
  const place = (item: DescribedQuestion) => order.get(keyOf(item.connectionId, item.entity, item.externalId)) ?? 0;
  return {
    items: items.toSorted((a, b) => place(a) - place(b)),
    total: Number(answer.rows[0]?.total ?? (from === 0 ? 0 : await countAll(db, asked))),
  };
}

/** Beyond the end there is no row that could tell: somebody else may have answered meanwhile. */
async function countAll(db: Db, asked: QuestionsToList): Promise<number> {
  return (await describeQuestions(db, { ...asked, from: 0, limit: 1 })).total;
}

/** How many questions there are, open by reason, and answered. */
export async function countQuestions(db: Db, connectionId: number | null) {
  const answer = await sql<{ reason: QuestionReason; is_open: boolean; n: string }>`
    select q.reason, q.answer is null as is_open, count(*) as n from questions q where ${ofConnection(connectionId)} group by 1, 2`.execute(
    db,
  );
  const sum = (rows: readonly { n: string }[]) => rows.reduce((total, row) => total + Number(row.n), 0);
  const open = answer.rows.filter((row) => row.is_open);
  return {
    open: sum(open),
    answered: sum(answer.rows.filter((row) => !row.is_open)),
    reasons: open.map((row) => ({ value: row.reason, n: Number(row.n) })).toSorted((a, b) => b.n - a.n),
  };
}

function ofConnection(connectionId: number | null) {
  return connectionId === null ? sql`true` : sql`q.connection_id = ${connectionId}::int`;
}

function stateOf(isAnswered: boolean) {
  return isAnswered ? sql`q.answer is not null` : sql`q.answer is null`;
}

function keyOf(connectionId: number, entity: Entity, externalId: string): string {
  return `${connectionId} ${entity} ${externalId}`;
}

interface Scene {
  readonly connectionId: number;
  readonly connections: ReadonlyMap<number, string>;
  readonly names: Names;
  readonly compiled: CompiledSettings;
  readonly people: ReadonlyMap<string, Person>;
  readonly records: ReadonlyMap<string, DeskRecord>;
  readonly links: readonly Link[];
}

async function describeOf(db: Db, connectionId: number, rows: readonly Row[], connections: Scene["connections"]) {
  const { settings, names } = await loadNames(db, connectionId);
  const mirrored = await listPeopleById(db, connectionId, [...new Set(rows.map((row) => row.external_id))]);
  const records = new Map<string, DeskRecord>();
  const links: Link[] = [];
  for (const entity of ["user", "agent"] as const) {
    const ids = rows.filter((row) => row.entity === entity).flatMap((row) => listIds(row));
    for (const [id, record] of await listRecords(db, entity, [...new Set(ids)])) records.set(`${entity} ${id}`, record);
    links.push(...(await listLinksOfRecords(db, entity, [...new Set(ids)])));
  }
  const scene: Scene = {
    connectionId,
    connections,
    names,
    compiled: compileSettings(settings, names.catalogue.customFields),
    people: new Map(mirrored.flatMap(({ id, person }) => (isBroken(person) ? [] : [[id, person]]))),
    records,
    links,
  };
  return rows.map((row) => describeOne(scene, row));
}

/** The candidates to show; one that was chosen is among them. */
function listIds({ candidates, answer }: Row): readonly number[] {
  const chosen = answer?.kind === "same" ? [answer.recordId] : [];
  const ids = [...chosen, ...candidates.map((candidate) => candidate.recordId)];
  return [...new Set(ids)].slice(0, candidatesShown);
}

function describeOne(scene: Scene, row: Row): DescribedQuestion {
  const { entity, external_id: externalId, reason, answer } = row;
  const person = scene.people.get(externalId) ?? null;
  const recordOf = (id: number) => scene.records.get(`${entity} ${id}`);
  const candidates = listIds(row).flatMap((id) => {
    const record = recordOf(id);
    return record === undefined ? [] : [describeCandidate(scene, record, person, externalId)];
  });
  const nameOf = (id: number) => candidates.find((candidate) => candidate.recordId === id)?.name ?? null;
  return {
    connectionId: scene.connectionId,
    connection: scene.connections.get(scene.connectionId) ?? "",
    entity,
    externalId,
    reason,
    reasonSays: capital(
      explainQuestion(
        reason,
        row.candidates.map((candidate) => candidate.recordId),
      ),
    ),
    name: person?.name ?? "",
    email: person?.email ?? "",
    account: person === null ? [] : explainAccountSide(person, entity, scene.compiled, scene.names),
    candidates,
    answer:
      answer === null
        ? null
        : { answer, by: row.answered_by ?? "", at: row.answered_at ?? new Date(0), says: explainAnswer(answer, entity, nameOf) },
  };
}

function describeCandidate(
  scene: Scene,
  record: DeskRecord,
  person: Person | null,
  externalId: string,
): DescribedQuestion["candidates"][number] {
  const { connectionId, names, compiled, connections } = scene;
  const links = scene.links.filter((link) => link.entity === record.entity && link.recordId === record.id);
  const owner = links.find((link) => link.connectionId !== connectionId);
  const site = record.siteId === null ? undefined : names.catalogue.sites.get(record.siteId);
  return {
    recordId: record.id,
    name: String(record.values.name ?? ""),
    email: String(record.values.email ?? ""),
    isActive: record.isActive,
    place: site === undefined ? "" : `${site.customer} › ${site.name}`,
    fields: explainRecordSide(record, person, compiled, names),
    warnings: explainCandidateWarnings({
      record,
      isTaken: links.some((link) => link.connectionId === connectionId && link.externalId !== externalId),
    }),
    ownedBy: owner === undefined ? null : (connections.get(owner.connectionId) ?? null),
  };
}
