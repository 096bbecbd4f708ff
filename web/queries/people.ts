import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type { AgentToCreate, CabsToSave, ErasureView, HeldGrantsView, UserToCreate } from "../../src/api/v1/people/person-shapes.ts";
import type { PersonView } from "../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../src/model/desk.ts";
import { call } from "./call.ts";
import { useChange } from "./use-change.ts";

export type HeldGrants = z.infer<typeof HeldGrantsView>;
export type HandCabs = z.infer<typeof CabsToSave>["cabs"];

const touched = ["person", "users", "agents", "customers", "sites", "records", "why"];

/** Creates a user or an agent by hand. */
export function useCreatePerson<E extends Entity>(entity: E) {
  type Body = E extends "user" ? z.input<typeof UserToCreate> : z.input<typeof AgentToCreate>;
  return useChange(touched, ({ key, body }: { readonly key: string; readonly body: Body }) =>
    call<PersonView>(`/${entity}s`, { method: "POST", body, key }),
  );
}

/** Deletes a record; refused with the reason where something hangs on it. */
export function useDeletePerson(entity: Entity, id: number) {
  return useChange(touched, (version: number) => call<undefined>(`/${entity}s/${id}`, { method: "DELETE", version }));
}

/** Roles, boards and teams, each with where it came from. */
export function useGrants(entity: Entity, id: number) {
  return useQuery({ queryKey: ["person", entity, id, "grants"], queryFn: () => call<HeldGrants>(`/${entity}s/${id}/grants`) });
}

/** What is held by hand from now on; what directories gave stays. Only what is given is changed. */
export interface HandGrants {
  readonly roleIds?: readonly number[];
  readonly teamIds?: readonly number[];
  readonly cabs?: HandCabs;
}

export function useSaveGrants(entity: Entity, id: number) {
  return useChange(touched, async ({ roleIds, teamIds, cabs }: HandGrants) => {
    if (roleIds !== undefined) await call<HeldGrants>(`/${entity}s/${id}/roles`, { method: "PUT", body: { roleIds } });
    if (teamIds !== undefined) await call<HeldGrants>(`/${entity}s/${id}/teams`, { method: "PUT", body: { teamIds } });
    if (cabs !== undefined) await call<HeldGrants>(`/${entity}s/${id}/cabs`, { method: "PUT", body: { cabs } });
  });
}

/** What erasing a user would take away, and what stays. */
export function useErasure(id: number, isWanted: boolean) {
  return useQuery({
    queryKey: ["person", "user", id, "erasure"],
    queryFn: () => call<z.infer<typeof ErasureView>>(`/users/${id}/erasure`),
    enabled: isWanted,
    staleTime: 0,
  });
}

export function useErase(id: number) {
  return useChange(touched, (reason: string) => call<PersonView>(`/users/${id}/erase`, { method: "POST", body: { reason } }));
}
