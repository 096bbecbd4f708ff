/** A directory attribute that people know by a word. */
export interface KnownAttribute {
  readonly from: string;
  readonly label: string;
  readonly type: "text" | "checkbox" | "list";
}

const text = (from: string, label: string): KnownAttribute => ({ from, label, type: "text" });
const checkbox = (from: string, label: string): KnownAttribute => ({ from, label, type: "checkbox" });

/** What accounts of Google usually have, the most useful first (Admin SDK, users resource). */
export const knownGoogleAttributes: readonly KnownAttribute[] = [
  text("name.fullName", "full name"),
  text("name.givenName", "given name"),
  text("name.familyName", "family name"),
  text("primaryEmail", "e-mail"),
  { from: "aliases", label: "aliases", type: "list" },
  text("orgUnit", "org unit"),
  text("organizations[primary].title", "title"),
  text("organizations[primary].department", "department"),
  text("organizations[primary].costCenter", "cost centre"),
  text("organizations[primary].name", "organisation"),
  text("organizations[primary].location", "location of the organisation"),
  text("organizations[primary].description", "type of employment"),
  text("externalIds[type=organization].value", "employee number"),
  text("relations[type=manager].value", "manager"),
  text("phones[type=work].value", "work phone"),
  text("phones[type=mobile].value", "mobile phone"),
  text("phones[type=home].value", "home phone"),
  text("addresses[type=work].formatted", "work address"),
  text("addresses[type=home].formatted", "home address"),
  text("locations[primary].buildingId", "building"),
  text("locations[primary].floorName", "floor"),
  text("locations[primary].deskCode", "desk"),
  text("languages[primary].languageCode", "language"),
  text("notes.value", "notes"),
  text("recoveryEmail", "recovery e-mail"),
  text("recoveryPhone", "recovery phone"),
  text("creationTime", "created"),
  text("lastLoginTime", "last sign-in"),
  checkbox("suspended", "suspended"),
  checkbox("archived", "archived"),
  checkbox("isAdmin", "Google administrator"),
  checkbox("isEnrolledIn2Sv", "uses 2-step verification"),
  checkbox("includeInGlobalAddressList", "in the address list"),
];
