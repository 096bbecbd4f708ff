import type { ConnectionSettings, DraftView, SettingsView } from "../../src/api/v1/shapes/settings.ts";
import { api, ask } from "../api.ts";

// The client's JSON type gives up inside nested conditions; the server's schema of these answers is exactly SettingsView and DraftView.

const settingsOf = api.connections[":connectionId"].settings;
const draftOf = api.connections[":connectionId"].draft;
const param = (connectionId: number) => ({ connectionId: String(connectionId) });

export async function fetchSettings(connectionId: number): Promise<SettingsView> {
  return (await ask(settingsOf.$get({ param: param(connectionId) }))) as SettingsView;
}

export async function fetchVersion(connectionId: number, version: number): Promise<SettingsView> {
  const asked = settingsOf.versions[":version"].$get({ param: { ...param(connectionId), version: String(version) } });
  return (await ask(asked)) as SettingsView;
}

/** One's own draft; null where there is none. */
export async function fetchDraft(connectionId: number): Promise<DraftView | null> {
  return (await ask(draftOf.$get({ param: param(connectionId) }))) as DraftView | null;
}

export async function saveDraft(connectionId: number, json: { settings: ConnectionSettings; baseVersion: number }): Promise<DraftView> {
  // A browser finishes small requests of a page that was closed.
  const keepalive = JSON.stringify(json).length < 60_000;
  return (await ask(draftOf.$put({ param: param(connectionId), json }, { init: { keepalive } }))) as DraftView;
}

export async function deleteDraft(connectionId: number): Promise<void> {
  await ask(draftOf.$delete({ param: param(connectionId) }));
}

/** Puts the draft in force. @throws Refused with status 412 when somebody published since `baseVersion` */
export async function publishDraft(connectionId: number, baseVersion: number): Promise<void> {
  await ask(draftOf.publish.$post({ param: param(connectionId) }, { headers: { "If-Match": `"${baseVersion}"` } }));
}

/** Starts a run that shows what the draft would do; nothing is written. Answers its number. */
export async function startEffect(connectionId: number): Promise<number> {
  return (await ask(draftOf.effect.$post({ param: param(connectionId) }))).runId;
}
