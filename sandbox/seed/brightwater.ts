import { blankPerson, type Person } from "../google/state/directory.ts";
import type { StoredGroup, StoredMember, StoredOrganisation } from "../google/state/stored-directory.ts";
import { accountId, groupId } from "./account-ids.ts";
import type { DeskAgent } from "./desk-before.ts";
import { plainLetters } from "./names.ts";
import { orgUnitTree } from "./org-units.ts";

/** The service provider whose desk the demo is: 46 accounts, 21 of them at the service desk. */
export function brightwater(): StoredOrganisation {
  const people = [...serviceDesk, ...office].map(personOf);
  return {
    organisation: {
      customerId,
      name: brightwaterName,
      domain,
      otherDomains: [],
      adminEmail: `owen@${domain}`,
      resells: ["C0alderf1"],
      orgUnits: orgUnitTree(customerId, ["/Service desk", "/Office", "/Office/Accounts", "/Office/Sales"]),
    },
    people,
    groups: groupsOf(people),
  };
}

/** The customer's name on the desk. */
export const brightwaterName = "Brightwater IT";

/** The nine agents that the desk had before; each differs from Google in at least the title. Owen is the only administrator. */
export function brightwaterAgents(): readonly DeskAgent[] {
  return serviceDesk.slice(0, 9).map((entry, index) => {
    const { id, givenName, familyName, email, title } = personOf(entry, index);
    const isOwen = index === 0;
    return {
      name: `${givenName} ${familyName}`,
      firstName: givenName,
      lastName: familyName,
      email,
      title: index % 3 === 2 ? "" : `${title} (probation)`,
      roles: [isOwen ? "Administrator" : "Technician"],
      administrator: isOwen,
      googleId: id,
    };
  });
}

const customerId = "C0bright1";
const domain = "brightwater.example";

type Entry = readonly [name: string, title: string, orgUnit: string, address?: string];

const serviceDesk: readonly Entry[] = [
  ["Owen Achterberg", "Head of IT", "/Service desk", "owen"],
  ["Priya Raman", "Service desk lead", "/Service desk", "priya"],
  ["Callum Reyes", "Senior technician", "/Service desk"],
  ["Sunniva Dahl", "Senior technician", "/Service desk"],
  ["Marek Zieliński", "Network engineer", "/Service desk"],
  ["Fatima Haddad", "Technician", "/Service desk"],
  ["Joel Pritchard", "Technician", "/Service desk"],
  ["Anouk Verhoeven", "Technician", "/Service desk"],
  ["Tendai Moyo", "Cloud engineer", "/Service desk"],
  ["Lucía Ferrer", "Technician", "/Service desk"],
  ["Gethin Parry", "Technician", "/Service desk"],
  ["Hana Suzuki", "Technician", "/Service desk"],
  ["Bram de Wit", "Field technician", "/Service desk"],
  ["Aoife Brennan", "Field technician", "/Service desk"],
  ["Ravi Menon", "Security analyst", "/Service desk"],
  ["Klára Dvořáková", "Technician", "/Service desk"],
  ["Isaac Boateng", "Technician", "/Service desk"],
  ["Mei Tanaka", "Problem manager", "/Service desk"],
  ["Stellan Holm", "Change manager", "/Service desk"],
  ["Yara Costa", "Apprentice", "/Service desk"],
  ["Ewan Sinclair", "Apprentice", "/Service desk"],
];

const office: readonly Entry[] = [
  ["Rosalind Hart", "Managing director", "/Office"],
  ["Dominic Okoro", "Operations director", "/Office"],
  ["Sigrid Lund", "Office manager", "/Office"],
  ["Amina Yusuf", "Receptionist", "/Office"],
  ["Peter Lang", "Facilities", "/Office"],
  ["Greta Sorensen", "People partner", "/Office"],
  ["Nikhil Joshi", "People partner", "/Office"],
  ["Florence Cole", "Trainer", "/Office"],
  ["Enzo Marchetti", "Bid writer", "/Office"],
  ["Halima Abdi", "Project manager", "/Office"],
  ["Oscar Lindgren", "Project manager", "/Office"],
  ["Vera Pavlova", "Project manager", "/Office"],
  ["Colin Baxter", "Finance director", "/Office/Accounts"],
  ["Judit Szabó", "Bookkeeper", "/Office/Accounts"],
  ["Maya Goldberg", "Bookkeeper", "/Office/Accounts"],
  ["Tobias Krüger", "Payroll", "/Office/Accounts"],
  ["Esme Whitlock", "Purchasing", "/Office/Accounts"],
  ["Adil Rahimi", "Credit control", "/Office/Accounts"],
  ["Bronwen Pugh", "Sales director", "/Office/Sales"],
  ["Leandro Pinto", "Account manager", "/Office/Sales"],
  ["Kirsten Aas", "Account manager", "/Office/Sales"],
  ["Jerome Blake", "Account manager", "/Office/Sales"],
  ["Selin Aydın", "Account manager", "/Office/Sales"],
  ["Wanda Kruk", "Sales support", "/Office/Sales"],
  ["Declan Shaw", "Marketing", "/Office/Sales"],
];

function personOf([name, title, orgUnitPath, address]: Entry, index: number): Person {
  const [givenName = "", ...rest] = name.split(" ");
  const familyName = rest.join(" ");
  return {
    ...blankPerson,
    id: accountId(4, index + 1),
    email: `${address ?? `${plainLetters(givenName)}.${plainLetters(familyName)}`}@${domain}`,
    givenName,
    familyName,
    aliases: address === undefined ? [] : [`${plainLetters(givenName)}.${plainLetters(familyName)}@${domain}`],
    title,
    department: orgUnitPath === "/Service desk" ? "Service desk" : (orgUnitPath.split("/").at(-1) ?? ""),
    workPhone: `+44 113 496 09${String(10 + index)}`,
    mobile: index % 2 === 0 ? `+44 7700 9009${String(10 + index)}` : "",
    employeeNumber: `BW-${String(index + 1).padStart(3, "0")}`,
    orgUnitPath,
    isAdmin: address === "owen",
    isDelegatedAdmin: address === "priya",
    lastLoginAt: index % 9 === 8 ? blankPerson.lastLoginAt : "2026-11-18T08:12:30.000Z",
  };
}

function groupsOf(people: readonly Person[]): readonly StoredGroup[] {
  const agents = people.slice(0, serviceDesk.length);
  const admins = agents.filter((_, index) => [0, 1, 2, 4, 8, 14, 18].includes(index));
  return [
    group(
      1,
      "it-admins",
      "IT admins",
      admins.map((person, index) => member(person.id, "USER", index === 0 ? "OWNER" : "MEMBER")),
    ),
    group(
      2,
      "service-desk",
      "Service desk",
      agents.map((person) => member(person.id, "USER")),
    ),
    group(3, "on-call", "On call", [member(groupId(4, 1), "GROUP"), ...agents.slice(9, 12).map((person) => member(person.id, "USER"))]),
    group(4, "everyone", "Everyone", [member(customerId, "CUSTOMER")]),
    group(
      5,
      "accounts",
      "Accounts",
      people.slice(33, 39).map((person) => member(person.id, "USER")),
    ),
  ];
}

function group(ordinal: number, address: string, name: string, members: readonly StoredMember[]): StoredGroup {
  return { id: groupId(4, ordinal), email: `${address}@${domain}`, name, description: "", aliases: [], members };
}

function member(id: string, type: StoredMember["type"], role: StoredMember["role"] = "MEMBER"): StoredMember {
  return { id, type, role };
}
