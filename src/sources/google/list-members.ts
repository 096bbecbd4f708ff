import type { Member } from "../../model/directory.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { listPages } from "./list-pages.ts";
import { parseMember } from "./parse-directory.ts";

/** The direct members of a group, 200 a page; nested groups are members of their own kind (developers.google.com/workspace/admin/directory/reference/rest/v1/members/list). */
export async function* listMembers(client: GoogleClient, groupId: string): AsyncGenerator<readonly Member[], void, undefined> {
  const path = `/admin/directory/v1/groups/${encodeURIComponent(groupId)}/members`;
  const query = { maxResults: "200", fields: "kind,nextPageToken,members(id,type)" };
  const request = { reading: "groups", kind: "members", part: null, path, query } as const;
  for await (const items of listPages(client, { request, key: "members", kind: "directory#members" }))
    yield items.map(parseMember).filter((member) => member !== null);
}
