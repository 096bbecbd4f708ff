import assert from "node:assert/strict";
import { test } from "node:test";
import { isMemberOf } from "../google/state/directory.ts";
import { createGeneratedDirectory } from "./generated.ts";

const everybody = { after: undefined, limit: Number.POSITIVE_INFINITY };

test("the same options give the same organisation, another seed gives another", () => {
  const people = (seed: number) => createGeneratedDirectory({ people: 300, seed }).listPeople(everybody).items;
  assert.deepEqual(people(1), people(1));
  assert.notDeepEqual(people(1), people(2));
});

test("pages follow one another without a gap, in the order of addresses", () => {
  const directory = createGeneratedDirectory({ people: 1234 });
  const emails: string[] = [];
  let after: string | undefined;
  do {
    const slice = directory.listPeople({ after, limit: 100 });
    emails.push(...slice.items.map((person) => person.email));
    after = slice.next;
  } while (after !== undefined);
  assert.equal(new Set(emails).size, 1234);
  assert.deepEqual(emails, [...emails].sort());
});

test("everybody is found by id, address and alias, and managers exist", () => {
  const directory = createGeneratedDirectory({ people: 200 });
  for (const person of directory.listPeople(everybody).items) {
    for (const key of [person.id, person.email, ...person.aliases]) assert.equal(directory.findPerson(key)?.id, person.id);
    if (person.manager !== "") assert.ok(directory.findPerson(person.manager));
  }
  assert.equal(directory.findPerson("nobody@generated.example"), undefined);
});

test("there are as many memberships as people, and nested groups", () => {
  const directory = createGeneratedDirectory({ people: 1000, groups: 120 });
  const groups = directory.listGroups(everybody).items;
  const members = groups.flatMap((group) => directory.listMembers(group.id, everybody).items);
  assert.equal(members.filter((member) => member.type === "USER").length, 1000);
  assert.equal(members.filter((member) => member.type === "GROUP").length, 3);
  const [first, second] = groups;
  const inSecond = directory.listMembers(second?.id ?? "", everybody).items[0];
  assert.equal(isMemberOf(directory, inSecond?.id ?? "", first?.id ?? ""), true);
  assert.equal(isMemberOf(directory, inSecond?.id ?? "", groups[2]?.id ?? ""), false);
});

test("one per cent of the titles change, exactly, and nothing else does", () => {
  const directory = createGeneratedDirectory({ people: 5000 });
  const before = directory.listPeople(everybody).items;
  assert.equal(directory.changeTitles(50, 3), 50);
  const later = directory.listPeople(everybody).items;
  const changed = later.filter((person, index) => person.title !== before[index]?.title);
  assert.equal(changed.length, 50);
  assert.deepEqual(
    later.map((person) => person.email),
    before.map((person) => person.email),
  );
});

test("edits, newcomers and leavers show, and the rest stays", () => {
  const directory = createGeneratedDirectory({ people: 50 });
  const [first, second] = directory.listPeople({ after: undefined, limit: 2 }).items;
  assert.ok(first && second);
  directory.savePerson({ ...first, title: "Founder", email: "founder@generated.example" });
  directory.savePerson({ ...first, id: "new", email: "new@generated.example" });
  directory.removePerson(second.id, "2026-11-20T10:00:00.000Z");
  assert.equal(directory.findPerson("founder@generated.example")?.title, "Founder");
  assert.equal(directory.findPerson(first.email), undefined);
  assert.equal(directory.findPerson(second.id), undefined);
  assert.deepEqual([directory.countPeople(), directory.listPeople(everybody).items.length], [50, 50]);
  assert.equal(directory.listDeleted().length, 1);
});

test("a million people need no more memory than a thousand", () => {
  const directory = createGeneratedDirectory({ people: 1_000_000, groups: 100_000 });
  const before = process.memoryUsage().heapUsed;
  const slice = directory.listPeople({ after: "999000", limit: 500 });
  assert.equal(slice.items.length, 500);
  assert.equal(directory.countPeople(), 1_000_000);
  assert.equal(directory.listMembers(directory.findGroup("group.099999@generated.example")?.id ?? "", everybody).items.length, 10);
  assert.ok(process.memoryUsage().heapUsed - before < 20_000_000);
});

test("sizes out of bounds are refused", () => {
  assert.throws(() => createGeneratedDirectory({ people: 1_000_001 }), RangeError);
});
