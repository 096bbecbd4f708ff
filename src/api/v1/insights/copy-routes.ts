import { createRoute } from "@hono/zod-openapi";
import { getConnection } from "../../../connections/get-connection.ts";
import { explainCount } from "../../../core/explain-names.ts";
import { gatherOrgUnits } from "../../../core/gather-org-units.ts";
import { listJudgedAccounts } from "../../../insights/list-accounts.ts";
import { listValues } from "../../../insights/list-attributes.ts";
import { countOrgUnits } from "../../../mirror/count-org-units.ts";
import { releaseHolds } from "../../../sync/holds.ts";
import { listHeld } from "../../../sync/list-held.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { ConnectionParam, PageQuery } from "../shapes/common.ts";
import {
  AccountPage,
  AccountQuery,
  AccountsToFind,
  AttributeList,
  AttributeQuery,
  AttributeValues,
  GroupList,
  GroupQuery,
  HoldPage,
  HoldsToRelease,
  OrgUnitList,
  Released,
  ValuesQuery,
} from "../shapes/settings.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { showAttributes } from "./show-attributes.ts";
import { showGroups } from "./show-groups.ts";

const tags = ["Insights"];
const params = ConnectionParam;

const listAttributesRoute = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/attributes",
  summary: "Attributes that conditions and field mappings may name, with how many accounts have a value",
  request: { params, query: AttributeQuery },
  responses: { 200: answer(AttributeList, "Attributes") },
});
const listValuesRoute = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/attributes/values",
  summary: "The values of an attribute in the copy, most frequent first",
  request: { params, query: ValuesQuery },
  responses: { 200: answer(AttributeValues, "At most 50 values") },
});
const listOrgUnits = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/org-units",
  summary: "Org units with the number of accounts in them and below",
  request: { params },
  responses: { 200: answer(OrgUnitList, "Org units") },
});
const listGroups = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/groups",
  summary: "Groups of the copy, and of the directory where it is asked too",
  request: { params, query: GroupQuery },
  responses: { 200: answer(GroupList, "At most 50 groups") },
});
const listPeople = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/people",
  summary: "Accounts of the directory copy, and where the settings in force send them",
  request: { params, query: AccountQuery },
  responses: { 200: answer(AccountPage, "Accounts") },
});
const findPeople = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/people",
  summary: "Accounts of the directory copy, and where settings that are not saved would send them",
  request: { params, body: body(AccountsToFind) },
  responses: { 200: answer(AccountPage, "Accounts") },
});
const listHolds = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/holds",
  summary: "People who are kept back after an undo or a rejected plan",
  request: { params, query: PageQuery },
  responses: { 200: answer(HoldPage, "People") },
});
const release = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/holds/release",
  summary: "Lets people be planned again who were kept back",
  request: { params, body: body(HoldsToRelease) },
  responses: { 200: answer(Released, "How many") },
});

/** What the copy of a directory holds. */
export function copyRoutes(needs: ApiDependencies) {
  const { database } = needs;
  const { db } = database;
  return createV1App()
    .openapi(listAttributesRoute, async (c) => {
      const { connectionId } = c.req.valid("param");
      return c.json(await showAttributes(needs, connectionId, c.req.valid("query").live === "true", c.req.raw.signal), 200);
    })
    .openapi(listValuesRoute, async (c) => {
      const { connectionId } = c.req.valid("param");
      await getConnection(db, connectionId);
      const { from, q = "", where } = c.req.valid("query");
      return c.json(await listValues(database, { connectionId, from, q, where, signal: c.req.raw.signal }), 200);
    })
    .openapi(listOrgUnits, async (c) => {
      const { connection } = await getConnection(db, c.req.valid("param").connectionId);
      return c.json({ items: [...gatherOrgUnits(await countOrgUnits(db, connection.id))] }, 200);
    })
    .openapi(listGroups, async (c) => {
      const { q = "", live } = c.req.valid("query");
      const { connectionId } = c.req.valid("param");
      return c.json(await showGroups(needs, { connectionId, text: q.trim(), isLive: live === "true", signal: c.req.raw.signal }), 200);
    })
    .openapi(listPeople, async (c) => {
      const { connectionId } = c.req.valid("param");
      const query = c.req.valid("query");
      const window = readPage(query);
      const signal = c.req.raw.signal;
      const found = await listJudgedAccounts(database, { ...query, ...window, connectionId, settings: null, signal });
      return c.json(writePage(found.items, found.total, window), 200);
    })
    .openapi(findPeople, async (c) => {
      const { connectionId } = c.req.valid("param");
      const { settings = null, ...asked } = c.req.valid("json");
      const window = { from: asked.from ?? 0, limit: asked.limit };
      const signal = c.req.raw.signal;
      const found = await listJudgedAccounts(database, { ...asked, ...window, connectionId, settings, signal });
      return c.json(writePage(found.items, found.total, window), 200);
    })
    .openapi(listHolds, async (c) => {
      const { connection } = await getConnection(db, c.req.valid("param").connectionId);
      const window = readPage(c.req.valid("query"));
      const held = await listHeld(db, connection.id, window);
      return c.json(writePage(held.items, held.total, window), 200);
    })
    .openapi(release, async (c) => {
      const { connection } = await getConnection(db, c.req.valid("param").connectionId);
      const released = await releaseHolds(db, connection.id, c.req.valid("json").externalIds);
      const says =
        released === 0
          ? "Nobody was held back."
          : `${explainCount(released, "person", "people")} released. The next import of ${connection.name} plans them again.`;
      return c.json({ released, says }, 200);
    });
}
