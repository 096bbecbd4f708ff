import { alderFinchCustomerId } from "../../seed/alder-finch.ts";
import { blankPerson, type Directory, isUnder, type Person } from "../state/directory.ts";
import { armFault, type Fault } from "../state/faults.ts";
import { findDirectory, now, putBack, type World } from "../state/world.ts";
import { ControlError } from "./control-route.ts";
import { newAccountId } from "./people-control.ts";

/** What an incident did, in one sentence, and to how many accounts. */
export interface IncidentReport {
  readonly incident: string;
  readonly happened: string;
  readonly accounts: number;
}

/** POST /control/incidents/{name}: makes one of the demo's incidents happen; what an earlier one did to the answers is over then. */
export function startIncident(world: World, name: string): IncidentReport {
  const incident = incidents[name];
  if (incident === undefined) throw new ControlError(404, `There is no incident "${name}"; there are: ${incidentNames.join(", ")}.`);
  world.faults = world.faults.filter((armed) => armed.isOfIncident !== true);
  return { incident: name, ...incident(world) };
}

type Incident = (world: World) => Omit<IncidentReport, "incident">;

const incidents: Readonly<Record<string, Incident>> = {
  "empty-answer": (world) => {
    arm(world, { kind: "empty", times: "always", match: { path: "/users$", customerId: alderFinchCustomerId } });
    return { happened: "Google answers Alder & Finch's list of users without a single user.", accounts: 0 };
  },
  "breaks-off": (world) => {
    arm(world, { kind: "cut", times: "always", match: { path: "/users$", customerId: alderFinchCustomerId, fromPage: 1 } });
    return { happened: "The connection breaks in every page of Alder & Finch's users after the first.", accounts: 0 };
  },
  "porto-closes": portoCloses,
  "it-admins-emptied": itAdminsEmptied,
  "address-reused": addressReused,
  "sign-in-revoked": (world) => {
    world.signInRevoked.set(alderFinchCustomerId, now(world));
    return {
      happened: "Alder & Finch has taken back the sign-in: no token given out before works, nor does the service account.",
      accounts: 0,
    };
  },
  "day-seven": daySeven,
  "put-back": (world) => {
    putBack(world);
    return { happened: "People, groups, apps and the clock are as at the start.", accounts: 0 };
  },
};

/** The names of all incidents. */
export const incidentNames: readonly string[] = Object.keys(incidents);

function arm(world: World, fault: Fault): void {
  world.faults.push({ ...armFault(fault), isOfIncident: true });
}

// The app turns out to be in testing, and its seven days are over; who connects again is a test user.
function daySeven(world: World): ReturnType<Incident> {
  const { adminEmail } = alderFinchDirectory(world).organisation;
  for (const [clientId, client] of world.clients) {
    if (client.customerId !== alderFinchCustomerId) continue;
    world.clients.set(clientId, { ...client, audience: "external", publishing: "testing", testUsers: [adminEmail] });
  }
  for (const [token, refresh] of world.tokens.refresh) {
    if (refresh.customerId === alderFinchCustomerId) world.tokens.refresh.set(token, { ...refresh, diesAt: now(world) });
  }
  revokeAccess(world);
  return { happened: "The seven days of an app in testing are over: Alder & Finch's refresh tokens have ended.", accounts: 0 };
}

function revokeAccess(world: World): void {
  for (const [token, access] of world.tokens.access) {
    if (access.customerId === alderFinchCustomerId) world.tokens.access.delete(token);
  }
}

// 61 accounts suspended, three people join, two marry: new surname and address, same id.
function portoCloses(world: World): ReturnType<Incident> {
  const directory = alderFinchDirectory(world);
  const porto = everybody(directory).filter((person) => isUnder(person.orgUnitPath, "/Porto"));
  for (const person of porto) directory.savePerson({ ...person, suspended: true, revision: person.revision + 1 });
  const { domain } = directory.organisation;
  join(world, directory, {
    givenName: "Rui",
    familyName: "Costa",
    email: `rui.costa@${domain}`,
    orgUnitPath: "/Remote",
    department: "Studio",
  });
  join(world, directory, {
    givenName: "Ailsa",
    familyName: "Grant",
    email: `ailsa.grant@${domain}`,
    orgUnitPath: "/Leeds/Studio",
    department: "Studio",
  });
  join(world, directory, {
    givenName: "Pádraig",
    familyName: "Foley",
    email: `padraig.foley@${domain}`,
    orgUnitPath: "/Remote",
    department: "Studio",
  });
  const [first, second] = renamable(directory);
  if (first !== undefined) rename(directory, first, "Lockwood");
  if (second !== undefined) rename(directory, second, "Ferreira");
  return {
    happened: `All ${porto.length} accounts in /Porto are suspended; three people join and two have a new surname and address.`,
    accounts: porto.length,
  };
}

function itAdminsEmptied(world: World): ReturnType<Incident> {
  for (const directory of world.directories) {
    const group = directory.findGroup(`it-admins@${directory.organisation.domain}`);
    if (group === undefined) continue;
    const { items } = directory.listMembers(group.id, { after: undefined, limit: Number.POSITIVE_INFINITY });
    for (const member of items) directory.removeMember(group.id, member.id);
    return { happened: `All ${items.length} members were taken out of the group IT admins.`, accounts: items.length };
  }
  throw new ControlError(409, "No organisation in this sandbox has a group it-admins.");
}

// Somebody's account is deleted, and a newcomer is given the address.
function addressReused(world: World): ReturnType<Incident> {
  const directory = alderFinchDirectory(world);
  const leaver = renamable(directory)[2];
  if (leaver === undefined) throw new ControlError(409, "Nobody is left whose address could be reused.");
  directory.removePerson(leaver.id, new Date(now(world)).toISOString());
  const { email, orgUnitPath, department } = leaver;
  join(world, directory, { givenName: "Sanna", familyName: "Virtanen", email, orgUnitPath, department });
  return { happened: `${email} was deleted; a new account, Sanna Virtanen, now has that address.`, accounts: 2 };
}

function alderFinchDirectory(world: World): Directory {
  const directory = findDirectory(world, alderFinchCustomerId);
  if (directory === undefined) throw new ControlError(409, "This sandbox doesn't play the demo's organisations.");
  return directory;
}

function everybody(directory: Directory): readonly Person[] {
  return directory.listPeople({ after: undefined, limit: Number.POSITIVE_INFINITY }).items;
}

// Active people of Leeds to whom nobody reports.
function renamable(directory: Directory): readonly Person[] {
  const people = everybody(directory);
  const managers = new Set(people.map((person) => person.manager));
  return people.filter(
    (person) =>
      person.orgUnitPath === "/Leeds/Studio" &&
      !person.suspended &&
      !person.archived &&
      !managers.has(person.email) &&
      person.aliases.length === 0 &&
      person.manager !== "",
  );
}

function rename(directory: Directory, person: Person, familyName: string): void {
  const { domain } = directory.organisation;
  const email = `${person.email.split(".")[0] ?? person.id}.${familyName.toLowerCase()}@${domain}`;
  directory.savePerson({ ...person, familyName, email, aliases: [...person.aliases, person.email], revision: person.revision + 1 });
}

function join(world: World, directory: Directory, values: Partial<Person>): void {
  if (values.email !== undefined && directory.findPerson(values.email) !== undefined) return;
  directory.savePerson({ ...blankPerson, id: newAccountId(world, directory), title: "Architect", ...values });
}
