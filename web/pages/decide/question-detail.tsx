import { Button, Group, Kbd, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { QuestionView } from "../../../src/api/v1/shapes/person.ts";
import type { Answer } from "../../../src/model/question.ts";
import { useMe } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { When } from "../../ui/when.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import { Comparison } from "./comparison.tsx";

interface QuestionDetailProps {
  readonly question: QuestionView;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onAnswer: (answer: Answer | null) => void;
  /** Goes on to the next; null where there is none. */
  readonly onLater: (() => void) | null;
}

/** One account beside everybody whom it may be; answered with a button or a key. */
export function QuestionDetail({ question, isSaving, error, onAnswer, onLater }: QuestionDetailProps) {
  const { openWhy } = useWhy();
  const mayDecide = useMe().permissions.includes("directories:all");
  const { candidates, answer } = question;
  const same = (index: number) => {
    const candidate = candidates[index];
    if (candidate !== undefined && mayDecide && !isSaving) onAnswer({ kind: "same", recordId: candidate.recordId });
  };
  const say = (kind: "newPerson" | "ignore") => mayDecide && !isSaving && onAnswer({ kind });
  useHotkeys([
    ["1", onPage(() => same(0))],
    ["2", onPage(() => same(1))],
    ["3", onPage(() => same(2))],
    ["4", onPage(() => same(3))],
    ["n", onPage(() => say("newPerson"))],
    ["i", onPage(() => say("ignore"))],
    ["l", onPage(() => onLater?.())],
  ]);
  return (
    <section aria-label={`Who is ${question.name}?`} style={{ minWidth: 0 }}>
      <Title order={2} size="h3" dir="auto" style={{ overflowWrap: "anywhere" }}>
        Who is {question.name || question.email}?
      </Title>
      <Text size="sm" mt={2} mb="sm" style={{ overflowWrap: "anywhere" }}>
        {question.reasonSays.slice(0, 1).toUpperCase()}
        {question.reasonSays.slice(1)} ({question.connection}).{" "}
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => openWhy({ connectionId: question.connectionId, person: question.externalId })}
        >
          Why?
        </Button>
      </Text>
      {answer !== null && (
        <Text size="sm" mb="sm">
          Answered: <strong>{answer.says}</strong>, by {answer.by}, <When at={answer.at} />. Choose again to change the answer.
        </Text>
      )}
      {error !== null && <ProblemAlert error={error} />}
      <Comparison question={question} canChoose={mayDecide} isSaving={isSaving} onChoose={same} />
      {mayDecide ? (
        <>
          <Group gap="xs" mt="md">
            <Button variant="default" rightSection={<Kbd size="xs">N</Kbd>} disabled={isSaving} onClick={() => say("newPerson")}>
              A new person
            </Button>
            <Button variant="default" rightSection={<Kbd size="xs">I</Kbd>} disabled={isSaving} onClick={() => say("ignore")}>
              Ignore this account always
            </Button>
            {onLater !== null && (
              <Button variant="subtle" rightSection={<Kbd size="xs">L</Kbd>} onClick={onLater}>
                Later
              </Button>
            )}
            {answer !== null && (
              <Button variant="subtle" disabled={isSaving} onClick={() => onAnswer(null)}>
                Take the answer back
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed" mt="xs">
            Your answer is kept: by id, until you change it here. Nothing is written now; the next import applies it.
          </Text>
        </>
      ) : (
        <Text size="sm" c="dimmed" mt="xs">
          You may look, but not decide: that needs the permission to apply imports.
        </Text>
      )}
    </section>
  );
}

/** A key that is held answers once, and keys answer nothing while a dialog lies over the page. */
function onPage(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.repeat && document.querySelector("[role=dialog]") === null) act();
  };
}
