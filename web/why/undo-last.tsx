import { Button, Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Entity } from "../../src/model/desk.ts";
import { type Undoable, undoableOf, usePersonHistory, useUndoEntry } from "../queries/person.ts";
import { ProblemAlert } from "../ui/problem.tsx";

/** Takes back what the newest run did to a record, if it can be taken back. */
export function UndoLast({ entity, recordId }: { entity: Entity; recordId: number }) {
  const history = usePersonHistory(entity, recordId);
  const newest = history.data?.items.map(undoableOf).find((entry) => entry !== null);
  return newest === undefined ? null : <UndoRow undoable={newest} label={`Undo run ${newest.runId} for this ${entity}…`} />;
}

/** Asks first, then prepares the undo of one row: a preview like any other, which its own page applies. */
export function UndoRow({ undoable, label }: { undoable: Undoable; label: string }) {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const undo = useUndoEntry();
  const start = () =>
    undo.mutate(undoable, { onSuccess: ({ runId }) => void navigate({ to: "/runs/$runId", params: { runId: String(runId) } }) });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Take back one change of run ${undoable.runId}?`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <p dir="auto">{undoable.says}</p>
        <p>
          Muster prepares the way back and shows it before anything is written. What somebody edited since is left alone. Nothing is sent to
          the directory.
        </p>
        {undo.isError && <ProblemAlert error={undo.error} />}
        <Button mt="md" loading={undo.isPending} onClick={start} data-autofocus>
          Prepare the undo of 1 change
        </Button>
      </Modal>
    </>
  );
}
