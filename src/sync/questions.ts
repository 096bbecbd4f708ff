import { type Kysely, sql } from "kysely";
import type { Candidate, Entity } from "../model/desk.ts";
import { NotFound } from "../model/errors.ts";
import type { Answer } from "../model/question.ts";
import type { Tables } from "../store/tables.ts";
import { markDue } from "./due.ts";

export interface KnownAnswer {
  readonly answer: Answer;
  readonly by: string;
}

/** An ambiguous match that waits for a person, or was decided. */
export interface Question {
  readonly entity: Entity;
  readonly externalId: string;
  readonly reason: string;
  readonly candidates: readonly Candidate[];
  readonly answer: KnownAnswer | null;
}

/** What people decided about accounts, by directory id. */
export async function listAnswers(
  db: Kysely<Tables>,
  connectionId: number,
  entity: Entity,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KnownAnswer>> {
  const rows = await db
    .selectFrom("questions")
    .select(["external_id", "answer", "answered_by"])
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .where("answer", "is not", null)
    .where(sql<boolean>`external_id = any(${externalIds})`)
    .execute();
  const answers = new Map<string, KnownAnswer>();
  for (const row of rows) if (row.answer !== null) answers.set(row.external_id, { answer: row.answer, by: row.answered_by ?? "" });
  return answers;
}

/** Puts questions to people; an answer that was given already stays. */
export async function askQuestions(
  db: Kysely<Tables>,
  connectionId: number,
  questions: readonly Omit<Question, "answer">[],
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map(({ entity, externalId, reason, candidates }) => ({
    connection_id: connectionId,
    entity,
    external_id: externalId,
    reason,
    candidates: JSON.stringify(candidates),
    answer: null,
    answered_by: null,
    answered_at: null,
  }));
  await db
    .insertInto("questions")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["connection_id", "entity", "external_id"])
        .doUpdateSet((eb) => ({ reason: eb.ref("excluded.reason"), candidates: eb.ref("excluded.candidates") }))
        .where(sql<boolean>`(questions.reason, questions.candidates) is distinct from (excluded.reason, excluded.candidates)`),
    )
    .execute();
}

/** Forgets open questions about people who were planned again without one. `planned` null: everybody was. */
export async function dropSettledQuestions(
  db: Kysely<Tables>,
  runId: number,
  connectionId: number,
  planned: readonly string[] | null,
): Promise<void> {
  const isPlanned = planned === null ? sql`true` : sql`q.external_id = any(${planned}::text[])`;
  await sql`
    delete from questions q where q.connection_id = ${connectionId}::int and q.answer is null and ${isPlanned}
      and q.entity in (select json_array_elements_text(entities::json) from runs where id = ${runId}::int)
      and not exists (select 1 from changes c where c.run_id = ${runId}::int and c.kind = 'decide' and c.entity = q.entity and c.external_id = q.external_id)`.execute(
    db,
  );
}

/** Questions of a connection: open ones, or all. */
export async function listQuestions(db: Kysely<Tables>, connectionId: number, filter: { isOpen: boolean }): Promise<readonly Question[]> {
  let query = db.selectFrom("questions").selectAll().where("connection_id", "=", connectionId).orderBy("external_id");
  if (filter.isOpen) query = query.where("answer", "is", null);
  return (await query.execute()).map((row) => ({
    // Written by askQuestions from this very type.
    entity: row.entity as Entity,
    externalId: row.external_id,
    reason: row.reason,
    candidates: row.candidates,
    answer: row.answer === null ? null : { answer: row.answer, by: row.answered_by ?? "" },
  }));
}

export interface AnswerToSave {
  readonly connectionId: number;
  readonly entity: Entity;
  readonly externalId: string;
  readonly answer: Answer;
  readonly by: string;
  readonly now: Date;
}

/** Takes a decision back: the question is open again, and the person is planned again. @throws NotFound when nothing was asked */
export async function takeAnswerBack(db: Kysely<Tables>, input: Omit<AnswerToSave, "answer">): Promise<void> {
  const { connectionId, entity, externalId } = input;
  await db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom("questions")
      .select(["answer", "answered_by"])
      .where("connection_id", "=", connectionId)
      .where("entity", "=", entity)
      .where("external_id", "=", externalId)
      .forUpdate()
      .executeTakeFirst();
    if (known === undefined) throw new NotFound("There is no question about this account.");
    if (known.answer === null) return;
    await trx
      .updateTable("questions")
      .set({ answer: null, answered_by: null, answered_at: null })
      .where("connection_id", "=", connectionId)
      .where("entity", "=", entity)
      .where("external_id", "=", externalId)
      .execute();
    const before = JSON.stringify({ connectionId, externalId, answer: known.answer, answeredBy: known.answered_by });
    await trx
      .insertInto("audit")
      .values({ at: input.now, actor: input.by, entity, record_id: null, action: "takeAnswerBack", before, after: null })
      .execute();
    await markDue(trx, connectionId, [externalId], "decided", [entity]);
  });
}

/** Keeps what somebody decided; the person is planned again with it. @throws NotFound when nothing was asked, or the record is none of the candidates */
export async function saveAnswer(db: Kysely<Tables>, input: AnswerToSave): Promise<void> {
  const { connectionId, entity, externalId, answer } = input;
  const questions = await listQuestions(db, connectionId, { isOpen: false });
  const question = questions.find((asked) => asked.externalId === externalId && asked.entity === entity);
  if (question === undefined) throw new NotFound("There is no question about this account.");
  if (answer.kind === "same" && !question.candidates.some((candidate) => candidate.recordId === answer.recordId)) {
    const known = question.candidates.map((candidate) => `${candidate.recordId} (${candidate.name})`).join(", ");
    throw new NotFound(`Record ${answer.recordId} is none of the candidates: ${known}.`);
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("questions")
      .set({ answer: JSON.stringify(answer), answered_by: input.by, answered_at: input.now })
      .where("connection_id", "=", connectionId)
      .where("entity", "=", entity)
      .where("external_id", "=", externalId)
      .execute();
    await markDue(trx, connectionId, [externalId], "decided", [entity]);
  });
}
