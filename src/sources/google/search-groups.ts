import type { Group } from "../../model/directory.ts";
import { foldText } from "../../model/fold-text.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { listPages } from "./list-pages.ts";
import { parseGroup } from "./parse-directory.ts";

const groupFields = "id,email,name";

/**
 * Groups whose name or address begins with a text, from the first page of each search
 * (developers.google.com/workspace/admin/directory/v1/guides/search-groups). Google searches by the beginning of one word: of a longer text
 * it is given the first word, and what does not go on as the text does is left out here.
 */
export async function searchGroups(client: GoogleClient, text: string, part: string): Promise<readonly Group[]> {
  const wanted = foldText(text);
  // What the query language gives a meaning to ends the word.
  const word = /^[\p{L}\p{N}._@+-]+/u.exec(wanted)?.[0] ?? "";
  if (word === "") return [];
  const found = new Map<string, Group>();
  for (const field of ["name", "email"] as const) {
    for (const group of await readFirstPage(client, `${field}:${word}*`, part)) {
      const begins = [group.name, group.email].some((value) => foldText(value).startsWith(wanted));
      if (begins) found.set(group.id, group);
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

async function readFirstPage(client: GoogleClient, query: string, part: string): Promise<readonly Group[]> {
  const parameters = { customer: part, maxResults: "200", query, fields: `kind,nextPageToken,groups(${groupFields})` };
  const request = { reading: "groups", part, path: "/admin/directory/v1/groups", query: parameters } as const;
  for await (const items of listPages(client, { request, key: "groups", kind: "directory#groups" }))
    return items.map(parseGroup).filter((group) => group !== null);
  return [];
}
