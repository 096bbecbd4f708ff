import { Conflict } from "../model/errors.ts";

/** What PostgreSQL says where two were at work on the same records (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const says: Readonly<Record<string, string>> = {
  "23503": "Something that belongs to this was deleted or used by somebody else at the same moment. Nothing was saved; look again.",
  "23505": "Somebody else saved the same at the same moment. Nothing was saved; look again, and choose another name where it has one.",
  "40001": "Somebody else changed the same records at the same moment. Nothing was saved; try again.",
  "40P01": "Somebody else changed the same records at the same moment. Nothing was saved; try again.",
};

/**
 * What is checked before it is written can have changed until it is: then the database refuses, and nobody made a mistake. Null for every
 * other error.
 */
export function findRace(error: unknown): Conflict | null {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const sentence = Object.hasOwn(says, code) ? says[code] : undefined;
  return sentence === undefined ? null : new Conflict(sentence);
}
