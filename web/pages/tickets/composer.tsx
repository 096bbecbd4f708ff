import { Button, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useMe } from "../../session.tsx";
import { FileDrop } from "../../ui/file-drop.tsx";
import { IconMail, IconShieldLock, IconUsers } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useMailSettings } from "../mail/queries.ts";
import classes from "./composer.module.css";
import { explainMail, explainWait } from "./explain-mail.ts";
import { useAddAction, useSetup, useUser } from "./queries.ts";
import { useReplyDraft } from "./reply-draft.ts";
import { TemplateInsert } from "./template-insert.tsx";
import type { OutcomeRecord, TicketRecord } from "./ticket-record.ts";
import { UploadList } from "./upload-list.tsx";
import { attachmentLimit, useUploads } from "./use-uploads.ts";

/** Answers, notes and changes of status: what it is, who sees it and whom it is mailed to stand beside the words while they are written. */
export function Composer({ ticket }: { readonly ticket: TicketRecord }) {
  const outcomes = (useSetup<OutcomeRecord>("outcome").data ?? []).filter(({ isActive }) => isActive);
  const { draft, save, clear } = useReplyDraft(ticket.id);
  const { uploads, add, send, drop } = useUploads();
  const [isSending, setSending] = useState(false);
  const user = useUser(ticket.userId).data;
  const waits = explainWait(useMailSettings(useMe().permissions.includes("settings:read")).data);
  const addAction = useAddAction(ticket.id);
  const outcome = outcomes.find(({ id }) => id === draft.outcomeId) ?? outcomes[0];
  if (outcome === undefined) return null;
  const isPrivate = outcome.kind !== "publicReply" || draft.isPrivate;
  const isEmpty = draft.note.trim() === "" && draft.minutes === 0 && outcome.statusId === null && uploads.length === 0;

  async function submit(chosen: OutcomeRecord) {
    setSending(true);
    try {
      const { note, minutes, isImportant } = draft;
      const isNote = note.trim() !== "" || minutes > 0 || (chosen.statusId !== null && chosen.statusId !== ticket.statusId);
      const added = isNote
        ? await addAction.mutateAsync({ outcomeId: chosen.id, note, minutes, isImportant, ...(draft.isPrivate && { isPrivate: true }) })
        : null;
      clear();
      await send({ ticketId: ticket.id, isPrivate, ...(added !== null && { actionNumber: added.number }) });
    } catch {
      // What was refused stands below the box, and what was typed in it.
    } finally {
      setSending(false);
    }
  }

  return (
    <section className={classes.composer} data-private={isPrivate} aria-label="Reply or note">
      <Stack gap="xs">
        <Group gap="xs" align="end">
          <Select
            label="What you do"
            allowDeselect={false}
            data={outcomes.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={String(outcome.id)}
            onChange={(id) => save({ ...draft, outcomeId: Number(id) })}
          />
          <p className={classes.seen} role="status">
            {isPrivate ? <IconShieldLock size={16} aria-hidden /> : <IconUsers size={16} aria-hidden />}
            {isPrivate ? "Private: only agents see it" : "Public: the user sees it"}
            {outcome.labels.statusId !== undefined && ` · sets the status to ${outcome.labels.statusId}`}
          </p>
        </Group>
        <FileDrop label="Attach files" limit={attachmentLimit} isSeveral onFiles={(files) => void add(files)}>
          <Textarea
            aria-label="What you write"
            placeholder={isPrivate ? "A note for other agents" : "Your words to the user"}
            autosize
            minRows={4}
            maxRows={18}
            dir="auto"
            maxLength={100_000}
            value={draft.note}
            onChange={(event) => save({ ...draft, note: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isEmpty && !isSending) void submit(outcome);
            }}
          />
        </FileDrop>
        <UploadList uploads={uploads} onDrop={drop} />
        <Text size="sm" c="dimmed" className={classes.mail}>
          <IconMail size={15} aria-hidden /> {explainMail({ outcome, isPrivate, user: ticket.userId === null ? null : user, waits })}
        </Text>
        {addAction.error !== null && <ProblemAlert error={addAction.error} />}
        <Group gap="sm" align="end" justify="space-between">
          <Group gap="sm" align="end">
            <NumberInput
              label="Minutes of work"
              w="8rem"
              min={0}
              max={100_000}
              allowDecimal={false}
              allowNegative={false}
              value={draft.minutes === 0 ? "" : draft.minutes}
              onChange={(minutes) => save({ ...draft, minutes: Number(minutes) || 0 })}
            />
            <TemplateInsert
              ticket={ticket}
              onInsert={(text) => save({ ...draft, note: draft.note === "" ? text : `${draft.note}\n\n${text}` })}
            />
            <Stack gap={12} pb={4}>
              {outcome.kind === "publicReply" && (
                <Checkbox
                  size="xs"
                  label="Hide it from the user"
                  checked={draft.isPrivate}
                  onChange={(event) => save({ ...draft, isPrivate: event.currentTarget.checked })}
                />
              )}
              <Checkbox
                size="xs"
                label="Important"
                checked={draft.isImportant}
                onChange={(event) => save({ ...draft, isImportant: event.currentTarget.checked })}
              />
            </Stack>
          </Group>
          <Button disabled={isEmpty} loading={isSending} onClick={() => void submit(outcome)}>
            {isPrivate && outcome.kind === "publicReply" ? `${outcome.name}, private` : outcome.name}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
