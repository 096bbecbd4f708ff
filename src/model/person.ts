import { z } from "zod";

/** Any JSON value, as directories deliver attributes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Whether the directory lets the account in. Google: suspended, archived; Entra: accountEnabled=false counts as suspended. */
export const Standing = z.enum(["active", "suspended", "archived"]);
export type Standing = z.infer<typeof Standing>;

/**
 * A directory user as one connection shows them. Identity in our words, everything else under `attributes` in the directory's own names
 * (`organizations`, `phones`, `customSchemas`): field mappings and conditions name those.
 */
export interface Person {
  /** The directory's immutable id. */
  readonly id: string;
  /** The customer directory the account was listed in: `my_customer` or a customer id (G3). */
  readonly part: string;
  /** Primary address; empty where the directory has none. */
  readonly email: string;
  /** Other addresses of the same account, without the primary and without the directory's technical twins. */
  readonly aliases: readonly string[];
  /** Full name; empty where the directory has none. */
  readonly name: string;
  readonly standing: Standing;
  /** Path with a leading slash, `/` for the root; empty where the directory has no such thing. */
  readonly orgUnit: string;
  readonly attributes: { readonly [name: string]: Json };
}

/** A directory record that no person can be made of. It is kept, with its reason, so that it can be found again. */
export interface BrokenPerson {
  readonly id: string | null;
  readonly part: string;
  readonly defect: PersonDefect;
  /** The first 300 characters of the record, for whoever looks for it. */
  readonly excerpt: string;
}

export const PersonDefect = z.enum(["noId", "noNameNorAddress", "unreadable"]);
export type PersonDefect = z.infer<typeof PersonDefect>;

/** True for a record that could not be read as a person. */
export function isBroken(person: Person | BrokenPerson): person is BrokenPerson {
  return "defect" in person;
}

/** True for a record that was read as a person. */
export function isPerson(person: Person | BrokenPerson): person is Person {
  return !isBroken(person);
}
