import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ConnectionSettings } from "../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../src/core/canonical-json.ts";
import { Refused } from "../api.ts";
import { dropUnsaved, isUnsaved, saveBeforeLeaving, saveNow, saveSoon } from "./autosave.ts";
import { noSettings } from "./no-settings.ts";
import { deleteDraft, publishDraft, saveDraft, startEffect } from "./requests.ts";
import {
  areSame,
  fetchWork,
  findWork,
  restingState,
  setState,
  settingsOf,
  setWork,
  type Work,
  type WorkState,
  workKey,
  workStateKey,
} from "./work.ts";

export interface Draft {
  readonly query: UseQueryResult<Work>;
  /** What is being worked on; the settings in force where there is no draft. */
  readonly settings: ConnectionSettings;
  /** The settings in force. */
  readonly saved: ConnectionSettings;
  /** The version in force. */
  readonly version: number;
  readonly isDraft: boolean;
  /** The version that the draft was begun from. */
  readonly baseVersion: number;
  /** Somebody published since this draft was begun. */
  readonly isBehind: boolean;
  readonly alsoEditing: readonly string[];
  /** What publishing would change, a sentence each, as of the last save. */
  readonly changes: readonly string[];
  readonly saving: WorkState["saving"];
  /** What the server found wrong, by place: `mappings[2].filter`. */
  readonly faults: readonly { readonly at: string; readonly says: string; readonly about?: string | undefined }[];
  readonly error: unknown;
  /** The newest run that shows the draft's effect; `isOutdated` when the draft was changed since. */
  readonly effect: { readonly runId: number; readonly isOutdated: boolean } | null;
  /** Changes the draft at once on the screen, and on the server half a second later. */
  edit(change: (settings: ConnectionSettings) => ConnectionSettings): void;
  /** Throws the draft away; the settings in force stay. */
  discard(): Promise<void>;
  /** Puts the draft in force. Resolves when it is, or when `error` says why not. */
  publish(): Promise<void>;
  /** Starts a run that shows what the draft would do, and writes nothing. Answers its number; null when `error` says why not. */
  seeEffect(): Promise<number | null>;
  hideEffect(): void;
  /** Makes these settings the draft, as begun from that version: after putting one's changes on top of somebody else's. @throws Refused */
  rebase(settings: ConnectionSettings, version: number): Promise<void>;
}

/** The draft of a connection's settings: shared by all screens of the connection, kept on the server while you are away. */
export function useDraft(connectionId: number): Draft {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: workKey(connectionId),
    queryFn: async () => {
      const work = await fetchWork(connectionId);
      const here = findWork(queries, connectionId);
      // What was typed while the answer was on its way is newer than the answer.
      return isUnsaved(connectionId) && here !== undefined ? { ...work, draft: here.draft } : work;
    },
  });
  const state = useQuery<WorkState>({
    queryKey: workStateKey(connectionId),
    initialData: restingState,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
  useEffect(() => saveBeforeLeaving(queries), [queries]);
  const work = query.data;
  const settings = work === undefined ? noSettings : settingsOf(work);
  const draft = work?.draft ?? null;
  return {
    query,
    settings,
    saved: work?.saved.settings ?? noSettings,
    version: work?.saved.version ?? 0,
    isDraft: draft !== null,
    baseVersion: draft?.baseVersion ?? work?.saved.version ?? 0,
    isBehind: draft !== null && draft.baseVersion < (work?.saved.version ?? 0),
    alsoEditing: draft?.alsoEditing ?? [],
    changes: draft?.changes ?? [],
    saving: state.saving,
    faults: state.error instanceof Refused ? (state.error.problem.faults ?? []) : [],
    error: state.error,
    effect: state.effect === null ? null : { runId: state.effect.runId, isOutdated: state.effect.of !== canonicalJson(settings) },
    edit: (change) => edit({ queries, connectionId }, change),
    discard: () => discard({ queries, connectionId }),
    publish: () => publish({ queries, connectionId }),
    seeEffect: () => seeEffect({ queries, connectionId }),
    hideEffect: () => setState(queries, connectionId, { effect: null }),
    rebase: (merged, version) => rebase({ queries, connectionId }, merged, version),
  };
}

interface Place {
  readonly queries: ReturnType<typeof useQueryClient>;
  readonly connectionId: number;
}

function edit({ queries, connectionId }: Place, change: (settings: ConnectionSettings) => ConnectionSettings): void {
  const work = findWork(queries, connectionId);
  if (work === undefined) return;
  const before = settingsOf(work);
  const settings = change(before);
  if (areSame(before, settings)) return;
  void queries.cancelQueries({ queryKey: workKey(connectionId) });
  const begun = { baseVersion: work.saved.version, currentVersion: work.saved.version, isBehind: false, changes: [], alsoEditing: [] };
  setWork(queries, connectionId, (now) => ({
    ...now,
    draft: { ...begun, savedAt: new Date().toISOString(), ...now.draft, settings },
  }));
  saveSoon(queries, connectionId);
}

async function discard({ queries, connectionId }: Place): Promise<void> {
  await attempt({ queries, connectionId }, async () => {
    await dropUnsaved(connectionId);
    await deleteDraft(connectionId);
    setWork(queries, connectionId, (now) => ({ ...now, draft: null }));
    setState(queries, connectionId, restingState);
    await queries.invalidateQueries({ queryKey: workKey(connectionId) });
  });
}

async function publish({ queries, connectionId }: Place): Promise<void> {
  await attempt({ queries, connectionId }, async () => {
    await saveNow(queries, connectionId);
    const base = findWork(queries, connectionId)?.draft?.baseVersion;
    if (base === undefined) return;
    await publishDraft(connectionId, base);
    setState(queries, connectionId, restingState);
    await queries.invalidateQueries({ queryKey: ["connections"] });
  });
}

async function seeEffect({ queries, connectionId }: Place): Promise<number | null> {
  const started = await attempt({ queries, connectionId }, async () => {
    await saveNow(queries, connectionId);
    const work = findWork(queries, connectionId);
    const runId = await startEffect(connectionId);
    if (work !== undefined) setState(queries, connectionId, { effect: { runId, of: canonicalJson(settingsOf(work)) } });
    return runId;
  });
  return started ?? null;
}

async function rebase({ queries, connectionId }: Place, settings: ConnectionSettings, version: number): Promise<void> {
  await dropUnsaved(connectionId);
  const draft = await saveDraft(connectionId, { settings, baseVersion: version });
  setWork(queries, connectionId, (now) => ({ ...now, draft }));
  setState(queries, connectionId, { saving: "saved", error: null });
  await queries.invalidateQueries({ queryKey: workKey(connectionId) });
}

/** Keeps what was refused in the draft's state, where the bar and the rows show it. */
async function attempt<T>({ queries, connectionId }: Place, act: () => Promise<T>): Promise<T | undefined> {
  setState(queries, connectionId, { error: null });
  try {
    return await act();
  } catch (error) {
    setState(queries, connectionId, { error });
    // Somebody published meanwhile: read who, and what.
    if (error instanceof Refused && error.problem.status === 412) await queries.invalidateQueries({ queryKey: workKey(connectionId) });
    return undefined;
  }
}
