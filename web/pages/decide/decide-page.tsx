import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { QuestionView } from "../../../src/api/v1/shapes/person.ts";
import type { Answer } from "../../../src/model/question.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import classes from "./decide.module.css";
import { DecideFilters } from "./decide-filters.tsx";
import { type DecideChange, readDecideSearch } from "./decide-search.ts";
import { Decided, NothingToDecide } from "./decided.tsx";
import { type Decision, useDecide, useQuestions } from "./queries.ts";
import { QuestionDetail } from "./question-detail.tsx";
import { QuestionList } from "./question-list.tsx";

/** Matches that a person must decide: the account beside everybody it may be. The answer is kept. */
export function DecidePage() {
  const search = useSearch({ from: "/decide" });
  const navigate = useNavigate();
  const questions = useQuestions(search);
  const decide = useDecide();
  const [last, setLast] = useState<Decision | null>(null);
  const show = (change: DecideChange) => void navigate({ to: ".", search: readDecideSearch({ ...search, ...change }), replace: true });

  return (
    <Page
      title="People to decide"
      subtitle="Accounts that may be somebody whom the desk knows already. Nothing happens to them until you say who they are."
    >
      <Loaded query={questions} reading="the questions">
        {({ items, open, answered, reasons }) => {
          const current = items.find((one) => one.externalId === search.account) ?? items[0];
          const next = followerOf(items, current);
          function answer(question: QuestionView, said: Answer | null) {
            decide.mutate(
              { question, answer: said },
              {
                onSuccess: () => {
                  setLast({ question, answer: said });
                  show({ account: next?.externalId });
                },
              },
            );
          }
          return (
            <>
              <DecideFilters search={search} reasons={reasons} open={open} answered={answered} onChange={show} />
              {last !== null && <Decided decision={last} onTakeBack={() => answer(last.question, null)} />}
              {current === undefined ? (
                <NothingToDecide search={search} open={open} answered={answered} onChange={show} />
              ) : (
                <div className={classes.both}>
                  <QuestionList
                    questions={items}
                    current={current}
                    reasons={reasons}
                    onChoose={(one) => show({ account: one.externalId })}
                  />
                  <QuestionDetail
                    key={`${current.connectionId} ${current.entity} ${current.externalId}`}
                    question={current}
                    isSaving={decide.isPending}
                    error={decide.isError ? decide.error : null}
                    onAnswer={(said) => answer(current, said)}
                    onLater={next === undefined ? null : () => show({ account: next.externalId })}
                  />
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Whoever comes after a question in the list, the first again after the last; nobody when it is the only one. */
function followerOf(items: readonly QuestionView[], current: QuestionView | undefined): QuestionView | undefined {
  const at = current === undefined ? -1 : items.indexOf(current);
  const next = items[(at + 1) % Math.max(1, items.length)];
  return next === current ? undefined : next;
}
