import { blankPerson, type Person } from "../google/state/directory.ts";
import { accountId } from "./account-ids.ts";
import { familyNames, givenNames, plainLetters } from "./names.ts";
import { coprimeStep, mix, pick } from "./random.ts";

/** The sites of the desk's customer. */
export type Site = "Leeds" | "Porto" | "Remote";

/** What the first import finds for somebody, and by what. */
export type Part =
  | "create"
  | "unchangedById"
  | "updateById"
  | "moveById"
  | "linkByEmail"
  | "updateByEmail"
  | "updateByAlias"
  | "updateByEmployeeNumber"
  | "decide";

/** An account in scope, where its person works, and what the first import finds. */
export interface Cast {
  readonly person: Person;
  readonly site: Site;
  readonly part: Part;
}

/** The domain of Alder & Finch. */
export const alderFinchDomain = "alderfinch.example";

/** The 870 people in scope: the named ones first. */
export function alderFinchCast(): readonly Cast[] {
  const extras = partsOfOthers.flatMap(([part, count]) => Array.from({ length: count }, () => part));
  const step = coprimeStep(extras.length, 5);
  return [...namedCast(), ...extras.map((part, index) => anonymousCast(part, index, (index * step) % extras.length))];
}

/** A person with an invented name; the ordinal decides everything about them. */
export function inventedPerson(ordinal: number): Person {
  const size = givenNames.length * familyNames.length;
  const combination = (ordinal * coprimeStep(size, 11)) % size;
  const givenName = pick(givenNames, combination);
  const familyName = pick(familyNames, Math.floor(combination / givenNames.length));
  const hash = mix(42, ordinal);
  return {
    ...blankPerson,
    id: accountId(1, ordinal),
    email: `${plainLetters(givenName)}.${plainLetters(familyName)}@${alderFinchDomain}`,
    givenName,
    familyName,
    employeeNumber: `AF-${String(ordinal).padStart(4, "0")}`,
    costCentre: `CC-${100 + (hash % 12)}`,
    workPhone: `+44 113 496 0${lastDigits(ordinal)}`,
    mobile: hash % 5 < 3 ? `+44 7700 900${lastDigits(ordinal)}` : "",
    createdAt: `20${17 + (hash % 8)}-0${1 + (hash % 9)}-1${hash % 10}T08:30:00.000Z`,
    lastLoginAt: hash % 14 === 3 ? blankPerson.lastLoginAt : `2026-11-1${hash % 9}T08:15:30.000Z`,
  };
}

// Both ranges are kept free for invented people, by the British regulator Ofcom.
function lastDigits(ordinal: number): string {
  return String(ordinal % 1000).padStart(3, "0");
}

/** The five whom others report to. They have no manager themselves. */
export const leads: readonly string[] = ["elena.marsh", "ruben.hale", "kofi.mensah", "mary.okafor", "sara.lindholm"].map(
  (address) => `${address}@${alderFinchDomain}`,
);

const partsOfOthers: readonly (readonly [Part, number])[] = [
  ["create", 679],
  ["unchangedById", 9],
  ["updateById", 20],
  ["moveById", 8],
  ["linkByEmail", 17],
  ["updateByEmail", 111],
  ["updateByAlias", 10],
  ["updateByEmployeeNumber", 5],
];

const others = { porto: 58, leeds: 552 };

function namedCast(): readonly Cast[] {
  const studio = { orgUnitPath: "/Leeds/Studio", department: "Studio", title: "Architect" };
  const porto = { orgUnitPath: "/Porto", department: "Studio", title: "Architect" };
  const office = { orgUnitPath: "/Leeds/Office", department: "Office", title: "Studio director" };
  const entries: readonly (readonly [Part, Site, string, string, Partial<Person>])[] = [
    ["moveById", "Leeds", "Tomas Lindqvist", "t.lindqvist", { ...studio, id: "108347120958263917402", mobile: "" }],
    ["decide", "Leeds", "Marta Nowak", "marta.nowak", { ...studio, title: "Interior designer" }],
    ["decide", "Remote", "João Silva", "joao.silva", { orgUnitPath: "/Remote", department: "Studio", title: "BIM coordinator" }],
    ["create", "Leeds", "Nina Kaur", "practice.manager", { ...office, title: "Practice manager" }],
    ["updateById", "Porto", "Inês Duarte Reis", "ines.duartereis", { ...porto, aliases: [`ines.duarte@${alderFinchDomain}`] }],
    ["updateByEmail", "Porto", "Kofi Mensah", "kofi.mensah", { ...porto, title: "Model maker" }],
    ["create", "Porto", "Zoë Ćosić", "zoe.cosic", porto],
    [
      "updateByAlias",
      "Leeds",
      "Mary Okafor",
      "mary.okafor",
      { ...studio, department: "Studio 2", aliases: [`m.okafor@${alderFinchDomain}`] },
    ],
    ["create", "Leeds", "Elena Marsh", "elena.marsh", office],
    ["create", "Leeds", "Ruben Hale", "ruben.hale", office],
    ["create", "Remote", "Sara Lindholm", "sara.lindholm", { orgUnitPath: "/Remote", department: "Studio", title: "Studio director" }],
  ];
  return entries.map(([part, site, name, address, values], index) => {
    const [givenName = "", ...rest] = name.split(" ");
    const familyName = rest.join(" ");
    const email = `${address}@${alderFinchDomain}`;
    return { part, site, person: { ...inventedPerson(index + 1), givenName, familyName, email, ...values } };
  });
}

function anonymousCast(part: Part, index: number, place: number): Cast {
  const person = inventedPerson(index + 101);
  const site: Site = place < others.porto ? "Porto" : place < others.porto + others.leeds ? "Leeds" : "Remote";
  const hash = mix(99, index);
  const job = pick(jobs[site], hash);
  const alias = `${plainLetters(person.givenName).slice(0, 1)}${index}.${plainLetters(person.familyName)}@${alderFinchDomain}`;
  return {
    part,
    site,
    person: {
      ...person,
      orgUnitPath: job.orgUnitPath,
      department: job.department,
      title: pick(job.titles, hash >>> 6),
      manager: mayHaveManager.includes(part) && hash % 10 < 6 ? pick(leads, hash >>> 9) : "",
      workPhone: part === "create" && hash % 7 === 0 ? "" : person.workPhone,
      aliases: part === "updateByAlias" ? [alias] : [],
      guestEmail: part === "create" && index === 7 ? "visiting.tutor@partner.example" : "",
    },
  };
}

const mayHaveManager: readonly Part[] = ["create", "updateById", "updateByEmail", "updateByAlias", "updateByEmployeeNumber"];

interface Job {
  readonly orgUnitPath: string;
  readonly department: string;
  readonly titles: readonly string[];
}

const design = ["Architect", "Senior architect", "Architectural assistant", "Interior designer", "Technologist"];

const jobs: Readonly<Record<Site, readonly Job[]>> = {
  Leeds: [
    { orgUnitPath: "/Leeds/Studio", department: "Studio", titles: design },
    { orgUnitPath: "/Leeds/Studio", department: "Studio 2", titles: design },
    { orgUnitPath: "/Leeds/Studio", department: "Studio", titles: design },
    { orgUnitPath: "/Leeds/Office", department: "Office", titles: ["Accountant", "Bid coordinator", "People adviser", "Librarian"] },
    { orgUnitPath: "/Leeds/Workshop", department: "Workshop", titles: ["Model maker", "Joiner", "Workshop technician"] },
  ],
  Porto: [
    { orgUnitPath: "/Porto", department: "Studio", titles: design },
    { orgUnitPath: "/Porto", department: "Office", titles: ["Office coordinator", "Accountant"] },
  ],
  Remote: [
    { orgUnitPath: "/Remote", department: "Studio", titles: design },
    { orgUnitPath: "/Remote/Site teams", department: "Site teams", titles: ["Site architect", "Contract administrator"] },
    { orgUnitPath: "/Remote", department: "Visualisation", titles: ["Visualiser", "Animator"] },
  ],
};
