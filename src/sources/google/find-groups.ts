import type { Group } from "../../model/directory.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { findCause, type GoogleCause } from "./find-cause.ts";
import { objectOf } from "./json.ts";
import { listPages } from "./list-pages.ts";
import { parseGroup } from "./parse-directory.ts";

const groupFields = "id,email,name";

/**
 * Groups of exactly this address, id or name; several where Google has several of one name
 * (developers.google.com/workspace/admin/directory/v1/guides/search-groups).
 */
export async function findGroups(client: GoogleClient, text: string, part: string): Promise<readonly Group[]> {
  const wanted = text.trim();
  if (wanted === "") return [];
  if (/^\S+@\S+$/.test(wanted)) return await findByKey(client, { key: wanted, part, meansNone: ["notFound"] });
  const byId = /^(?=.*\d)[0-9a-z_-]{8,}$/i.test(wanted)
    ? await findByKey(client, { key: wanted, part, meansNone: ["notFound", "badRequest", "forbidden"] })
    : [];
  return byId.length > 0 ? byId : await findByName(client, wanted, part);
}

interface Key {
  readonly key: string;
  readonly part: string;
  /** A name may look like an id: then a refusal says no more than that it is none. */
  readonly meansNone: readonly GoogleCause[];
}

async function findByKey(client: GoogleClient, { key, part, meansNone }: Key): Promise<readonly Group[]> {
  const path = `/admin/directory/v1/groups/${encodeURIComponent(key)}`;
  const request = { reading: "groups", part, path, query: { fields: groupFields } } as const;
  const answer = await client.ask(request);
  const cause = findCause(answer);
  if (meansNone.includes(cause)) return [];
  const group = cause === "fine" ? parseGroup(objectOf(answer.json) ?? undefined) : null;
  if (group === null) throw client.explain(answer, request);
  return [group];
}

/** Google's search may answer more than what was asked: only the very name counts. */
async function findByName(client: GoogleClient, name: string, part: string): Promise<readonly Group[]> {
  const query = { customer: part, maxResults: "200", query: `name=${quote(name)}`, fields: `kind,nextPageToken,groups(${groupFields})` };
  const request = { reading: "groups", part, path: "/admin/directory/v1/groups", query } as const;
  const found: Group[] = [];
  for await (const items of listPages(client, { request, key: "groups", kind: "directory#groups" }))
    found.push(
      ...items
        .map(parseGroup)
        .filter((group) => group !== null)
        .filter((group) => group.name.trim() === name),
    );
  return found;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;
}
