import { blankPerson, type Person } from "../google/state/directory.ts";
import type { StoredGroup, StoredMember, StoredOrganisation } from "../google/state/stored-directory.ts";
import { accountId, groupId } from "./account-ids.ts";
import { alderFinchCast, alderFinchDomain, type Cast, inventedPerson } from "./alder-finch-people.ts";
import { orgUnitTree } from "./org-units.ts";

/** The customer's name on the desk. */
export const alderFinchName = "Alder & Finch Architects";

/** The customer id of Alder & Finch. */
export const alderFinchCustomerId = "C0alderf1";

/** The demo's customer: 903 accounts, of which 870 people are in scope. */
export function alderFinch(): StoredOrganisation {
  const cast = alderFinchCast();
  return {
    organisation: {
      customerId: alderFinchCustomerId,
      name: alderFinchName,
      domain: alderFinchDomain,
      otherDomains: ["alderfinch-studio.example"],
      adminEmail: `admin@${alderFinchDomain}`,
      resells: [],
      orgUnits: orgUnitTree(alderFinchCustomerId, [
        "/Leeds",
        "/Leeds/Studio",
        "/Leeds/Office",
        "/Leeds/Workshop",
        "/Porto",
        "/Remote",
        "/Remote/Site teams",
        "/Rooms",
        "/Rooms/Leeds",
      ]),
    },
    people: checked([...cast.map(({ person }) => person), ...rooms(), ...formerPeople(), brokenRecord()]),
    groups: groupsOf(cast),
  };
}

// Rooms, shared mailboxes and service accounts: things, not people.
function rooms(): readonly Person[] {
  const addresses = ["reception", "admin", "backup", "plotter", "scanner", "info", "post", "studio-tv", "directory-sync"];
  const meetingRooms = ["room-aspen", "room-birch", "room-cedar", "room-oak", "room-willow"];
  return [...addresses, ...meetingRooms].map((address, index) => ({
    ...blankPerson,
    id: accountId(2, index + 1),
    email: `${address}@${alderFinchDomain}`,
    givenName: address.replace(/^room-/, "").replace(/^./, (letter) => letter.toUpperCase()),
    familyName: meetingRooms.includes(address) ? "Room" : "Alder & Finch",
    orgUnitPath: meetingRooms.includes(address) ? "/Rooms/Leeds" : "/Rooms",
    isAdmin: address === "admin",
    lastLoginAt: address === "admin" ? "2026-11-20T07:58:00.000Z" : blankPerson.lastLoginAt,
  }));
}

// Twelve suspended and six archived accounts of people whom the desk never knew.
function formerPeople(): readonly Person[] {
  return Array.from({ length: 18 }, (_, index) => ({
    ...inventedPerson(1001 + index),
    title: "Architect",
    department: "Studio",
    orgUnitPath: index % 2 === 0 ? "/Leeds/Studio" : "/Remote",
    suspended: index < 12,
    archived: index >= 12,
  }));
}

function brokenRecord(): Person {
  return { ...blankPerson, id: accountId(3, 1), orgUnitPath: "/Remote", isBroken: true };
}

// Porto's people are in porto-all: most directly, some through studio-eu, five only through porto-models below it.
function groupsOf(cast: readonly Cast[]): readonly StoredGroup[] {
  const named = (address: string) => cast.filter(({ person }) => person.email.startsWith(`${address}@`)).map(({ person }) => person.id);
  const kofi = named("kofi.mensah");
  const porto = cast.filter(({ site, person }) => site === "Porto" && !kofi.includes(person.id)).map(({ person }) => person.id);
  const leeds = cast.filter(({ person }) => person.orgUnitPath === "/Leeds/Studio").map(({ person }) => person.id);
  const group = (ordinal: number, address: string, name: string, members: readonly StoredMember[]): StoredGroup => {
    const aliases = address === "porto-all" ? [`porto@${alderFinchDomain}`] : [];
    return { id: groupId(1, ordinal), email: `${address}@${alderFinchDomain}`, name, description: "", aliases, members };
  };
  return [
    group(1, "porto-all", "Porto (all)", [nested(2), ...users(porto.slice(18))]),
    group(2, "studio-eu", "Studio EU", [nested(3), ...users(named("t.lindqvist")), ...users(porto.slice(4, 18))]),
    group(3, "porto-models", "Porto model makers", users([...kofi, ...porto.slice(0, 4)])),
    group(4, "leeds-studio", "Leeds studio", users(leeds)),
    group(5, "everyone", "Everyone", [{ id: alderFinchCustomerId, type: "CUSTOMER", role: "MEMBER" }]),
    group(6, "book-club", "Book club", [nested(7), ...users(leeds.slice(0, 6))]),
    group(7, "reading-circle", "Reading circle", [nested(6), ...users(leeds.slice(6, 9))]),
    group(8, "studio-leads", "Studio leads", users([...named("elena.marsh"), ...named("ruben.hale"), ...kofi, ...named("sara.lindholm")])),
    group(9, "alumni", "Alumni", []),
  ];
}

function nested(ordinal: number): StoredMember {
  return { id: groupId(1, ordinal), type: "GROUP", role: "MEMBER" };
}

function users(ids: readonly string[]): readonly StoredMember[] {
  return ids.map((id, index) => ({ id, type: "USER", role: index === 0 ? "MANAGER" : "MEMBER" }));
}

// Two accounts of one address would quietly spoil every number of the demo.
function checked(people: readonly Person[]): readonly Person[] {
  const seen = new Set<string>();
  for (const key of people.flatMap((person) => [person.id, person.email, ...person.aliases])) {
    if (key !== "" && seen.has(key)) throw new Error(`The cast has ${key} twice.`);
    seen.add(key);
  }
  return people;
}
