import { Button, Group, Text } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useState } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { useApplyPlan, useRejectPlan } from "./apply-plan.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { RaiseLimit } from "./raise-limit.tsx";
import styles from "./run.module.css";
import type { Ticks } from "./use-ticks.ts";
import { countOf } from "./words.ts";

type Answer = "approve" | "without" | "reject";

/** Why the plan waits, what it looks like, and the answers that there are. */
export function ApprovalBlock({ run, ticks }: { readonly run: RunView; readonly ticks: Ticks }) {
  const { approval } = run;
  const [answer, setAnswer] = useState<Answer | null>(null);
  if (approval === null) return null;
  const { tripped } = approval;
  const isOpen = run.staleBecause === null;
  const isReady = run.can.approve.isPossible && !ticks.isSaving && ticks.ticked > 0;
  return (
    <section className={`${styles.card} ${styles.tripped} ${styles.padded}`} aria-label="What this plan waits for">
      <p className={`${styles.sentence} ${styles.iconed}`}>
        <IconPlayerPause size={20} className={styles.waiting} aria-hidden />
        <strong>
          <LinkedText text={approval.sentence} connectionId={run.connectionId} />
        </strong>
      </p>
      {approval.looksLike !== null && (
        <p className={styles.sentence} dir="auto">
          {approval.looksLike}
        </p>
      )}
      <p className={styles.sentence}>
        {approval.untilThen} {approval.told} {approval.recorded}
      </p>
      {isOpen && run.currentSettingsVersion !== run.settingsVersion && (
        <p className={styles.sentence}>
          The limits were changed after this plan was made: settings v{run.currentSettingsVersion} are in force
          {tripped === 0 ? ", and this plan keeps them" : ""}. It still waits for your answer.
        </p>
      )}
      <Allowed to="directories:all">
        <Group gap="xs">
          {isOpen && (
            <Button disabled={!isReady} onClick={() => setAnswer("approve")}>
              Approve these {countOf(ticks.ticked, "change", "changes")}…
            </Button>
          )}
          {isOpen && tripped > 0 && tripped < ticks.ticked && (
            <Button variant="default" disabled={!isReady} onClick={() => setAnswer("without")}>
              Approve all but the {tripped.toLocaleString()}
            </Button>
          )}
          <Button variant="default" disabled={!run.can.reject.isPossible || ticks.isSaving} onClick={() => setAnswer("reject")}>
            {tripped === 0 ? "Reject this plan" : `Reject and hold ${tripped === 1 ? "this one" : `these ${tripped.toLocaleString()}`}`}
          </Button>
          <RaiseLimit run={run} />
        </Group>
        {!run.can.approve.isPossible && run.can.approve.because !== null && (
          <Text size="sm" mt="xs">
            {run.can.approve.because}
          </Text>
        )}
        <Approve run={run} ticked={ticks.ticked} tripped={tripped} isOpen={answer === "approve"} onClose={() => setAnswer(null)} />
        <Without run={run} ticked={ticks.ticked} tripped={tripped} isOpen={answer === "without"} onClose={() => setAnswer(null)} />
        <Reject run={run} tripped={tripped} isOpen={answer === "reject"} onClose={() => setAnswer(null)} />
      </Allowed>
    </section>
  );
}

interface AnswerProps {
  readonly run: RunView;
  readonly tripped: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function Approve({ run, ticked, tripped, isOpen, onClose }: AnswerProps & { readonly ticked: number }) {
  const apply = useApplyPlan(run);
  const verb = `Approve ${countOf(ticked, "change", "changes")}`;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Approve plan ${run.planNumber}?`}
      number={run.confirms}
      numberMeans={tripped > 0 ? "people over the limit" : "rows that take something away"}
      verb={verb}
      isDestructive={run.takesAway > 0}
      asksReason
      isPending={apply.isPending || apply.isSuccess}
      error={apply.error}
      onConfirm={(reason) => apply.mutate({ ...(run.confirms !== null && { confirms: run.confirms }), ...(reason !== "" && { reason }) })}
    >
      You approve these {countOf(ticked, "change", "changes")} and no others, this once; the limit stays as it is. Whoever was changed on
      the desk after this plan was made is left out and will be planned again.
    </ConfirmDialog>
  );
}

function Without({ run, ticked, tripped, isOpen, onClose }: AnswerProps & { readonly ticked: number }) {
  const apply = useApplyPlan(run);
  const rest = ticked - tripped;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Approve all but the ${tripped.toLocaleString()}?`}
      number={null}
      numberMeans=""
      verb={`Approve ${countOf(rest, "change", "changes")}`}
      asksReason
      isPending={apply.isPending || apply.isSuccess}
      error={apply.error}
      onConfirm={(reason) => apply.mutate({ without: "tripped", ...(reason !== "" && { reason }) })}
    >
      {countOf(rest, "change is", "changes are")} applied now. The {tripped.toLocaleString()} over the limit stay out, and are held until
      the directory changes them again or somebody releases them.
    </ConfirmDialog>
  );
}

function Reject({ run, tripped, isOpen, onClose }: AnswerProps) {
  const reject = useRejectPlan(run);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Reject plan ${run.planNumber}?`}
      number={null}
      numberMeans=""
      verb={tripped === 0 ? "Reject" : `Reject and hold ${tripped.toLocaleString()}`}
      asksReason
      isPending={reject.isPending}
      error={reject.error}
      onConfirm={(reason) => reject.mutate(reason)}
    >
      {run.approval?.rejecting}
    </ConfirmDialog>
  );
}
