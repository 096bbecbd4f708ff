import type { admin_directory_v1 as google } from "@googleapis/admin";
import type { Person } from "../state/directory.ts";
import type { Selection } from "./fields.ts";
import {
  compile,
  constant,
  flag,
  flagWhenTrue,
  keysOf,
  list,
  object,
  spread,
  type Template,
  text,
  texts,
  type Writer,
} from "./template.ts";

/** How much of a user an answer carries; only custom schemas depend on it. */
export interface Projection {
  readonly customerId: string;
  /** Which custom schemas are in the answer. */
  readonly includesSchema: (name: string) => boolean;
}

/**
 * A writer of users in Google's shape, for one organisation, projection and selection.
 * Source: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
 */
export function compileUser(projection: Projection, selection: Selection): Writer<Person> {
  const whole = compile(userTemplate(projection), selection);
  const broken = compile(brokenTemplate(projection), selection);
  const deleted = compile(deletedTemplate(projection), selection);
  return (person) => {
    if (person.isBroken) return broken(person) || "{}";
    return (person.deletedAt === "" ? whole(person) : deleted(person)) || "{}";
  };
}

/** Whether a user can have a member of that name in an answer; asking for another one in `fields` is an error. */
export function isUserField(name: string): boolean {
  return userFields.has(name);
}

/** The full name as Google joins it. */
export function fullName(person: Person): string {
  return `${person.givenName} ${person.familyName}`.trim();
}

/** The extra address that Google gives every account of a domain. */
export function twin(address: string): string {
  return `${address}.test-google-a.com`;
}

type UserTemplate = Template<Person>;

function userTemplate(projection: Projection): UserTemplate {
  return object<Person, google.Schema$User>({
    kind: constant("admin#directory#user"),
    id: text((person) => person.id),
    etag: text(etagOf),
    primaryEmail: text((person) => person.email),
    name: object<Person, google.Schema$UserName>({
      givenName: text((person) => person.givenName),
      familyName: text((person) => person.familyName),
      fullName: text(fullName),
    }),
    isAdmin: flag((person) => person.isAdmin),
    isDelegatedAdmin: flag((person) => person.isDelegatedAdmin),
    lastLoginTime: text((person) => person.lastLoginAt),
    creationTime: text((person) => person.createdAt),
    agreedToTerms: flag((person) => !person.lastLoginAt.startsWith("1970")),
    suspended: flag((person) => person.suspended),
    suspensionReason: text((person) => (person.suspended ? "ADMIN" : "")),
    archived: { kind: "value", text: archivedJson },
    changePasswordAtNextLogin: flag(() => false),
    ipWhitelisted: flag(() => false),
    emails: list(
      object<Person, google.Schema$UserEmail>({ address: text((person) => person.email), primary: flag(() => true) }),
      spread((person: Person) => person.aliases, object<string, google.Schema$UserEmail>({ address: text((alias) => alias) })),
      object<Person, google.Schema$UserEmail>({ address: text((person) => twin(person.email)) }, (person) => person.guestEmail === ""),
    ),
    phones: list(
      object<Person, google.Schema$UserPhone>(
        { value: text((person) => person.workPhone), type: constant("work") },
        (person) => person.workPhone !== "",
      ),
      object<Person, google.Schema$UserPhone>(
        { value: text((person) => person.mobile), type: constant("mobile") },
        (person) => person.mobile !== "",
      ),
    ),
    organizations: list(
      object<Person, google.Schema$UserOrganization>(
        {
          title: text((person) => person.title),
          primary: flag(() => true),
          customType: { kind: "value", text: () => '""' },
          department: text((person) => person.department),
          costCenter: text((person) => person.costCentre),
        },
        (person) => person.title !== "" || person.department !== "",
      ),
    ),
    externalIds: list(
      object<Person, google.Schema$UserExternalId>(
        { value: text((person) => person.employeeNumber), type: constant("organization") },
        (person) => person.employeeNumber !== "",
      ),
    ),
    relations: list(
      object<Person, google.Schema$UserRelation>(
        { value: text((person) => person.manager), type: constant("manager") },
        (person) => person.manager !== "",
      ),
    ),
    aliases: texts((person) => person.aliases),
    nonEditableAliases: texts((person) => (person.guestEmail === "" ? [twin(person.email)] : [])),
    customerId: constant(projection.customerId),
    orgUnitPath: text((person) => person.orgUnitPath),
    isMailboxSetup: flag((person) => person.guestEmail === ""),
    isEnrolledIn2Sv: flag((person) => person.isAdmin),
    isEnforcedIn2Sv: flag(() => false),
    includeInGlobalAddressList: flag(() => true),
    isGuestUser: flagWhenTrue((person) => person.guestEmail !== ""),
    guestAccountInfo: object<Person, google.Schema$GuestAccountInfo>({ primaryGuestEmail: text((person) => person.guestEmail) }),
    ...(projection.includesSchema("HR") && {
      customSchemas: object<Person, Record<string, object>>({
        HR: object<Person, Record<string, string>>({ costCentre: text((person) => person.costCentre) }),
      }),
    }),
  });
}

function brokenTemplate(projection: Projection): UserTemplate {
  return object<Person, google.Schema$User>({
    kind: constant("admin#directory#user"),
    id: text((person) => person.id),
    etag: text(etagOf),
    customerId: constant(projection.customerId),
    orgUnitPath: text((person) => person.orgUnitPath),
  });
}

function deletedTemplate(projection: Projection): UserTemplate {
  return object<Person, google.Schema$User>({
    kind: constant("admin#directory#user"),
    id: text((person) => person.id),
    etag: text(etagOf),
    primaryEmail: text((person) => person.email),
    deletionTime: text((person) => person.deletedAt),
    customerId: constant(projection.customerId),
  });
}

function etagOf(person: Person): string {
  return `"u${person.id.slice(-8)}/${person.revision}"`;
}

// Some false booleans are missing from Google's answers, others are there.
function archivedJson(person: Person): string {
  if (person.archived) return "true";
  return person.id.charCodeAt(person.id.length - 1) % 2 === 0 ? "false" : "";
}

// What Google has but nobody in the sandbox has filled in may be asked for, too.
const unfilledFields = [
  "addresses",
  "archivalTime",
  "deletionTime",
  "gender",
  "ims",
  "keywords",
  "languages",
  "locations",
  "notes",
  "posixAccounts",
  "recoveryEmail",
  "recoveryPhone",
  "sshPublicKeys",
  "suspensionTime",
  "thumbnailPhotoEtag",
  "thumbnailPhotoUrl",
  "websites",
] satisfies (keyof google.Schema$User)[];

const userFields: ReadonlySet<string> = new Set([
  "*",
  ...unfilledFields,
  ...keysOf(userTemplate({ customerId: "", includesSchema: () => true })),
]);
