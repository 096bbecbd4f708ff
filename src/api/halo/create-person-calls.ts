import { Forbidden, NotFound } from "../../model/errors.ts";
import type { HaloCall, HaloExtra, HaloItem, HaloResource } from "./halo-resource.ts";
import { readId } from "./shapes.ts";

interface PersonCalls {
  readonly noun: "agent" | "user";
  /** People as they are answered, by their numbers; who is not there is left out. */
  readonly load: (call: HaloCall, ids: readonly number[], isSingle: boolean) => Promise<readonly object[]>;
  readonly save: (call: HaloCall, item: HaloItem) => Promise<number>;
  readonly remove: (call: HaloCall, id: number) => Promise<void>;
  /** The caller's number, where it is one of these; what the others are told. */
  readonly me: { readonly idOf: (call: HaloCall) => number | null; readonly refusal: string };
}

/** What can be done with one agent or one user, which is the same for both. `me` answers whoever calls. */
export function createPersonCalls({
  noun,
  load,
  save,
  remove,
  me,
}: PersonCalls): Required<Pick<HaloResource, "get" | "save" | "delete">> & { readonly me: HaloExtra } {
  const get = async (call: HaloCall, id: number): Promise<object> => {
    const [person] = await load(call, [id], true);
    if (person === undefined) throw new NotFound(`There is no ${noun} ${id}.`);
    return person;
  };
  return {
    get: async (call, id) => await get(call, readId(id, noun)),
    save: async (call, item) => await get(call, await save(call, item)),
    delete: async (call, id) => {
      const before = await get(call, readId(id, noun));
      await remove(call, readId(id, noun));
      return before;
    },
    me: {
      method: "GET",
      path: "me",
      level: "signedIn",
      answer: async (call) => {
        const id = me.idOf(call);
        if (id === null) throw new Forbidden(me.refusal);
        return await get(call, id);
      },
    },
  };
}
