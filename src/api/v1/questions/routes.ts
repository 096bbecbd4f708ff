import { createRoute, z } from "@hono/zod-openapi";
import { Entity } from "../../../model/desk.ts";
import { must } from "../../../model/errors.ts";
import { describeQuestions } from "../../../sync/describe-questions.ts";
import { saveAnswer as keepAnswer, takeAnswerBack } from "../../../sync/questions.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { AnswerToSave, QuestionFilter, QuestionPage, QuestionView } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { toView, viewQuestions } from "./view-questions.ts";

const listQuestions = createRoute({
  method: "get",
  path: "/questions",
  tags: ["People to decide"],
  summary: "Matches that somebody must decide, or decided",
  request: { query: QuestionFilter.extend(PageQuery.shape) },
  responses: { 200: answer(QuestionPage, "Questions, with each account beside its candidates") },
});

const saveAnswer = createRoute({
  method: "put",
  path: "/connections/{connectionId}/questions/{entity}/{externalId}/answer",
  tags: ["People to decide"],
  summary: "Decide who an account is, or take the decision back",
  request: {
    params: z.object({ connectionId: RecordId, entity: Entity, externalId: z.string() }),
    body: body(AnswerToSave),
  },
  responses: { 200: answer(QuestionView, "The question with its answer") },
});

/** People to decide. */
export function questionsRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(listQuestions, async (c) => {
      const { connection = null, reason = null, state, ...asked } = c.req.valid("query");
      const filter = { connectionId: connection, reason, isAnswered: state === "answered" };
      return c.json(await viewQuestions(db, { ...filter, ...readPage(asked) }), 200);
    })
    .openapi(saveAnswer, async (c) => {
      const { connectionId, entity, externalId } = c.req.valid("param");
      const { answer } = c.req.valid("json");
      const given = { connectionId, entity, externalId, by: c.get("by"), now: context.now() };
      if (answer === null) await takeAnswerBack(db, given);
      else await keepAnswer(db, { ...given, answer });
      const filter = { connectionId, reason: null, isAnswered: answer !== null, account: { entity, externalId } };
      const [question] = (await describeQuestions(db, { ...filter, from: 0, limit: 1 })).items;
      return c.json(toView(must(question, "the question that was answered")), 200);
    });
}
