import type { QuestionView } from "../../../src/api/v1/shapes/person.ts";
import { When } from "../../ui/when.tsx";
import classes from "./decide.module.css";

interface QuestionListProps {
  readonly questions: readonly QuestionView[];
  readonly current: QuestionView;
  /** What each reason is called. */
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (question: QuestionView) => void;
}

/** Everybody who waits for a decision, or got one. */
export function QuestionList({ questions, current, reasons, onChoose }: QuestionListProps) {
  return (
    <nav aria-label="People to decide" className={classes.list}>
      <ul>
        {questions.map((question) => (
          <li key={`${question.connectionId} ${question.entity} ${question.externalId}`}>
            <button type="button" aria-current={question === current} onClick={() => onChoose(question)}>
              <strong dir="auto">{question.name || question.email}</strong>
              <span>{reasons.find(({ value }) => value === question.reason)?.label ?? question.reasonSays}</span>
              <span className={classes.faint}>
                {question.connection}
                {question.entity === "agent" && " · as agent"}
                {question.answer !== null && (
                  <>
                    {" "}
                    · {question.answer.says}, {question.answer.by}, <When at={question.answer.at} />
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
