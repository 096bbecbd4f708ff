import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Section } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { type useApplyTakeover, useUndoTakeover } from "./queries.ts";
import type { TakeoverDetail } from "./takeover-types.ts";

interface Props {
  readonly takeover: TakeoverDetail;
  readonly apply: ReturnType<typeof useApplyTakeover>;
}

/** How far writing is, then what became of it, and the way back. */
export function ResultStep({ takeover, apply }: Props) {
  const { id, state, planHash, progress, undoesId } = takeover;
  if (apply.isPending || state === "applying" || state === "planned")
    return (
      <Section title={undoesId === null ? "Records are written" : "Records are taken back"}>
        <Stack gap="xs">
          <Progress value={progress.total === 0 ? 0 : (progress.done / progress.total) * 100} aria-label="How far it is" />
          <Text size="sm" role="status">
            {progress.done.toLocaleString()} of {progress.total.toLocaleString()} records. It goes on when you leave this page.
          </Text>
          {apply.error !== null && <ProblemAlert error={apply.error} />}
          {!apply.isPending && planHash !== null && (
            <Group gap="xs">
              <Text size="sm">Does the number not move? It was stopped, and goes on where it was.</Text>
              <Button size="xs" variant="default" onClick={() => apply.mutate({ id, hash: planHash })}>
                Go on
              </Button>
            </Group>
          )}
        </Stack>
      </Section>
    );
  return <Done takeover={takeover} />;
}

function Done({ takeover }: { readonly takeover: TakeoverDetail }) {
  const { id, state, outcomes, undoesId, appliedAt, appliedBy } = takeover;
  const { applied = 0, leftOut = 0, failed = 0 } = outcomes;
  const undo = useUndoTakeover();
  const navigate = useNavigate();
  const said = applied === 1 ? "1 record" : `${applied.toLocaleString()} records`;
  return (
    <Section
      title="Result"
      actions={
        undoesId === null &&
        state === "applied" && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() =>
              undo.mutate(id, {
                onSuccess: (planned) => void navigate({ to: "/settings/take-over/$id", params: { id: String(planned.id) } }),
              })
            }
          >
            Undo: see what would be taken back
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <Alert
          color={failed > 0 ? "red" : leftOut > 0 ? "yellow" : "green"}
          variant="light"
          role="status"
          title={undoesId === null ? `${said} taken over` : `${said} taken back`}
        >
          {leftOut > 0 && `${leftOut.toLocaleString()} left out, because somebody changed them since the preview. `}
          {failed > 0 && `${failed.toLocaleString()} failed, each with its reason below. `}
          <When at={appliedAt} /> by {appliedBy}.{state === "undone" && " It was taken back since."}
          {undoesId !== null && (
            <>
              {" "}
              <AnchorLink to="/settings/take-over/$id" params={{ id: String(undoesId) }} inherit>
                The take-over that was undone
              </AnchorLink>
            </>
          )}
        </Alert>
        {undo.error !== null && <ProblemAlert error={undo.error} />}
      </Stack>
    </Section>
  );
}
