import { hash } from "node:crypto";
import type { Kysely } from "kysely";
import type { DirectorySource, PeopleRequest } from "../model/directory.ts";
import { foldText } from "../model/fold-text.ts";
import { type BrokenPerson, isBroken, type Json, type Person } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";
import { type PersonToSave, saveDefects, savePeople } from "./save-people.ts";
import { digestOf, type SeenTable } from "./seen-table.ts";

declare const lastPageSeen: unique symbol;

/** Evidence that every account of a part was read. Only {@link readPart} makes it, after the directory's last page. */
export interface CompletePart {
  readonly [lastPageSeen]: true;
  readonly part: string;
  readonly people: number;
  readonly pages: number;
}

export interface ReadPartInput {
  readonly db: Kysely<Tables>;
  readonly source: DirectorySource;
  readonly connectionId: number;
  readonly readingId: number;
  readonly request: PeopleRequest;
  readonly seen: SeenTable;
  /** Records per statement. */
  readonly batchSize: number;
  readonly breathe: () => Promise<void>;
  /** Whether a person lies in the connection's scope; null when everything does. */
  readonly isInScope: ((person: Person) => boolean) | null;
  readonly onPage: (people: number, pages: number) => void;
}

/**
 * Streams one customer directory into the mirror: unchanged records cost a hash, new and changed ones are written while the next page
 * is fetched. A listing that fails half-way leaves what it brought (it is true of those people) and no evidence.
 */
export async function readPart(input: ReadPartInput): Promise<CompletePart> {
  const { db, source, connectionId, readingId, request, seen, breathe } = input;
  // The same record means something else when other attributes were asked for.
  const salt = hash("sha1", JSON.stringify(request), "buffer");
  const before = seen.seenCount();
  const broken: BrokenPerson[] = [];
  let pages = 0;
  let waiting = new Map<string | null, PersonToSave>();
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    const batch = [...waiting.values()];
    waiting = new Map();
    writing = savePeople(db, connectionId, readingId, batch);
    // Awaited by the next flush; without a listener a failure in between would end the process.
    writing.catch(() => undefined);
    await breathe();
  };
  for await (const page of source.people(request)) {
    pages += 1;
    for (const item of page.items) {
      const found = sightItem(input, item, salt);
      if (found === null) continue;
      // An account that a shifting page brought twice counts as it came last.
      if ("digest" in found) waiting.set(found.person.id, found);
      else broken.push(found);
      if (waiting.size >= input.batchSize) await flush();
    }
    input.onPage(seen.seenCount() - before, pages);
  }
  await flush();
  await writing;
  await saveDefects(db, readingId, broken);
  // The loop above ended by itself: the source saw the directory's last page.
  return { part: request.part, people: seen.seenCount() - before + broken.length, pages } as CompletePart;
}

/** A record to write, a record without an id to report, or null for one that is as it was or out of scope. */
function sightItem({ source, request, seen, isInScope }: ReadPartInput, item: Json, salt: Buffer): PersonToSave | BrokenPerson | null {
  const id = source.idOf(item);
  const early = id === null || isInScope !== null ? source.parsePerson(item, request.part) : null;
  if (id === null) return early !== null && isBroken(early) ? early : null;
  if (early !== null && isInScope !== null && !isBroken(early) && !isInScope(early)) return null;
  const content = JSON.stringify(item);
  const digest = digestOf(id, content, salt);
  const sighting = seen.see(digest);
  if (sighting === "same" || sighting === "again") return null;
  const person = source.parsePerson(isStorable(content) ? item : withoutOddities(content), request.part);
  return { person, digest, emailKey: isBroken(person) ? "" : foldText(person.email) };
}

/** Text without NUL and without halves of characters: what the database can keep. `content` is JSON as JSON.stringify writes it. */
function isStorable(content: string): boolean {
  return !content.includes("\\u0000") && !content.includes("\\ud");
}

function withoutOddities(content: string): Json {
  return JSON.parse(content, (_key, value: Json) => (typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value));
}
