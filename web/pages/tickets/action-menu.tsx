import { useState } from "react";
import type { TicketAction } from "../../../src/model/ticket-action.ts";
import { useMe } from "../../session.tsx";
import { ConfirmDialog } from "../../ui/confirm.tsx";
import { MoreMenu } from "../../ui/more-menu.tsx";
import { EditAction } from "./edit-action.tsx";
import { useDeleteAction } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface ActionProps {
  readonly ticket: TicketRecord;
  readonly action: TicketAction;
}
PLACEHOLDER
