import { findRecordByName } from "../../desk/records/find-record-by-name.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readCategory, writeCategory } from "./shapes-ticket-setup.ts";

/** Categories. All are those of the first of HaloPSA's four lists. */
export const categoryResource = kindResource({
  path: "category",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.category,
  orders: { value: "path", category_name: "name" },
  filter: ({ query }) => ((query.number("type_id") ?? 1) === 1 ? {} : null),
  write: (_call, categories) => categories.map(writeCategory),
  read: async (call, item) => {
    const sent = readItem(item);
    const above = sent
      .text("value")
      ?.split(">")
      .slice(0, -1)
      .map((part) => part.trim())
      .join(">");
    if (sent.has("parent_id") || above === undefined) return readCategory(sent);
    const parentId = above === "" ? null : await findRecordByName(call.db, deskKinds.category, above);
    if (above !== "" && parentId === null)
      throw new Invalid([{ at: "value", says: `there is no category "${above}" for it to stand below` }]);
    return { ...readCategory(sent), parentId };
  },
});
