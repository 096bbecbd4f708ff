import { allOf, compareFields } from "../../desk/records/compare-fields.ts";
import type { RecordFilter } from "../../desk/records/filter-records.ts";
import { getRecordOf, listRecordsOf } from "../../desk/records/list-records-of.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../../desk/records/save-record-of.ts";
import type { RecordKind, RecordOf } from "../../model/records/kind.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall, HaloItem, HaloResource, HaloWindow } from "./halo-resource.ts";
import { ownValue } from "./own-value.ts";
import { readId, readItem } from "./shapes.ts";

/** How a kind of record is spoken of in HaloPSA's words. */
export interface KindWords<K extends RecordKind> extends Pick<HaloResource, "path" | "listKey" | "isReadByAll" | "more"> {
  readonly kind: K;
  /** By which field a list is sorted for a name of HaloPSA's, in lower case. */
  readonly orders?: Readonly<Record<string, string>>;
  /** Which field a name of `advanced_search` means, in lower case. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** What the query lets through; null where that is nothing. */
  readonly filter?: (call: HaloCall) => Promise<RecordFilter | null> | RecordFilter | null;
  readonly write: (
    call: HaloCall,
    records: readonly RecordOf<K>[],
    how: { readonly isSingle: boolean },
  ) => Promise<readonly object[]> | readonly object[];
  /** What a posted object changes, by our fields; undefined stays as it is. `before` is null where it makes a record. */
  readonly read?: (call: HaloCall, item: HaloItem, before: RecordOf<K> | null) => Promise<Sent> | Sent;
  /** What is saved beside the record. */
  readonly afterwards?: (call: HaloCall, item: HaloItem, id: number) => Promise<void>;
}

type Sent = Readonly<Record<string, unknown>>;

/** A resource that is one kind of record: listed, read and written as `/v1` does. */
export function kindResource<K extends RecordKind>(words: KindWords<K>): HaloResource {
  const { kind, path, listKey, isReadByAll, more, conditions = {}, read } = words;
  const one = async (call: HaloCall, id: number) => {
    const [written] = await words.write(call, [await getRecordOf(call.db, kind, id)], { isSingle: true });
    return written ?? {};
  };
  return {
    path,
    right: kind.right,
    listKey,
    ...(isReadByAll !== undefined && { isReadByAll }),
    ...(more !== undefined && { more }),
    conditionNames: Object.keys(conditions),
    list: async (call, window) => {
      const own = words.filter === undefined ? {} : await words.filter(call);
      if (own === null) return { items: [], total: 0 };
      const { items, total } = await listRecordsOf(call.db, kind, {
        filter: joinFilters(own, filterOf(kind, window, conditions)),
        sort: sortOf(window, words.orders ?? {}),
        // Further than that no list goes, and no whole number of the database.
        from: Math.min(window.from, 2_147_483_647),
        limit: window.limit,
      });
      return { items: await words.write(call, items, { isSingle: false }), total };
    },
    get: async (call, id) => await one(call, readId(id, kind.one)),
    ...(read !== undefined && {
      save: async (call: HaloCall, item: HaloItem) => {
        const saving = { by: call.by, now: call.now };
        const id = readItem(item).id("id");
        if (id === undefined || id === null) {
          const made = await createRecordOf(call.db, kind, checkValues(kind, await read(call, item, null)), saving);
          await words.afterwards?.(call, item, made);
          return await one(call, made);
        }
        const before = await getRecordOf(call.db, kind, id);
        const patch = checkValues(kind, await read(call, item, before));
        await updateRecordOf(call.db, kind, { id, patch, expectsVersion: null }, saving);
        await words.afterwards?.(call, item, id);
        return await one(call, id);
      },
      delete: async (call: HaloCall, id: string) => {
        const before = await one(call, readId(id, kind.one));
        await deleteRecordOf(call.db, kind, { id: readId(id, kind.one), expectsVersion: null }, { by: call.by, now: call.now });
        return before;
      },
    }),
  };
}

/** What a window asks for of a kind: words, moments, activity and the conditions of `advanced_search`. @throws Invalid */
export function filterOf(kind: RecordKind, window: HaloWindow, conditions: Readonly<Record<string, string>>): RecordFilter {
  const { search, updatedSince, updatedUntil, includesActive, includesInactive } = window;
  const fields: Record<string, string> = {};
  if ("isActive" in kind.fields && includesActive !== includesInactive) fields.isActive = String(includesActive);
  const comparisons = window.conditions.map(({ name, ...asked }) => ({ ...asked, field: conditions[name] ?? name }));
  return {
    ...(search !== null && { q: search }),
    ...(updatedSince !== null && { updatedSince: new Date(updatedSince) }),
    ...(updatedUntil !== null && { updatedUntil: new Date(updatedUntil) }),
    ...(comparisons.length > 0 && { only: compareFields(kind, comparisons) }),
    fields,
  };
}

/** Both filters at once; of one field, the first's, and nothing of a field that is empty there. */
export function joinFilters(first: RecordFilter, second: RecordFilter): RecordFilter {
  const fields = Object.entries({ ...second.fields, ...first.fields }).filter(([, text]) => text !== "");
  const isNarrowed = first.only !== undefined || second.only !== undefined;
  return { ...second, ...first, ...(isNarrowed && { only: allOf([first.only, second.only]) }), fields: Object.fromEntries(fields) };
}

/** The most important order that the kind knows; null for its own. */
export function sortOf({ order }: HaloWindow, orders: Readonly<Record<string, string>>): string | null {
  for (const { name, isDescending } of order) {
    const field = name === "id" ? "id" : ownValue(orders, name);
    if (field !== undefined) return isDescending ? `-${field}` : field;
  }
  return null;
}
