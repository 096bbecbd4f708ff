import type { PeoplePage, PeopleRequest } from "../../model/directory.ts";
import { buildUserQuery } from "./build-user-query.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { listPages } from "./list-pages.ts";

/**
 * Every account of a part, suspended and archived ones included, 500 a page. Never narrowed by Google's search, whose index is up to 36
 * hours old (developers.google.com/workspace/admin/directory/reference/rest/v1/users/list and .../v1/guides/search-users).
 */
export async function* listPeople(client: GoogleClient, { part, attributes }: PeopleRequest): AsyncGenerator<PeoplePage, void, undefined> {
  const { fields, projection } = buildUserQuery(attributes);
  const query = { customer: part, maxResults: "500", ...projection, fields: `kind,nextPageToken,users(${fields})` };
  const request = { reading: "users", part, path: "/admin/directory/v1/users", query } as const;
  for await (const items of listPages(client, { request, key: "users", kind: "directory#users" })) yield { items };
}
