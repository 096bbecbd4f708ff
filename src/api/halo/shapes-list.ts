import { Invalid } from "../../model/errors.ts";
import { type Cut, largestList } from "./shapes-query.ts";

/**
 * A list as HaloPSA answers it: bare, or under its key. A whole list has exactly two keys, the count first, because clients take the second;
 * pages say which one they are, because clients stop by that.
 * @throws Invalid where a whole list would be cut without a word
 */
export function writeList(listKey: string | null, found: { readonly items: readonly object[]; readonly total: number }, cut: Cut): object {
  const { items, total } = found;
  if (cut.isWhole && total > largestList)
    throw new Invalid([{ at: "pageinate", says: `There are ${total} records. Ask for pages: pageinate=true&page_size=1000&page_no=1` }]);
  if (listKey === null) return items;
  if (cut.page === null) return { record_count: total, [listKey]: items };
  return { page_no: cut.page.no, page_size: cut.page.size, record_count: total, [listKey]: items };
}

/** With `idonly`, records are their numbers and nothing else. */
export function keepIds(items: readonly object[]): readonly object[] {
  return items.map((item) => ("id" in item ? { id: item.id } : item));
}
