import { deskKinds } from "../../model/records/desk-kinds.ts";
import { findReferred } from "./find-by-name.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readTicketType, writeTicketType } from "./shapes-ticket-setup.ts";

/** Ticket types. */
export const ticketTypeResource = kindResource({
  path: "tickettype",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.ticketType,
  orders: { name: "name", sequence: "position" },
  filter: ({ query }) => ({
    fields: {
      ...(query.flag("user_only") === true && { usersMayChoose: "true" }),
      ...(query.flag("showinactive") === true && { isActive: "" }),
    },
  }),
  write: (_call, types) => types.map(writeTicketType),
  read: async (call, item) => {
    const sent = readItem(item);
    const teamId = await findReferred(call.db, deskKinds.team, sent, { id: "default_team_id", name: "default_team" });
    return { ...readTicketType(sent), teamId };
  },
});
