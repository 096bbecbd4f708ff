import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import { faultAt, ProblemAlert, problemOf } from "../../ui/problem.tsx";
import { useEditAction } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface EditActionProps {
  readonly ticket: TicketRecord;
  readonly action: TicketAction;
  readonly onClose: () => void;
}

/** Corrects words on a ticket, the minutes that they took, and who sees them. */
export function EditAction({ ticket, action, onClose }: EditActionProps) {
  const [{ note, minutes, isImportant, isPrivate }, setDraft] = useState(action);
  const [seen] = useState(ticket.version);
  const edit = useEditAction(ticket.id);
  const change = (next: Partial<TicketAction>) => setDraft((draft) => ({ ...draft, ...next }));
  // Whoever was told that somebody was first, and saves again, saves over that.
  const version = edit.error === null ? seen : (problemOf(edit.error).current?.version ?? seen);
  const isMailed = action.mailedTo !== "";
  function submit(event: FormEvent) {
    event.preventDefault();
    edit.mutate({ number: action.number, version, patch: { note, minutes, isImportant, isPrivate } }, { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title={`What ${action.by} wrote`} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            label="Words"
            autosize
            minRows={4}
            maxRows={18}
            dir="auto"
            maxLength={100_000}
            data-autofocus
            value={note}
            error={faultAt(edit.error, "note")}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
          <NumberInput
            label="Minutes of work"
            w="8rem"
            min={0}
            max={100_000}
            allowDecimal={false}
            allowNegative={false}
            value={minutes === 0 ? "" : minutes}
            error={faultAt(edit.error, "minutes")}
            onChange={(typed) => change({ minutes: Number(typed) || 0 })}
          />
          <Checkbox
            label="Hide it from the user"
            description="Files that came with it are hidden, too. They stay so when the words are shown again."
            checked={isPrivate}
            onChange={(event) => change({ isPrivate: event.currentTarget.checked })}
          />
          <Checkbox label="Important" checked={isImportant} onChange={(event) => change({ isImportant: event.currentTarget.checked })} />
          {isMailed && (
            <Text size="sm" c="dimmed">
              Mail that went out is out: whoever got it has the words as they were.
            </Text>
          )}
          {edit.error !== null && faultAt(edit.error, "note") === undefined && <ProblemAlert error={edit.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={edit.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
