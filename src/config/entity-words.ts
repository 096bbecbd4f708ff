import type { Entity } from "../model/desk.ts";

/** The file's word for many of an entity. */
export const entityPlural = { user: "users", agent: "agents" } as const satisfies Record<Entity, string>;
