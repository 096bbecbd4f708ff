import { Button, Group } from "@mantine/core";
import { Allowed } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useAddAction, useSetup } from "./queries.ts";
import type { OutcomeRecord, TicketRecord } from "./ticket-record.ts";

/** Changes of status that need no words: one click each. Those that would change nothing are absent. */
export function QuickOutcomes({ ticket }: { readonly ticket: TicketRecord }) {
  const outcomes = useSetup<OutcomeRecord>("outcome").data ?? [];
  const add = useAddAction(ticket.id);
  const useful = outcomes.filter(
    ({ isActive, kind, statusId }) => isActive && kind === "statusChange" && statusId !== null && statusId !== ticket.statusId,
  );
  // Several may lead to the same status: reopening is for what is closed, and what is closed is reopened.
  const shown = useful.filter(({ statusId }, index) => useful.findIndex((one) => one.statusId === statusId) === index);
  return (
    <Allowed to="tickets:edit">
      <Group gap="xs">
        {shown.map(({ id, name, statusId }) => {
          const better = ticket.isClosed ? useful.findLast((one) => one.statusId === statusId) : undefined;
          const chosen = better ?? { id, name };
          return (
            <Button
              key={chosen.id}
              size="xs"
              variant="default"
              loading={add.isPending && add.variables?.outcomeId === chosen.id}
              onClick={() => add.mutate({ outcomeId: chosen.id })}
            >
              {chosen.name}
            </Button>
          );
        })}
      </Group>
      {add.error !== null && <ProblemAlert error={add.error} />}
    </Allowed>
  );
}
