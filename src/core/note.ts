import type { Change, NoteKind } from "../model/change.ts";

/** A line of a plan that writes nothing: who it is about and why. */
export type Note = Pick<Change, "entity" | "externalId" | "recordId" | "name" | "email" | "mappingId" | "because"> & {
  readonly kind: NoteKind;
};

/** Builds a line that writes nothing. */
export function note(about: Note): Change {
  return {
    ...about,
    expectsVersion: null,
    match: { kind: "none" },
    warnings: [],
    fields: [],
    site: null,
    active: null,
    manager: null,
    gains: [],
    losses: [],
    link: null,
  };
}
