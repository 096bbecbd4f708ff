import { findPeople } from "../../desk/find-people.ts";
import { createPersonCalls } from "./create-person-calls.ts";
import type { HaloResource } from "./halo-resource.ts";
import { loadUsers } from "./load-people.ts";
import { peopleSearchOf, peopleWindowOf } from "./people-window.ts";
import { deleteUser, saveUser } from "./save-user.ts";
import { readLicenceNumber } from "./shapes-contracts.ts";
import { userConditions } from "./shapes-people.ts";
import { topLevel } from "./shapes-places.ts";

const { me, ...one } = createPersonCalls({
  noun: "user",
  load: loadUsers,
  save: saveUser,
  remove: deleteUser,
  me: {
    idOf: ({ caller }) => (caller.kind === "user" ? caller.user.id : null),
    refusal: "You are an agent: ask for /api/Agent/me.",
  },
});

/** Users: the people whom the desk serves. */
export const usersResource: HaloResource = {
  path: "users",
  right: "users",
  listKey: "users",
  conditionNames: Object.keys(userConditions),
  list: async (call, window) => {
    const { query } = call;
    const level = query.number("toplevel_id");
    // Users have no department of HaloPSA's, no contract and no supplier here: who asks for one's finds nobody.
    const isElsewhere = ["department_id", "organisation_id", "contract_id", "supplier_id"].some((name) => (query.number(name) ?? 0) > 0);
    if (isElsewhere || (level !== null && level > 0 && level !== topLevel.id)) return { items: [], total: 0 };
    const licence = readLicenceNumber(query.number("licence_id") ?? 0);
    // Nobody holds a seat of a subscription by itself.
    if (licence.kind === "subscription") return { items: [], total: 0 };
    const search = {
      ...peopleSearchOf(window, userConditions),
      customerId: query.number("client_id"),
      siteId: query.number("site_id"),
      roleId: query.number("role"),
      assetId: query.number("asset_id"),
      licenceId: licence.id,
      isWithoutAgents: query.flag("exclude_agents") === true,
    };
    const { ids, total } = await findPeople(call.db, "user", search, peopleWindowOf(window));
    return { items: await loadUsers(call, ids, false), total };
  },
  ...one,
  more: [me],
};
