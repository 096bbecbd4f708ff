import type { QueryClient } from "@tanstack/react-query";
import type { ConnectionSettings, DraftView, SettingsView } from "../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../src/core/canonical-json.ts";
import { fetchDraft, fetchSettings } from "./requests.ts";

/** The settings in force, and what is being worked on. */
export interface Work {
  readonly saved: SettingsView;
  readonly draft: DraftView | null;
}

/** Where saving, publishing and trying stand. Kept beside the work, so that every screen of the connection sees the same. */
export interface WorkState {
  readonly saving: "saved" | "waiting" | "saving" | "failed";
  /** What the server refused last; gone with the next edit. */
  readonly error: unknown;
  /** The run that shows the effect, and the settings it was made from. */
  readonly effect: { readonly runId: number; readonly of: string } | null;
}

export const restingState: WorkState = { saving: "saved", error: null, effect: null };

export function workKey(connectionId: number) {
  return ["connections", connectionId, "draft"] as const;
}

export function workStateKey(connectionId: number) {
  return ["connections", connectionId, "draftState"] as const;
}

/** Reads the settings in force and one's own draft of them. */
export async function fetchWork(connectionId: number): Promise<Work> {
  const [saved, draft] = await Promise.all([fetchSettings(connectionId), fetchDraft(connectionId)]);
  return { saved, draft };
}

/** What is being worked on, or else what is in force. */
export function settingsOf(work: Work): ConnectionSettings {
  return work.draft?.settings ?? work.saved.settings;
}

export function areSame(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

export function findWork(queries: QueryClient, connectionId: number): Work | undefined {
  return queries.getQueryData<Work>(workKey(connectionId));
}

export function setWork(queries: QueryClient, connectionId: number, change: (work: Work) => Work): void {
  queries.setQueryData<Work>(workKey(connectionId), (work) => (work === undefined ? work : change(work)));
}

export function getState(queries: QueryClient, connectionId: number): WorkState {
  return queries.getQueryData<WorkState>(workStateKey(connectionId)) ?? restingState;
}

export function setState(queries: QueryClient, connectionId: number, change: Partial<WorkState>): void {
  queries.setQueryData<WorkState>(workStateKey(connectionId), (state) => ({ ...(state ?? restingState), ...change }));
}
