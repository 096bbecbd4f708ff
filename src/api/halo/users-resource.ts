import { findPeople } from "../../desk/find-people.ts";
import { Forbidden, NotFound } from "../../model/errors.ts";
import type { HaloCall, HaloResource } from "./halo-resource.ts";
import { loadUsers } from "./load-people.ts";
import { peopleSearchOf, peopleWindowOf } from "./people-window.ts";
import { deleteUser, saveUser } from "./save-user.ts";
import { readId } from "./shapes.ts";
import { readLicenceNumber } from "./shapes-contracts.ts";
import { userConditions } from "./shapes-people.ts";
import { topLevel } from "./shapes-places.ts";

async function getUser(call: HaloCall, id: number): Promise<object> {
  const [user] = await loadUsers(call, [id], true);
  if (user === undefined) throw new NotFound(`There is no user ${id}.`);
  return user;
}

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
  get: async (call, id) => await getUser(call, readId(id, "user")),
  save: async (call, item) => await getUser(call, await saveUser(call, item)),
  delete: async (call, id) => {
    const before = await getUser(call, readId(id, "user"));
    await deleteUser(call, readId(id, "user"));
    return before;
  },
  more: [
    {
      method: "GET",
      path: "me",
      level: "signedIn",
      answer: async (call) => {
        if (call.caller.kind !== "user") throw new Forbidden("You are an agent: ask for /api/Agent/me.");
        return await getUser(call, call.caller.user.id);
      },
    },
  ],
};
