import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readStatus, writeStatus } from "./shapes-ticket-setup.ts";

/** Ticket statuses. */
export const statusResource = kindResource({
  path: "status",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.ticketStatus,
  orders: { name: "name", sequence: "position" },
  filter: ({ query }) => (query.flag("excludeclosed") === true ? { fields: { state: "open,waiting" } } : {}),
  write: (_call, statuses) => statuses.map(writeStatus),
  read: (_call, item) => readStatus(readItem(item)),
});
