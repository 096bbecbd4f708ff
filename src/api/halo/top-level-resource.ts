import { NotFound } from "../../model/errors.ts";
import type { HaloResource } from "./halo-resource.ts";
import { topLevel } from "./shapes-places.ts";

/** HaloPSA's top levels: the desk has one, above all customers. */
export const topLevelResource: HaloResource = {
  path: "toplevel",
  right: "customers",
  listKey: null,
  isReadByAll: true,
  list: async (_call, { from, limit }) => ({ items: [topLevel].slice(from, from + limit), total: 1 }),
  get: async (_call, id) => {
    if (id !== String(topLevel.id)) throw new NotFound(`There is one top level, ${topLevel.id}.`);
    return topLevel;
  },
};
