import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readOutcome, writeOutcome } from "./shapes-ticket-setup.ts";

/** Outcomes of actions. */
export const outcomeResource = kindResource({
  path: "outcome",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.outcome,
  orders: { outcome: "name", buttonname: "name", sequence: "position" },
  write: (_call, outcomes) => outcomes.map(writeOutcome),
  read: (_call, item) => readOutcome(readItem(item)),
});
