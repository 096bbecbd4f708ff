import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { HistoryEntry, PersonPatch, PersonRow, PersonView } from "../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../src/model/desk.ts";
import { api, ask } from "../api.ts";
import { call } from "./call.ts";
import { catalogueQuery } from "./connection.ts";

/** Users and agents are asked for in the same way. */
function recordsOf(entity: Entity) {
  return entity === "user" ? api.users : api.agents;
}

const param = (id: number) => ({ param: { id: String(id) } });

interface Sheet {
  readonly items: readonly PersonRow[];
  readonly total: number;
}

interface History {
  readonly items: readonly HistoryEntry[];
  readonly total: number;
}

/** A window of the list of users or agents. */
export async function askPeople(entity: Entity, query: Readonly<Record<string, string>>): Promise<Sheet> {
  const asked = recordsOf(entity).$get({ query });
  // The route can answer with a file, too; without format=csv it is a sheet.
  return await ask(asked as Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<Sheet> }>);
}

/** A user or an agent, each value beside every directory's. */
export function usePerson(entity: Entity, id: number) {
  return useQuery({ queryKey: ["person", entity, id], queryFn: () => ask(recordsOf(entity)[":id"].$get(param(id))) });
}

/** The directory groups that somebody belongs to, and what each gives. */
export function usePersonGroups(entity: Entity, id: number) {
  return useQuery({ queryKey: ["person", entity, id, "groups"], queryFn: () => ask(recordsOf(entity)[":id"].groups.$get(param(id))) });
}

/** What runs and people did to the record, newest first. */
export function usePersonHistory(entity: Entity, id: number) {
  return useQuery({
    queryKey: ["person", entity, id, "history"],
    queryFn: () => call<History>(`/${entity}s/${id}/history`, { query: { limit: "200" } }),
  });
}

/** Everything on the desk that a record can point at: sites, roles, boards. */
export function useCatalogue() {
  return useQuery(catalogueQuery());
}

/** Saves a change by hand, made from the version that was shown. Refused with 412 where somebody else saved meanwhile. */
export function useSavePerson(entity: Entity, id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ patch, version }: { patch: PersonPatch; version: number }): Promise<PersonView> =>
      ask(recordsOf(entity)[":id"].$patch({ ...param(id), json: patch }, { headers: { "If-Match": `"${version}"` } })),
    onSuccess: async (saved) => {
      queries.setQueryData(["person", entity, id], saved);
      await forgetPeople(queries);
    },
  });
}

/** Prepares taking back one row of a run: a preview of its own, with nothing written yet. */
export function useUndoEntry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ runId, seq }: Required<Pick<Undoable, "runId" | "seq">>) =>
      ask(api.runs[":runId"].undo.$post({ param: { runId: String(runId) }, json: { seqs: [seq] } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["runs"] }),
  });
}

export interface Undoable {
  readonly runId: number;
  readonly seq: number;
  readonly says: string;
}

/** The row of a run that an entry can be taken back by; null for edits by hand and for what was taken back already. */
export function undoableOf(entry: HistoryEntry): Undoable | null {
  if (!entry.canUndo || entry.runId === null || entry.seq === null) return null;
  return { runId: entry.runId, seq: entry.seq, says: entry.says };
}

async function forgetPeople(queries: QueryClient): Promise<void> {
  await Promise.all(
    ["person", "users", "agents", "why", "customers", "sites"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
  );
}
