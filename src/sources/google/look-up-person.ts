import type { LookUp, PeopleRequest } from "../../model/directory.ts";
import { DirectoryRefused } from "../../model/errors.ts";
import { buildUserQuery } from "./build-user-query.ts";
import type { GoogleClient } from "./create-google-client.ts";
import { findCause } from "./find-cause.ts";
import { objectOf, textOf } from "./json.ts";
import { parseGoogleError } from "./parse-google-error.ts";
import { findPersonId, parsePerson } from "./parse-person.ts";

/**
 * Asks for one account by id, address or alias. `absent` only when Google's API itself says notFound, or shows a deleted account; a 403, an
 * HTML page, no answer and an answer about somebody else prove nothing (developers.google.com/workspace/admin/directory/reference/rest/v1/users/get).
 */
export async function lookUpPerson(client: GoogleClient, key: string, { part, attributes }: PeopleRequest): Promise<LookUp> {
  const { fields, projection } = buildUserQuery(attributes);
  const path = `/admin/directory/v1/users/${encodeURIComponent(key)}`;
  const request = { reading: "users", kind: "lookUps", part, path, query: { ...projection, fields: `${fields},deletionTime` } } as const;
  try {
    const answer = await client.ask(request);
    const cause = findCause(answer);
    if (cause === "notFound" && answer.status === 404 && parseGoogleError(answer).reason === "notFound")
      return { kind: "absent", answer: `Google knows no account ${key} (404 notFound).` };
    const item = cause === "fine" ? objectOf(answer.json) : null;
    if (item === null) return { kind: "unknown", answer: client.explain(answer, request).message };
    const id = findPersonId(item);
    if (/^\d+$/.test(key) && id !== key)
      return { kind: "unknown", answer: `Asked about account ${key}, Google answered about ${id ?? "none"}.` };
    const deletedAt = textOf(item.deletionTime);
    if (deletedAt !== null) return { kind: "absent", answer: `Google says that account ${key} was deleted on ${deletedAt}.` };
    return { kind: "found", person: parsePerson(item, part) };
  } catch (error) {
    if (error instanceof DirectoryRefused) return { kind: "unknown", answer: error.message };
    throw error;
  }
}
