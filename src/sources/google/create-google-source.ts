import type { CustomSchema, DirectorySource, OrgUnit } from "../../model/directory.ts";
import { checkAbilities } from "./check-abilities.ts";
import { createGoogleClient, type GoogleClient, type GoogleOptions, type GoogleRequest } from "./create-google-client.ts";
import { findGroups } from "./find-groups.ts";
import type { JsonObject } from "./json.ts";
import { listMembers } from "./list-members.ts";
import { listPeople } from "./list-people.ts";
import { lookUpPerson } from "./look-up-person.ts";
import { parseOrgUnits, parseSchemas } from "./parse-directory.ts";
import { findPersonId, parsePerson } from "./parse-person.ts";
import { searchGroups } from "./search-groups.ts";

/**
 * A Google Workspace directory behind one connection (Admin SDK Directory API,
 * developers.google.com/workspace/admin/directory/reference/rest). Tokens live in memory as long as the source does. Nothing is sent before
 * the first call.
 */
export function createGoogleSource(options: GoogleOptions): DirectorySource {
  const client = createGoogleClient(options);
  const { signIn } = options.connection;
  return {
    people: (request) => listPeople(client, request),
    idOf: findPersonId,
    parsePerson,
    lookUp: (key, request) => lookUpPerson(client, key, request),
    members: (groupId) => listMembers(client, groupId),
    findGroups: (text, part) => findGroups(client, text, part),
    searchGroups: (text, part) => searchGroups(client, text, part),
    orgUnits: (part) => listOrgUnits(client, part),
    schemas: (part) => listSchemas(client, part),
    check: () => checkAbilities(client, signIn.kind === "serviceAccount" ? signIn.subject : null),
    requestCount: () => client.requestCount(),
    requestCounts: () => client.requestCounts(),
  };
}

async function listOrgUnits(client: GoogleClient, part: string): Promise<readonly OrgUnit[]> {
  const path = `/admin/directory/v1/customer/${encodeURIComponent(part)}/orgunits`;
  return await readWhole(client, { reading: "orgUnits", part, path, query: { type: "allIncludingParent" } }, parseOrgUnits);
}

async function listSchemas(client: GoogleClient, part: string): Promise<readonly CustomSchema[]> {
  const path = `/admin/directory/v1/customer/${encodeURIComponent(part)}/schemas`;
  return await readWhole(client, { reading: "schemas", part, path }, parseSchemas);
}

/** A list that Google answers in one piece. */
async function readWhole<T>(client: GoogleClient, request: GoogleRequest, parse: (body: JsonObject) => T | null): Promise<T> {
  const answer = await client.ask(request);
  const parsed = parse(client.bodyOf(answer, request));
  if (parsed === null) throw client.explain(answer, request);
  return parsed;
}
