import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readItem } from "./shapes.ts";
import { opposite, writeSla } from "./shapes-ticket-setup.ts";

/** SLAs. What they promise by priority is written with Priority. */
export const slaResource = kindResource({
  path: "sla",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.sla,
  orders: { name: "name" },
  write: async (call, slas, { isSingle }) => {
    const shows = isSingle || call.query.flag("showpriorities") === true;
    const priorities = shows ? await listAll(call.db, deskKinds.priority, { fields: { isActive: "true" } }) : null;
    return slas.map((sla) => writeSla(sla, priorities));
  },
  read: async (call, item, before) => {
    const sent = readItem(item);
    const [hours] = before === null && !sent.has("workday_id") ? await listAll(call.db, deskKinds.workingHours) : [];
    return { name: sent.text("name"), workingHoursId: sent.id("workday_id") ?? hours?.id, isActive: opposite(sent.flag("inactive")) };
  },
});
