import assert from "node:assert/strict";
import { test } from "node:test";
import { type Directory, isMemberOf, isUnder, type Person } from "../google/state/directory.ts";
import { createStoredDirectory } from "../google/state/stored-directory.ts";
import { fullName } from "../google/wire/people.ts";
import { alderFinch } from "./alder-finch.ts";
import { brightwater } from "./brightwater.ts";
import { deskBefore } from "./cast.ts";
import type { DeskUser } from "./desk-before.ts";

const directory = createStoredDirectory(alderFinch());
const desk = deskBefore();
const results = plan(directory, desk.users);

test("the first plan of Alder & Finch is 684 create, 158 update, 17 link, 9 unchanged, 2 to decide, 33 left out", () => {
  assert.deepEqual(
    countBy(results, (one) => one.outcome),
    { create: 684, update: 158, link: 17, unchanged: 9, decide: 2, leftOut: 33 },
  );
  assert.equal(results.length, 903);
  assert.equal(results.filter((one) => one.movesSite).length, 9);
});

test("184 are matched: 39 by id, 129 by e-mail, 11 by alias, 5 by employee number", () => {
  const matched = results.filter((one) => ["update", "link", "unchanged"].includes(one.outcome));
  assert.deepEqual(
    countBy(matched, (one) => one.by),
    { id: 39, email: 129, alias: 11, employeeNumber: 5 },
  );
});

test("the desk holds 188 of its people: 148 from a spreadsheet, 40 from a pilot", () => {
  assert.equal(desk.users.filter((user) => user.googleId === undefined).length, 148);
  assert.equal(desk.users.filter((user) => user.googleId !== undefined).length, 40);
});

test("870 people are in scope, 61 of them in Porto; 14 are rooms, 18 inactive, 1 has no name", () => {
  assert.deepEqual(
    countBy(
      results.filter((one) => one.outcome !== "leftOut"),
      (one) => one.site,
    ),
    { Leeds: 558, Porto: 61, Remote: 251 },
  );
  assert.deepEqual(
    countBy(
      results.filter((one) => one.outcome === "leftOut"),
      (one) => one.by,
    ),
    { room: 14, inactive: 18, broken: 1 },
  );
  const inPorto = everybody(directory).filter((person) => isUnder(person.orgUnitPath, "/Porto"));
  assert.equal(inPorto.length, 61);
});

test("each named person comes out as the story tells it", () => {
  assert.deepEqual(of("t.lindqvist"), { outcome: "update", by: "id", site: "Leeds", movesSite: true, fields: [] });
  assert.deepEqual(of("mary.okafor"), {
    outcome: "update",
    by: "alias",
    site: "Leeds",
    movesSite: false,
    fields: ["email", "phone", "department"],
  });
  assert.deepEqual(of("ines.duartereis"), {
    outcome: "update",
    by: "id",
    site: "Porto",
    movesSite: false,
    fields: ["name", "lastName", "email"],
  });
  assert.equal(of("marta.nowak").by, "two candidates");
  assert.equal(of("joao.silva").by, "administrator");
  assert.deepEqual([of("practice.manager").outcome, of("practice.manager").site], ["create", "Leeds"]);
  assert.deepEqual([of("zoe.cosic").outcome, of("zoe.cosic").site], ["create", "Porto"]);
  assert.deepEqual([of("kofi.mensah").outcome, of("kofi.mensah").site], ["update", "Porto"]);
  assert.equal(of("reception").outcome, "leftOut");
});

test("Tomas reaches porto-all through studio-eu only, Kofi through porto-models below it", () => {
  const direct = (group: string, person: string) =>
    groupOf(group).some((id) => id === directory.findPerson(`${person}@alderfinch.example`)?.id);
  assert.deepEqual(
    ["porto-all", "studio-eu"].map((group) => direct(group, "t.lindqvist")),
    [false, true],
  );
  assert.deepEqual(
    ["porto-all", "studio-eu", "porto-models"].map((group) => direct(group, "kofi.mensah")),
    [false, false, true],
  );
});

test("everybody under /Leeds has one of the four departments of the second mapping", () => {
  const departments = everybody(directory)
    .filter((person) => isUnder(person.orgUnitPath, "/Leeds"))
    .map((person) => person.department);
  assert.deepEqual([...new Set(departments)].sort(), ["Office", "Studio", "Studio 2", "Workshop"]);
});

test("Brightwater has 21 agents and 25 users; nine agents exist on the desk and each differs from Google", () => {
  const people = everybody(createStoredDirectory(brightwater()));
  assert.deepEqual(
    countBy(people, (person) => String(isUnder(person.orgUnitPath, "/Service desk"))),
    { true: 21, false: 25 },
  );
  const known = desk.agents.filter((agent) => agent.googleId !== undefined);
  assert.equal(known.length, 9);
  for (const agent of known) assert.notEqual(people.find((person) => person.id === agent.googleId)?.title, agent.title);
  assert.deepEqual(
    known.filter((agent) => agent.administrator).map((agent) => agent.name),
    ["Owen Achterberg"],
  );
  const admins = brightwater().groups.find((group) => group.name === "IT admins")?.members ?? [];
  assert.equal(admins.length, 7);
});

test("a directory of the cast is the same every time", () => {
  assert.deepEqual(alderFinch(), alderFinch());
});

interface Result {
  readonly outcome: "create" | "update" | "link" | "unchanged" | "decide" | "leftOut";
  readonly by: string;
  readonly site: string;
  readonly movesSite: boolean;
  readonly fields: readonly string[];
}

// The demo's rules once more, written independently of any importer.
function plan(from: Directory, users: readonly DeskUser[]): readonly (Result & { person: Person })[] {
  return everybody(from).map((person) => ({ person, ...planOne(from, users, person) }));
}

function planOne(from: Directory, users: readonly DeskUser[], person: Person): Result {
  const nothing = { site: "", movesSite: false, fields: [] };
  if (person.isBroken) return { outcome: "leftOut", by: "broken", ...nothing };
  if (isUnder(person.orgUnitPath, "/Rooms")) return { outcome: "leftOut", by: "room", ...nothing };
  const site = siteOf(from, person);
  const { found, by } = match(users, person);
  if (found.length === 0 && (person.suspended || person.archived)) return { outcome: "leftOut", by: "inactive", ...nothing };
  const [user] = found;
  if (user === undefined) return { outcome: "create", by: "", ...nothing, site };
  if (found.length > 1) return { outcome: "decide", by: "two candidates", ...nothing, site };
  if (desk.agents.some((agent) => agent.administrator && agent.userEmail === user.email)) {
    return { outcome: "decide", by: "administrator", ...nothing, site };
  }
  const fields = differences(person, user);
  const movesSite = user.site !== site;
  if (fields.length > 0 || movesSite) return { outcome: "update", by, site, movesSite, fields };
  return { outcome: by === "id" ? "unchanged" : "link", by, site, movesSite, fields };
}

function siteOf(from: Directory, person: Person): string {
  const isLeeds = isUnder(person.orgUnitPath, "/Leeds") && ["Studio", "Studio 2", "Office", "Workshop"].includes(person.department);
  if (isLeeds) return "Leeds";
  const group = from.findGroup("porto-all@alderfinch.example");
  return group !== undefined && isMemberOf(from, person.id, group.id) ? "Porto" : "Remote";
}

function match(users: readonly DeskUser[], person: Person): { found: readonly DeskUser[]; by: string } {
  const byId = users.filter((user) => user.googleId === person.id);
  if (byId.length > 0) return { found: byId, by: "id" };
  const free = users.filter((user) => user.googleId === undefined);
  const byEmail = free.filter((user) => same(user.email, person.email));
  if (byEmail.length > 0) return { found: byEmail, by: "email" };
  const byAlias = free.filter((user) => person.aliases.some((alias) => same(user.email, alias)));
  if (byAlias.length > 0) return { found: byAlias, by: "alias" };
  const byNumber = free.filter((user) => person.employeeNumber !== "" && same(user.employeeNumber, person.employeeNumber));
  return { found: byNumber, by: "employeeNumber" };
}

function differences(person: Person, user: DeskUser): readonly string[] {
  const pairs: readonly (readonly [name: string, inGoogle: string, onDesk: string])[] = [
    ["name", fullName(person), user.name],
    ["firstName", person.givenName, user.firstName],
    ["lastName", person.familyName, user.lastName],
    ["email", person.email, user.email],
    ["phone", person.workPhone, user.phone],
    ["mobile", person.mobile, user.mobile],
    ["title", person.title, user.title],
    ["department", person.department, user.department],
    ["employeeNumber", person.employeeNumber, user.employeeNumber],
    ["manager", person.manager, ""],
  ];
  return pairs.filter(([, inGoogle, onDesk]) => inGoogle !== "" && !same(inGoogle, onDesk)).map(([name]) => name);
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function of(address: string): Result {
  const found = results.find((one) => one.person.email === `${address}@alderfinch.example`);
  assert.ok(found, `${address} is in the cast`);
  const { person: _, ...result } = found;
  return result;
}

function groupOf(address: string): readonly string[] {
  const group = directory.findGroup(`${address}@alderfinch.example`);
  return directory.listMembers(group?.id ?? "", { after: undefined, limit: 1000 }).items.map((member) => member.id);
}

function everybody(from: Directory): readonly Person[] {
  return from.listPeople({ after: undefined, limit: Number.POSITIVE_INFINITY }).items;
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
