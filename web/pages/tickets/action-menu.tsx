import { ActionIcon, Menu } from "@mantine/core";
import { useState } from "react";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import { useMe } from "../../session.tsx";
import { ConfirmDialog } from "../../ui/confirm.tsx";
import { IconDots, IconPencil, IconTrash } from "../../ui/icons.ts";
import { EditAction } from "./edit-action.tsx";
import { mayChange } from "./may-change.ts";
import { useDeleteAction } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface ActionMenuProps {
  readonly ticket: TicketRecord;
  readonly action: TicketAction;
}

/** What can be done with words on a ticket, for whoever wrote them or may change everybody's. */
export function ActionMenu({ ticket, action }: ActionMenuProps) {
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const remove = useDeleteAction(ticket.id);
  if (!mayChange(action, { agentId: me.agent.id, permissions: me.permissions })) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More about action ${action.number}, by ${action.by}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
            Edit…
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setDeleting(true)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEditing && <EditAction ticket={ticket} action={action} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        label="Delete…"
        isDestructive
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        confirmTitle={`Delete what ${action.by} wrote?`}
        confirmBody="The words are gone for good, with the files that came with them; the audit log keeps that they were there. What the action did to the ticket stays, and mail that went out is out."
        onConfirm={() => remove.mutateAsync({ number: action.number, version: ticket.version })}
      />
    </>
  );
}
