import type { FieldMapping } from "../model/settings.ts";

/** The mappings of names: always there, never changed (G5). */
export const lockedFields: readonly FieldMapping[] = (["user", "agent"] as const).flatMap((entity) => [
  mapField(entity, "name", "name.fullName"),
  mapField(entity, "firstName", "name.givenName"),
  mapField(entity, "lastName", "name.familyName"),
]);

/** What a new Google connection starts with (G5). */
export const defaultGoogleFields: readonly FieldMapping[] = [
  ...lockedFields,
  ...(["user", "agent"] as const).flatMap((entity) => [
    mapField(entity, "email", "primaryEmail"),
    mapField(entity, "phone", "phones[type=work].value"),
    mapField(entity, "mobile", "phones[type=mobile].value"),
    mapField(entity, "title", "organizations[primary].title"),
    mapField(entity, "department", "organizations[primary].department"),
  ]),
  mapField("user", "manager", "relations[type=manager].value"),
];

function mapField(entity: FieldMapping["entity"], field: string, from: string): FieldMapping {
  return { entity, field, from, policy: "directory", clearsWhenEmpty: false };
}
