import type { RecordRules } from "../record-rules.ts";

/** Who sits on a board by hand goes with it, as members of teams do; whom a directory put there keeps it. */
export const cabRules: RecordRules = {
  beforeDeletion: async (trx, { id }) => {
    await trx.deleteFrom("cab_grants").where("target_id", "=", id).where("source", "=", "hand").execute();
  },
};
