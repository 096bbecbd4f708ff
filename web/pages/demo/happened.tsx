import { Alert, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { DemoIncident } from "../../../src/api/v1/shapes/demo.ts";
import { IconBolt } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useOpenPlan, useRunSchedule } from "./queries.ts";

interface HappenedProps {
  readonly says: string;
  readonly next: DemoIncident | undefined;
  readonly onClose: () => void;
}

/** What happens on the desk while a plan waits is seen by going back to that plan. */
const happensToPlan = "kofi-edited";

/** What just happened, and what to do next to see how Muster takes it. */
export function Happened({ says, next, onClose }: HappenedProps) {
  const navigate = useNavigate();
  const run = useRunSchedule();
  const connectionId = next?.connectionId ?? null;
  const plan = useOpenPlan(next?.name === happensToPlan ? connectionId : null);
  const look = (runId: number) => {
    onClose();
    void navigate({ to: "/runs/$runId", params: { runId: String(runId) } });
  };
  return (
    <Alert
      role="status"
      color="blue"
      variant="light"
      icon={<IconBolt aria-hidden />}
      title={connectionId === null ? "Put back" : "It happened"}
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {says}
      </Text>
      <Group gap="xs" mt="sm">
        {plan !== null && <Button onClick={() => look(plan.id)}>Back to plan {plan.planNumber}, which waits</Button>}
        {connectionId !== null && (
          <Button
            variant={plan === null ? "filled" : "default"}
            loading={run.isPending}
            onClick={() => run.mutate(connectionId, { onSuccess: ({ runId }) => look(runId) })}
          >
            Now run the schedule of {next?.connection}
          </Button>
        )}
      </Group>
      {run.isError && (
        <div style={{ marginTop: "0.75rem" }}>
          <ProblemAlert error={run.error} />
        </div>
      )}
    </Alert>
  );
}
