import { setTimeout } from "node:timers/promises";
import type { APIResponse, Page } from "playwright-core";
import type { PlayedDemo } from "./play-demo.ts";

/** A browser that is signed in to a played demo, and what of the demo the addresses of its screens need. */
export interface Scene {
  readonly page: Page;
  readonly demo: PlayedDemo;
  /** The directory that the screens of an act are about; at first Alder & Finch. */
  connectionId: number;
  /** The run that the screens of an act are about. */
  runId: number;
}

interface Question {
  readonly entity: string;
  readonly externalId: string;
  readonly candidates: readonly { readonly recordId: number }[];
}

interface Run {
  readonly id: number;
  readonly state: string;
  readonly planNumber: string | null;
  readonly confirms: number | null;
}

/** Applies the plan of a run, or approves it, and waits for its end. */
export async function apply(scene: Scene, runId: number): Promise<void> {
  const run = await getRun(scene, runId);
  const data = { plan: run.planNumber, ...(run.confirms !== null && { confirms: run.confirms }) };
  await post(scene, `/v1/runs/${runId}/apply`, data);
  await leave(scene, runId, ["planned", "waiting", ...atWork]);
}

/** Previews an import, and gives the run once its plan is there. */
export async function preview(scene: Scene): Promise<number> {
  return await start(scene, { kind: "manual", applies: false });
}

/** Runs the import as the clock would, and applies what is within the limits. */
export async function runSchedule(scene: Scene): Promise<number> {
  return await start(scene, { kind: "scheduled", applies: true });
}

async function start(scene: Scene, what: object): Promise<number> {
  const data = { connectionId: scene.connectionId, ...what };
  const { runId } = await post<{ readonly runId: number }>(scene, "/v1/imports", data);
  return await leave(scene, runId, atWork);
}

/** Plans the way back from a run, and gives the run that holds the preview of it. */
export async function undo(scene: Scene, runId: number): Promise<number> {
  const started = await post<{ readonly runId: number }>(scene, `/v1/runs/${runId}/undo`, { seqs: null });
  return await leave(scene, started.runId, atWork);
}

/** Says of everybody who is asked about that they are the first who is proposed. */
export async function decideAll(scene: Scene): Promise<void> {
  const { items } = await get<{ readonly items: readonly Question[] }>(scene, `/v1/questions?connection=${scene.connectionId}`);
  for (const { entity, externalId, candidates } of items) {
    const path = `/v1/connections/${scene.connectionId}/questions/${entity}/${externalId}/answer`;
    const data = { answer: { kind: "same", recordId: candidates[0]?.recordId } };
    await read(await scene.page.request.put(scene.demo.url + path, { data }));
  }
}

/** Forgets what was changed in the directory's settings and not published. */
export async function discardDraft(scene: Scene): Promise<void> {
  await scene.page.request.delete(`${scene.demo.url}/v1/connections/${scene.connectionId}/draft`);
}

/** A connection that nobody has signed in to yet; gives its number. */
export async function addDirectory(scene: Scene, name: string): Promise<number> {
  return (await post<{ readonly id: number }>(scene, "/v1/connections", { name, signIn: "oauthClient" })).id;
}

/** Changes an account in the directory. */
export async function changeAccount(scene: Scene, account: string, changes: object): Promise<void> {
  await read(await scene.page.request.patch(`${scene.demo.sandboxUrl}/control/users/${account}`, { data: changes }));
}

const atWork = ["reading", "planning", "applying"];

/** Waits until a run is in none of these states. @throws after half a minute */
async function leave(scene: Scene, runId: number, states: readonly string[]): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { state } = await getRun(scene, runId);
    if (!states.includes(state)) return runId;
    await setTimeout(100);
  }
  throw new Error(`Run ${runId} is still at work.`);
}

/** Makes one of the demo's incidents happen. */
export async function happen(scene: Scene, incident: string): Promise<void> {
  await post(scene, `/v1/demo/incidents/${incident}`);
}

async function getRun(scene: Scene, runId: number): Promise<Run> {
  return await get<Run>(scene, `/v1/runs/${runId}`);
}

/** The plan of the directory that waits to be looked at. */
export async function findOpenRun(scene: Scene): Promise<number> {
  return (await get<{ readonly openRun: { readonly id: number } }>(scene, `/v1/connections/${scene.connectionId}`)).openRun.id;
}

/** The place of the first line of the run's plan that a search finds. */
export async function findLine(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/runs/${scene.runId}/changes?q=${q}&limit=1`, "seq");
}

/** The number of the first user whom a search finds. */
export async function findUser(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/users?q=${q}&limit=1`, "id");
}

/** The number of the first agent whom a search finds. */
export async function findAgent(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/agents?q=${q}&limit=1`, "id");
}

async function first(scene: Scene, path: string, key: string): Promise<number> {
  const { items } = await get<{ readonly items: readonly Record<string, number>[] }>(scene, path);
  const found = items[0]?.[key];
  if (found === undefined) throw new Error(`Nothing was found at ${path}.`);
  return found;
}

async function get<T>(scene: Scene, path: string): Promise<T> {
  return await read<T>(await scene.page.request.get(scene.demo.url + path));
}

/** Asks the demo for something, as whoever is signed in. @throws with the server's words, when it refused */
export async function post<T>(scene: Scene, path: string, data: object = {}): Promise<T> {
  return await read<T>(await scene.page.request.post(scene.demo.url + path, { data }));
}

/** Gives the demo a CSV file. @throws with the server's words, when it refused */
export async function put(scene: Scene, path: string, data: string): Promise<void> {
  await read(await scene.page.request.put(scene.demo.url + path, { data, headers: { "content-type": "text/csv" } }));
}

/** The JSON of an answer, as its caller knows it. @throws with the server's words, when it refused */
async function read<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
  return await answer.json();
}
