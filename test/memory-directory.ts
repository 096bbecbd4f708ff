import type { DirectorySource, Group, Member } from "../src/model/directory.ts";
import { DirectoryRefused } from "../src/model/errors.ts";
import type { Json, Person } from "../src/model/person.ts";

/** A directory in memory, with the ways in which one can fail. What the real client does with real answers is tested against the sandbox. */
export interface MemoryDirectory {
  people: Person[];
  groups: Map<string, Member[]>;
  /** Accounts a page. */
  pageSize: number;
  /** Ids that the listing leaves out although they exist. */
  unlisted: Set<string>;
  /** The listing fails after this many pages. */
  failsAfterPages: number | null;
  /** Every look-up is refused. */
  refusesLookUps: boolean;
  /** Refuses these parts. */
  refusedParts: Set<string>;
  /** Awaited before each page of accounts. */
  beforePage: () => Promise<void>;
  readonly lookUps: string[];
  open(signal: AbortSignal): DirectorySource;
}

export function makeDirectory(people: Person[] = []): MemoryDirectory {
  const directory: MemoryDirectory = {
    people,
    groups: new Map(),
    pageSize: 3,
    unlisted: new Set(),
    failsAfterPages: null,
    refusesLookUps: false,
    refusedParts: new Set(),
    beforePage: async () => {},
    lookUps: [],
    open: (signal) => openSource(directory, signal),
  };
  return directory;
}

function openSource(directory: MemoryDirectory, signal: AbortSignal): DirectorySource {
  let requests = 0;
  return {
    async *people({ part }) {
      if (directory.refusedParts.has(part)) throw new DirectoryRefused("permission", `Customer ${part} refuses to be read.`);
      const listed = directory.people.filter((person) => person.part === part && !directory.unlisted.has(person.id));
      for (let from = 0; from < Math.max(listed.length, 1); from += directory.pageSize) {
        await directory.beforePage();
        signal.throwIfAborted();
        if (directory.failsAfterPages !== null && requests >= directory.failsAfterPages)
          throw new DirectoryRefused("unreachable", "The directory did not answer.");
        requests += 1;
        yield { items: listed.slice(from, from + directory.pageSize).map(toJson) };
      }
    },
    idOf: (item) => fromJson(item).id || null,
    parsePerson: (item, part) => {
      const person = fromJson(item);
      if (person.id === "") return { id: null, part, defect: "noId", excerpt: JSON.stringify(item).slice(0, 300) };
      if (person.name === "" && person.email === "")
        return { id: person.id, part, defect: "noNameNorAddress", excerpt: JSON.stringify(item).slice(0, 300) };
      return person;
    },
    async lookUp(key) {
      directory.lookUps.push(key);
      if (directory.refusesLookUps) return { kind: "unknown", answer: "403" };
      const person = directory.people.find((candidate) => candidate.id === key);
      return person === undefined ? { kind: "absent", answer: "404 Resource Not Found: userKey" } : { kind: "found", person };
    },
    async *members(groupId) {
      const members = directory.groups.get(groupId);
      if (members === undefined) throw new DirectoryRefused("configuration", `There is no group ${groupId}.`);
      requests += 1;
      yield members;
    },
    findGroups: async (text): Promise<readonly Group[]> => (directory.groups.has(text) ? [{ id: text, email: "", name: text }] : []),
    searchGroups: async (text): Promise<readonly Group[]> =>
      [...directory.groups.keys()].filter((id) => id.startsWith(text)).map((id) => ({ id, email: "", name: id })),
    orgUnits: async () => [],
    schemas: async () => [],
    check: async () => [],
    requestCount: () => requests,
    requestCounts: () => ({ users: requests }),
  };
}

function toJson(person: Person): Json {
  return JSON.parse(JSON.stringify(person));
}

function fromJson(item: Json): Person {
  // This directory's items are people as toJson wrote them.
  return item as unknown as Person;
}
