import { deskKinds } from "../../model/records/desk-kinds.ts";
import { findReferred } from "./find-by-name.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readTemplate, writeTemplate } from "./shapes-ticket-setup.ts";

/** Ticket templates. */
export const templateResource = kindResource({
  path: "template",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.ticketTemplate,
  orders: { name: "name" },
  filter: ({ query }) => {
    const type = query.number("ticket_type_id");
    return type === null ? {} : { fields: { typeId: String(type) } };
  },
  write: (_call, templates) => templates.map(writeTemplate),
  read: async (call, item) => {
    const sent = readItem(item);
    return {
      ...readTemplate(sent),
      teamId: await findReferred(call.db, deskKinds.team, sent, { id: "team_id", name: "team" }),
      categoryId: await findReferred(call.db, deskKinds.category, sent, { id: "categoryid_1", name: "category_1" }),
    };
  },
});
