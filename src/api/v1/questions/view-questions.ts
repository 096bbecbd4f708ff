import { explainQuestionReason } from "../../../core/explain-because.ts";
import type { Db } from "../../../store/open-database.ts";
import { countQuestions, type DescribedQuestion, describeQuestions, type QuestionsToList } from "../../../sync/describe-questions.ts";
import { writePage } from "../read-page.ts";
import type { QuestionView } from "../shapes/person.ts";

/** One sheet of questions, with counts of all that there are. */
export async function viewQuestions(db: Db, asked: QuestionsToList) {
  const { items, total } = await describeQuestions(db, asked);
  const { open, answered, reasons } = await countQuestions(db, asked.connectionId);
  return {
    ...writePage(items.map(toView), total, asked),
    open,
    answered,
    reasons: reasons.map(({ value, n }) => ({ value, label: explainQuestionReason(value), n })),
  };
}

export function toView({ answer, ...question }: DescribedQuestion): QuestionView {
  return {
    ...question,
    account: [...question.account],
    candidates: question.candidates.map((candidate) => ({
      ...candidate,
      fields: [...candidate.fields],
      warnings: [...candidate.warnings],
    })),
    answer: answer === null ? null : { ...answer, at: answer.at.toISOString() },
  };
}
