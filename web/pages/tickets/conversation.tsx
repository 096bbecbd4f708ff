import { Button, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import type { Attachment } from "../../../src/model/ticket-attachment.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconMail, IconShieldLock, IconUsers } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { When } from "../../ui/when.tsx";
import { ActionMenu } from "./action-menu.tsx";
import { AttachmentLink } from "./attachment-link.tsx";
import classes from "./conversation.module.css";
import { type Entry, foldActions, sayChange } from "./fold-actions.ts";
import { useActions, useAttachments } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

const firstShown = 100;

/** What was said on a ticket, oldest first: what the user sees and what only agents see are told apart by words and colour. */
export function Conversation({ ticket }: { readonly ticket: TicketRecord }) {
  const [shown, setShown] = useState(firstShown);
  const actions = useActions(ticket, shown);
  const files = useAttachments(ticket.id).data?.items ?? [];
  const earlier = ticket.actions - shown;
  return (
    <Loaded query={actions} reading="the conversation">
      {({ items }) => (
        <ol className={classes.list} aria-label="Conversation">
          {(ticket.details !== "" || files.some((file) => file.actionNumber === null)) && (
            <li className={classes.entry} data-side="user">
              <Head name={ticket.labels.userId ?? ticket.createdBy} says="asked" at={ticket.createdAt} />
              <p className={classes.note} dir="auto">
                {ticket.details}
              </p>
              <Files files={files.filter((file) => file.actionNumber === null)} />
            </li>
          )}
          {earlier > 0 && (
            <li className={classes.folded}>
              <Button variant="default" size="xs" onClick={() => setShown(shown + firstShown)}>
                Show {Math.min(earlier, firstShown).toLocaleString()} earlier of {earlier.toLocaleString()}
              </Button>
            </li>
          )}
          {foldActions(items).map((entry) => (
            <EntryItem
              key={entry.kind === "words" ? entry.action.number : `c${entry.actions[0]?.number}`}
              ticket={ticket}
              entry={entry}
              files={files}
            />
          ))}
        </ol>
      )}
    </Loaded>
  );
}

interface EntryItemProps {
  readonly ticket: TicketRecord;
  readonly entry: Entry;
  readonly files: readonly Attachment[];
}

function EntryItem({ ticket, entry, files }: EntryItemProps) {
  if (entry.kind === "changes") return <Changes actions={entry.actions} files={files} />;
  const { action } = entry;
  const side = action.isPrivate ? "private" : action.userId === null ? "agent" : "user";
  return (
    <li className={classes.entry} data-side={side} data-important={action.isImportant}>
      <Head name={action.by} says={action.outcome ?? (action.kind === "opened" ? "opened the ticket" : "answered")} at={action.at}>
        <ActionMenu ticket={ticket} action={action} />
      </Head>
      <p className={classes.seen}>
        {action.isPrivate ? <IconShieldLock size={14} aria-hidden /> : <IconUsers size={14} aria-hidden />}
        {action.isPrivate ? "Private: only agents see it" : "Public: the user sees it"}
        {action.isImportant && " · important"}
        {action.minutes > 0 && ` · ${action.minutes.toLocaleString()} min of work`}
      </p>
      {action.note !== "" && (
        <p className={classes.note} dir="auto">
          {action.note}
        </p>
      )}
      <Files files={files.filter((file) => file.actionNumber === action.number)} />
      {action.changes.length > 0 && (
        <p className={classes.aside}>
          {action.changes.map(({ label, from, to }) => `${label}: ${from || "nothing"} → ${to || "nothing"}`).join(", ")}
        </p>
      )}
      {action.mailedTo !== "" && (
        <p className={classes.aside}>
          <IconMail size={14} aria-hidden /> Mail: {action.mailedTo}
        </p>
      )}
    </li>
  );
}

function Changes({ actions, files }: { readonly actions: readonly TicketAction[]; readonly files: readonly Attachment[] }) {
  const [only] = actions;
  const numbers = new Set(actions.map(({ number }) => number));
  const theirs = files.filter((file) => file.actionNumber !== null && numbers.has(file.actionNumber));
  return (
    <li className={classes.folded}>
      {actions.length === 1 && only !== undefined ? (
        <ChangeLine action={only} />
      ) : (
        <details>
          <summary>{actions.length.toLocaleString()} changes</summary>
          <ul className={classes.changes}>
            {actions.map((action) => (
              <li key={action.number}>
                <ChangeLine action={action} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <Files files={theirs} />
    </li>
  );
}

function ChangeLine({ action }: { readonly action: TicketAction }) {
  return (
    <span dir="auto">
      {sayChange(action)} · <When at={action.at} />
      {action.mailedTo !== "" && ` · mail: ${action.mailedTo}`}
    </span>
  );
}

interface HeadProps {
  readonly name: string;
  readonly says: string;
  readonly at: string;
  readonly children?: ReactNode;
}

function Head({ name, says, at, children }: HeadProps) {
  return (
    <div className={classes.head}>
      <Avatar name={name} />
      <Text component="span" fw={600} size="sm" dir="auto">
        {name}
      </Text>
      <Text component="span" size="sm" c="dimmed" dir="auto">
        {says} · <When at={at} />
      </Text>
      {children !== undefined && <span className={classes.more}>{children}</span>}
    </div>
  );
}

function Files({ files }: { readonly files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.id}>
          <AttachmentLink file={file} />
        </li>
      ))}
    </ul>
  );
}
