import type { BrokenPerson, Json, Person } from "./person.ts";

/** A directory group. `id` never changes; names and addresses do. */
export interface Group {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** Who stands in a group: an account, another group, or everyone (Google's `CUSTOMER` member, which has no address). */
export interface Member {
  readonly kind: "person" | "group" | "everyone";
  /** Directory id; for `everyone` the directory's customer id. */
  readonly id: string;
}

export interface OrgUnit {
  readonly id: string;
  readonly path: string;
}

/** A custom schema of the directory: its name and the fields in it. */
export interface CustomSchema {
  readonly name: string;
  readonly fields: readonly string[];
}

/** What a connection may read. `isGranted` false comes with cause and cure in one sentence, and the directory's own code for it. */
export interface Ability {
  readonly ability: "account" | "users" | "groups" | "orgUnits" | "schemas";
  readonly isGranted: boolean;
  readonly says: string;
  readonly vendorCode: string | null;
}

/** The answer to a direct look-up of one account. Only `absent` proves that it is gone. */
export type LookUp =
  | { readonly kind: "found"; readonly person: Person | BrokenPerson }
  | { readonly kind: "absent"; readonly answer: string }
  | { readonly kind: "unknown"; readonly answer: string };

/** One page of accounts, each as the directory sent it: cheap to compare, parsed only when it is new or changed. */
export interface PeoplePage {
  readonly items: readonly Json[];
}

/** What a reading asks for. A different list means a different reading: the old one proves nothing about absence. */
export interface PeopleRequest {
  /** The customer directory: `my_customer` or a customer id. */
  readonly part: string;
  /** Top-level attribute names that mappings, conditions and matching use, sorted; custom schemas as `customSchemas.<Schema>`. */
  readonly attributes: readonly string[];
}

/**
 * One connected directory. Every iterator ends normally only after the directory's last page; anything else throws
 * {@link DirectoryRefused}. All calls may be cancelled by the signal that the source was made with.
 */
export interface DirectorySource {
  /** Pages of every account of the part. */
  people(request: PeopleRequest): AsyncIterable<PeoplePage>;
  /** The id of an item of a page, or null when it has none. */
  idOf(item: Json): string | null;
  /** Turns an item of a page into a person, or says why it can't. */
  parsePerson(item: Json, part: string): Person | BrokenPerson;
  /** Asks for one account by id, address or alias, with the attributes of a reading. */
  lookUp(key: string, request: PeopleRequest): Promise<LookUp>;
  /** Direct members of a group, page by page. */
  members(groupId: string): AsyncIterable<readonly Member[]>;
  /** Groups of exactly this id, address or name: none, one, or several of one name. */
  findGroups(text: string, part: string): Promise<readonly Group[]>;
  /** Groups whose name or address begins with a text; no more than a page or two of them. */
  searchGroups(text: string, part: string): Promise<readonly Group[]>;
  orgUnits(part: string): Promise<readonly OrgUnit[]>;
  schemas(part: string): Promise<readonly CustomSchema[]>;
  /** Tries what the connection needs and reports each ability. */
  check(): Promise<readonly Ability[]>;
  /** Requests sent so far, retries included. */
  requestCount(): number;
  /** The same by what was asked for, in words of the source: `users`, `members`, `token`. */
  requestCounts(): Readonly<Record<string, number>>;
}
