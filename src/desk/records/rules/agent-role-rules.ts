import { Conflict } from "../../../model/errors.ts";
import { lockAdministrators } from "../../assert-an-administrator-is-left.ts";
import { countActiveAdministrators } from "../../list-records.ts";
import type { RecordRules } from "../record-rules.ts";

/** A role can't be changed or deleted where that would leave nobody with administrator rights. */
export const agentRoleRules: RecordRules = {
  afterwards: async (trx, { before, after }) => {
    if (before?.isAdministrator !== true || after.isAdministrator === true) return;
    // Of two who take one each at once, by a role and by an agent, the second waits here until the first is done.
    await lockAdministrators(trx);
    if ((await countActiveAdministrators(trx)) > 0) return;
    throw new Conflict(`Nobody would be left with administrator rights. Give them to somebody by another role first.`);
  },
};
