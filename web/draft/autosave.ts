import type { QueryClient } from "@tanstack/react-query";
import { deleteDraft, saveDraft } from "./requests.ts";
import { areSame, findWork, setState, setWork } from "./work.ts";

const pause = 500;

interface Saver {
  timer: ReturnType<typeof setTimeout> | null;
  /** Counts edits: an answer to an older state must not undo what was typed since. */
  edits: number;
  running: Promise<void> | null;
}

/** One for each connection that is being edited in this tab. */
const savers = new Map<number, Saver>();

function saverOf(connectionId: number): Saver {
  const known = savers.get(connectionId);
  if (known !== undefined) return known;
  const saver: Saver = { timer: null, edits: 0, running: null };
  savers.set(connectionId, saver);
  return saver;
}

/** Whether something was typed that the server does not have yet: what it answers meanwhile is older than what is on the screen. */
export function isUnsaved(connectionId: number): boolean {
  const saver = savers.get(connectionId);
  return saver !== undefined && (saver.timer !== null || saver.running !== null);
}

/** Saves the draft half a second after the last edit. */
export function saveSoon(queries: QueryClient, connectionId: number): void {
  const saver = saverOf(connectionId);
  saver.edits += 1;
  if (saver.timer !== null) clearTimeout(saver.timer);
  saver.timer = setTimeout(() => void saveNow(queries, connectionId).catch(() => undefined), pause);
  setState(queries, connectionId, { saving: "waiting", error: null });
}

/** Saves what is not saved yet, and waits for it. @throws Refused, which the draft's state keeps as well */
export async function saveNow(queries: QueryClient, connectionId: number): Promise<void> {
  const saver = saverOf(connectionId);
  if (saver.running !== null) await saver.running.catch(() => undefined);
  if (saver.timer === null) return;
  clearTimeout(saver.timer);
  saver.timer = null;
  saver.running = save(queries, connectionId, saver).finally(() => {
    saver.running = null;
  });
  await saver.running;
}

/** Forgets what was not saved yet, and waits for what is on its way. */
export async function dropUnsaved(connectionId: number): Promise<void> {
  const saver = saverOf(connectionId);
  if (saver.timer !== null) clearTimeout(saver.timer);
  saver.timer = null;
  saver.edits += 1;
  await saver.running?.catch(() => undefined);
}

async function save(queries: QueryClient, connectionId: number, saver: Saver): Promise<void> {
  const work = findWork(queries, connectionId);
  if (work?.draft == null) return;
  const { settings, baseVersion } = work.draft;
  const edits = saver.edits;
  setState(queries, connectionId, { saving: "saving" });
  try {
    if (baseVersion === work.saved.version && areSame(settings, work.saved.settings)) {
      // Everything was put back by hand: there is nothing left to keep.
      await deleteDraft(connectionId);
      if (saver.edits === edits) setWork(queries, connectionId, (now) => ({ ...now, draft: null }));
    } else {
      const answer = await saveDraft(connectionId, { settings, baseVersion });
      setWork(queries, connectionId, (now) => {
        if (now.draft === null) return now;
        return { ...now, draft: saver.edits === edits ? answer : { ...answer, settings: now.draft.settings } };
      });
    }
    if (saver.edits === edits) setState(queries, connectionId, { saving: "saved" });
  } catch (error) {
    if (saver.edits === edits) setState(queries, connectionId, { saving: "failed", error });
    throw error;
  }
}

/** Sends what is unsaved when the tab is hidden or closed; the browser finishes it. */
export function saveBeforeLeaving(queries: QueryClient): () => void {
  const leave = () => {
    if (document.visibilityState !== "hidden") return;
    for (const [connectionId, saver] of savers) if (saver.timer !== null) void saveNow(queries, connectionId).catch(() => undefined);
  };
  document.addEventListener("visibilitychange", leave);
  return () => document.removeEventListener("visibilitychange", leave);
}
