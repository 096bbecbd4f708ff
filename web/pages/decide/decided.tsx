import { Alert, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { IconCheck } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import type { DecideChange, DecideSearch } from "./decide-search.ts";
import { type Decision, useImportNow } from "./queries.ts";

/** What was just answered, what happens next, and the way back. */
export function Decided({ decision, onTakeBack }: { decision: Decision; onTakeBack: () => void }) {
  const { question, answer } = decision;
  const navigate = useNavigate();
  const start = useImportNow();
  const importNow = () =>
    start.mutate(question.connectionId, {
      onSuccess: ({ runId }) => void navigate({ to: "/runs/$runId", params: { runId: String(runId) } }),
    });
  return (
    <Alert role="status" color={answer === null ? "gray" : "green"} variant="light" icon={<IconCheck aria-hidden />}>
      <Text size="sm" component="div" dir="auto" style={{ overflowWrap: "anywhere" }}>
        <strong>{question.name || question.email}</strong>: {explainDecision(decision)}
      </Text>
      {answer !== null && (
        <Group gap="xs" mt="xs">
          <Allowed to="directories:edit">
            <Button size="xs" variant="default" loading={start.isPending} onClick={importNow}>
              Import now
            </Button>
          </Allowed>
          <Button size="xs" variant="subtle" onClick={onTakeBack}>
            Take the answer back
          </Button>
          <Text size="sm">The import is shown before anything is written.</Text>
        </Group>
      )}
      {start.isError && <ProblemAlert error={start.error} />}
    </Alert>
  );
}

function explainDecision({ question, answer }: Decision): string {
  if (answer === null) return "the answer was taken back; it is an open question again.";
  switch (answer.kind) {
    case "same": {
      const chosen = question.candidates.find((candidate) => candidate.recordId === answer.recordId);
      return `the same person as ${chosen?.name ?? ""} (${question.entity} #${answer.recordId}). Applied with the next import.`;
    }
    case "newPerson":
      return "a new person. Created by the next import.";
    case "ignore":
      return "ignored always. Imports leave this account out.";
  }
}

interface NothingProps {
  readonly search: DecideSearch;
  readonly open: number;
  readonly answered: number;
  readonly onChange: (change: DecideChange) => void;
}

/** Nobody waits; says so, and where the answers are. */
export function NothingToDecide({ search, open, answered, onChange }: NothingProps) {
  const isEmpty = search.show === "answered" ? answered === 0 : open === 0;
  if (!isEmpty && (search.reason !== undefined || search.connection !== undefined)) {
    const clear = () => onChange({ reason: undefined, connection: undefined });
    return (
      <Empty title="No question fits these filters" action={<Button onClick={clear}>Clear filters</Button>}>
        {open.toLocaleString()} open and {answered.toLocaleString()} answered in all.
      </Empty>
    );
  }
  if (search.show === "answered") {
    return (
      <Empty title="No answer is kept yet" action={<Button onClick={() => onChange({ show: undefined })}>Show the open ones</Button>}>
        What you decide is kept here by the account's id, and can be changed at any time.
      </Empty>
    );
  }
  return (
    <Empty
      title="No open questions"
      action={
        answered > 0 ? (
          <Button onClick={() => onChange({ show: "answered" })}>Show {answered.toLocaleString()} kept</Button>
        ) : (
          <ButtonLink to="/directories">Go to Directories</ButtonLink>
        )
      }
    >
      {answered === 0
        ? "When an account could be several people, or somebody with administrator rights, an import asks here instead of guessing."
        : `${answered.toLocaleString()} ${answered === 1 ? "answer is" : "answers are"} kept.`}
    </Empty>
  );
}
