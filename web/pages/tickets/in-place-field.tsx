import { ActionIcon, Alert, Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { call } from "../../queries/call.ts";
import type { Draft } from "../../records/record-types.ts";
import { IconPencil } from "../../ui/icons.ts";
import { ProblemAlert, problemOf } from "../../ui/problem.tsx";
import classes from "./in-place-field.module.css";
import { usePatchTicket } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface EditorProps {
  readonly value: unknown;
  readonly error: unknown;
  readonly onChange: (value: unknown) => void;
}

interface InPlaceFieldProps {
  readonly ticket: TicketRecord;
  readonly label: string;
  /** What is sent for a value: `{ agentId: 4 }`. */
  readonly patchOf: (value: unknown) => Draft;
  readonly readValue: (ticket: TicketRecord) => unknown;
  readonly sayValue: (ticket: TicketRecord) => string;
  /** Choosing is saving: where there is nothing to type. */
  readonly savesAtOnce: boolean;
  readonly isReadOnly: boolean;
  readonly shown: ReactNode;
  readonly renderEditor: (props: EditorProps) => ReactNode;
}

/**
 * A field that is changed where it stands. When somebody else saved the ticket meanwhile, but not this field, the change goes on top by
 * itself; when it was this field, theirs is shown beside what was typed, and nothing is lost.
 */
export function InPlaceField({
  ticket,
  label,
  patchOf,
  readValue,
  sayValue,
  savesAtOnce,
  isReadOnly,
  shown,
  renderEditor,
}: InPlaceFieldProps) {
  const [opened, setOpened] = useState<TicketRecord | null>(null);
  const [typed, setTyped] = useState<unknown>(undefined);
  const [theirs, setTheirs] = useState<{ readonly by: string; readonly ticket: TicketRecord } | null>(null);
  const queries = useQueryClient();
  const patch = usePatchTicket(ticket.id);

  function close() {
    setOpened(null);
    setTyped(undefined);
    setTheirs(null);
    patch.reset();
  }

  async function save(value: unknown, from: TicketRecord) {
    try {
      await patch.mutateAsync({ version: from.version, values: patchOf(value) });
      close();
    } catch (refused) {
      const problem = problemOf(refused);
      if (problem.status !== 412) return;
      const newest = await queries.fetchQuery({
        queryKey: ["records", "ticket", "one", ticket.id],
        queryFn: () => call<TicketRecord>(`/tickets/${ticket.id}`),
        staleTime: 0,
      });
      if (newest.version !== from.version && isSame(readValue(newest), readValue(from))) await save(value, newest);
      else setTheirs({ by: problem.current?.by ?? "Somebody else", ticket: newest });
    }
  }

  if (opened === null)
    return (
      <div className={classes.field}>
        <span className={classes.label}>{label}</span>
        <div className={classes.value}>{shown}</div>
        {!isReadOnly && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            className={classes.pencil ?? ""}
            aria-label={`Change: ${label}`}
            onClick={() => {
              setOpened(ticket);
              setTyped(readValue(ticket));
            }}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
    );
  const isConflict = theirs !== null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a short cut for the button Cancel
    <div
      className={classes.editing}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      {renderEditor({
        value: typed,
        error: patch.error,
        onChange: (value) => {
          setTyped(value);
          if (savesAtOnce && !isConflict) void save(value, opened);
        },
      })}
      {isConflict && (
        <Alert role="alert" color="yellow" variant="light" mt="xs" title={`${theirs.by} saved meanwhile`}>
          <Text size="sm">Now it is: {sayValue(theirs.ticket) || "nothing"}. What you chose stands above and was not saved.</Text>
        </Alert>
      )}
      {!isConflict && patch.error !== null && problemOf(patch.error).status !== 412 && <ProblemAlert error={patch.error} />}
      <Group gap="xs" mt="xs">
        {(!savesAtOnce || isConflict || patch.error !== null) && (
          <Button size="compact-sm" loading={patch.isPending} onClick={() => void save(typed, theirs?.ticket ?? opened)}>
            {isConflict ? "Save mine on top" : "Save"}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={close}>
          {isConflict ? "Keep theirs" : "Cancel"}
        </Button>
      </Group>
    </div>
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
