import { listCabMembers } from "../../desk/list-cab-members.ts";
import { NotFound } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloResource } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { saveCabMembers } from "./save-cab-members.ts";
import { readId, readItem } from "./shapes.ts";
import { readCab, readCabMembers, writeCab, writeCabMember } from "./shapes-people-setup.ts";

const plain = kindResource({
  path: "cab",
  listKey: null,
  kind: deskKinds.cab,
  orders: { name: "name" },
  conditions: { id: "id", name: "name" },
  write: async ({ db, query }, cabs, { isSingle }) => {
    const roles = await listAll(db, deskKinds.cabRole);
    const isAsked = isSingle || query.flag("includemembers") === true;
    const members = isAsked
      ? await listCabMembers(
          db,
          cabs.map(({ id }) => id),
        )
      : null;
    return cabs.map((cab) => writeCab(cab, members?.filter(({ cabId }) => cabId === cab.id) ?? null, roles));
  },
  read: (_call, item) => readCab(readItem(item)),
});

/** Change advisory boards. `members` of a posted board is the whole list of seats that hands gave. */
export const cabResource: HaloResource = {
  ...plain,
  save: async (call, item) => {
    const saved = (await plain.save?.(call, item)) ?? {};
    const members = readCabMembers(readItem(item));
    if (members === undefined || !("id" in saved)) return saved;
    await saveCabMembers(call, Number(saved.id), members);
    return (await plain.get?.(call, String(saved.id))) ?? saved;
  },
};

/** Who sits on which board. */
export const cabMemberResource: HaloResource = {
  path: "cabmember",
  right: "agents",
  listKey: null,
  list: async ({ db, query }, { from, limit }) => {
    const cabId = query.number("cab_id");
    const members = await listCabMembers(db, cabId === null ? null : [cabId]);
    return { items: members.slice(from, from + limit).map(writeCabMember), total: members.length };
  },
  get: async ({ db }, id) => {
    const number = readId(id, "CAB member");
    const members = await listCabMembers(db, [Math.floor(number / 1_000_000)]);
    const found = members.map(writeCabMember).find((member) => member.id === number);
    if (found === undefined) throw new NotFound(`There is no CAB member ${number}.`);
    return found;
  },
};
