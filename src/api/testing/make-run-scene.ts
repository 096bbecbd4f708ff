import { makeFreshWorld, makePerson, type World } from "../../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../../test/memory-directory.ts";
import { getConnection } from "../../connections/get-connection.ts";
import { saveSettings } from "../../connections/save-settings.ts";
import type { Person } from "../../model/person.ts";
import type { ConnectionSettings } from "../../model/settings.ts";
import type { Database } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { createServer } from "../server.ts";
import type { Problem } from "../v1/shapes/common.ts";
import type { RunView } from "../v1/shapes/run.ts";
import { type Browser, makeBrowser } from "./make-browser.ts";
import { makeNeeds } from "./make-needs.ts";

/** One sheet of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
  readonly total: number;
}

/** A desk, a directory in memory, and two administrators in front of one server. */
export interface Scene {
  readonly needs: ApiDependencies;
  readonly world: World;
  readonly directory: MemoryDirectory;
  readonly browser: Browser;
  /** A second administrator, on the same server. */
  readonly owen: Browser;
  /** Signs in once more. */
  readonly signIn: () => Promise<Browser>;
}

/** Ten people of /Leeds, whom a mapping sends to a site. */
export async function startScene(database: Database, people: Person[] = makeTen()): Promise<Scene> {
  const directory = makeDirectory(people);
  const world = await makeFreshWorld(database, directory);
  const needs = makeNeeds(database, { now: world.context.now, context: world.context });
  const server = createServer(needs);
  const browser = await makeBrowser(needs, { server });
  const owen = await makeBrowser(needs, { server, name: "Owen Achterberg" });
  return { needs, world, directory, browser, owen, signIn: () => makeBrowser(needs, { server }) };
}

/** Changes settings as an editor does: the mappings stay the same ones. */
export async function changeSettings({ db, connectionId, clock }: World, settings: Partial<ConnectionSettings>): Promise<void> {
  const current = await getConnection(db, connectionId);
  await saveSettings(db, {
    connectionId,
    settings: { ...current.settings, ...settings },
    savedBy: "Owen",
    now: clock.now,
    expectsVersion: null,
  });
}

function makeTen(): Person[] {
  return Array.from({ length: 10 }, (_, index) => makePerson(`p${index}`, { orgUnit: "/Leeds", name: `Person ${index}` }));
}

/** Starts an import and waits for what it comes to. */
export async function importNow({ browser, world }: Scene, input: Record<string, unknown> = {}): Promise<RunView> {
  const { runId } = await browser.send<{ runId: number }>("/imports", { connectionId: world.connectionId, ...input });
  return await settled(browser, runId);
}

/** Follows the run's events to where nothing moves by itself any more. */
export async function settled(browser: Pick<Browser, "get" | "read">, runId: number): Promise<RunView> {
  const { body } = await browser.get(`/runs/${runId}/events`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!/"state":"(planned|waiting|applied|nothingToDo|stopped|failed|rejected|superseded|shown)"/.test(heard)) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) break;
    heard += value;
  }
  await reader?.cancel();
  return await browser.read<RunView>(`/runs/${runId}`);
}

/** The refusal that an answer carries. */
export async function problemOf(answer: Response): Promise<Problem> {
  // Every refusal of the API is a problem document.
  return (await answer.json()) as Problem;
}

/** Limits of which only that of deactivations is ever exceeded. */
export function limitedTo(count: number) {
  const none = { count: null, percent: null };
  return { deactivations: { count, percent: null }, roleLosses: none, siteMoves: none, creations: none, shrinkPercent: 30 };
}

/** How many users the desk has. */
export async function countUsers({ db }: World): Promise<number> {
  return (await db.selectFrom("users").select("id").execute()).length;
}
