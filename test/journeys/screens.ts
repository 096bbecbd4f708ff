import { setTimeout } from "node:timers/promises";
import type { APIResponse, Page } from "playwright-core";
import type { PlayedDemo } from "./play-demo.ts";

/** A browser that is signed in to a played demo, and what of the demo the addresses of its screens need. */
export interface Scene {
  readonly page: Page;
  readonly demo: PlayedDemo;
  /** Alder & Finch, the directory that waits for its first import. */
  readonly connectionId: number;
  /** The run that the screens of an act are about. */
  runId: number;
}

/** One screen of the web app. */
export interface Screen {
  /** The name of its picture. */
  readonly name: string;
  readonly address: (scene: Scene) => string | Promise<string>;
  /** What to do at that address before the screen is the one that is meant: open a row, a drawer. */
  readonly steps?: (page: Page) => Promise<void>;
  /** What it says once it is there, and no screen before it does. */
  readonly shows: string | RegExp;
  /** What the browser may complain about: an answer that this screen is there to show. */
  readonly mayLog?: RegExp;
}

/** Screens that can be seen while the demo stands at the same point. */
export interface Act {
  readonly name: string;
  readonly prepare: (scene: Scene) => Promise<void>;
  readonly screens: readonly Screen[];
}

const at = (address: string) => () => address;
const ofDirectory = (tab: string) => (scene: Scene) => `/directories/${scene.connectionId}/${tab}`;
const ofRun =
  (query = "") =>
  (scene: Scene) =>
    `/runs/${scene.runId}${query}`;

/** Every screen of the web app, in the order in which the demo comes by them. */
export const acts: readonly Act[] = [
  {
    name: "the demo as it starts",
    prepare: async (scene) => {
      scene.runId = await findOpenRun(scene);
    },
    screens: [
      { name: "home", address: at("/"), shows: "first import ready to review, 859 changes" },
      { name: "waiting", address: at("/waiting"), shows: "Left out with errors" },
      { name: "directories", address: at("/directories"), shows: "Run the schedule now" },
      { name: "new-connection", address: at("/directories/new"), shows: "How Muster signs in" },
      { name: "status", address: ofDirectory(""), shows: "Last complete reading" },
      { name: "who-goes-where", address: ofDirectory("who-goes-where"), shows: "claimed by no rule" },
      {
        name: "rule-editor",
        address: ofDirectory("who-goes-where"),
        steps: async (page) => await page.getByRole("button", { name: "Leeds studio", exact: true }).click(),
        shows: "Whom it fits now",
      },
      { name: "fields", address: ofDirectory("fields"), shows: "Blank overwrites" },
      { name: "groups-and-roles", address: ofDirectory("groups-and-roles"), shows: "Active by role" },
      { name: "matching", address: ofDirectory("matching"), shows: "The Google id comes first, always" },
      { name: "limits", address: ofDirectory("limits"), shows: "Limits of one run" },
      { name: "versions", address: ofDirectory("versions?version=1"), shows: "Every version that was in force" },
      { name: "import", address: ofDirectory("import"), shows: "Start an import" },
      { name: "import-preview", address: ofRun(), shows: "Apply 859 changes" },
      {
        name: "import-preview-row",
        address: async (scene) => ofRun(`?q=okafor&open=${await findLine(scene, "mary.okafor")}`)(scene),
        shows: "Customer decides",
      },
      {
        name: "why-drawer",
        address: ofRun("?q=lindqvist"),
        steps: async (page) => await page.getByRole("button", { name: "Tomas Lindqvist" }).first().click(),
        shows: "What if 3 came first?",
      },
      { name: "accounts", address: ofDirectory("accounts"), shows: "Our copy of the directory" },
      { name: "why", address: at("/why?person=reception@alderfinch.example"), shows: "eft out on purpose" },
      { name: "decide", address: at("/decide"), shows: "has administrator rights" },
      {
        name: "demo-drawer",
        address: at("/"),
        steps: async (page) => await page.getByRole("button", { name: "Make something happen" }).click(),
        shows: "Put everything back",
      },
      {
        name: "search",
        address: at("/"),
        steps: async (page) => {
          await page.getByRole("button", { name: /^Search people/ }).click();
          await page.getByRole("combobox", { name: "Search everything" }).fill("okafor");
        },
        shows: "mary.okafor@alderfinch.example",
      },
      {
        name: "keys",
        address: at("/"),
        steps: async (page) => await page.keyboard.press("?"),
        shows: "Go to Directories",
      },
      { name: "api-reference", address: at("/reference?op=POST+%2Fv1%2Fimports"), shows: "Starts an import" },
      { name: "unknown-address", address: at("/nowhere"), shows: "Nothing stands at this address" },
    ],
  },
  {
    name: "everything applied",
    prepare: async (scene) => {
      await apply(scene, scene.runId);
    },
    screens: [
      { name: "run", address: ofRun(), shows: "859 applied, 0 failed" },
      { name: "run-log", address: ofRun("?tab=log"), shows: "Plan ready" },
      { name: "run-settings", address: ofRun("?tab=settings"), shows: "The same settings are in force now" },
      { name: "runs", address: at("/runs"), shows: "46 applied, 0 failed" },
      { name: "activity", address: ofDirectory("activity"), shows: "Every import and every undo of this directory" },
      { name: "users", address: at("/users"), shows: "897 users" },
      { name: "user-beside", address: async (scene) => `/users?q=duarte&open=${await findUser(scene, "ines.duarte")}`, shows: "Duarte Reis" },
      { name: "user", address: async (scene) => `/users/${await findUser(scene, "ines.duarte")}`, shows: "Whose value" },
      {
        name: "user-why",
        address: async (scene) => `/users/${await findUser(scene, "lindqvist")}?tab=why`,
        shows: "What if 3 came first?",
      },
      { name: "user-groups", address: async (scene) => `/users/${await findUser(scene, "kofi.mensah")}?tab=groups`, shows: "Studio" },
      { name: "user-history", address: async (scene) => `/users/${await findUser(scene, "ines.duarte")}?tab=history`, shows: "ame Google id" },
      { name: "agents", address: at("/agents"), shows: "Members of staff" },
      { name: "agent", address: async (scene) => `/agents/${await findAgent(scene, "owen")}`, shows: "Owen Achterberg" },
      { name: "customers", address: at("/customers"), shows: "Organisations that the desk serves" },
      { name: "customer", address: at("/customers/2"), shows: "Where this customer's people come from" },
      { name: "site", address: at("/sites/3"), shows: "Rules that send people here" },
    ],
  },
  {
    name: "Google answers with an empty list",
    prepare: async (scene) => {
      await happen(scene, "empty-answer");
      scene.runId = await runSchedule(scene);
    },
    screens: [{ name: "run-stopped", address: ofRun(), shows: "Stopped before the first change" }],
  },
  {
    name: "Porto closes",
    prepare: async (scene) => {
      await happen(scene, "put-back");
      await happen(scene, "porto-closes");
      scene.runId = await runSchedule(scene);
    },
    screens: [
      { name: "approval", address: ofRun(), shows: "61 people would be deactivated" },
      {
        name: "approval-dialog",
        address: ofRun("?show=all"),
        steps: async (page) => await page.getByRole("button", { name: /^Approve these/ }).click(),
        shows: "Type 61 to confirm",
      },
    ],
  },
  {
    name: "the way back",
    prepare: async (scene) => {
      await apply(scene, scene.runId);
      const started = await read<{ readonly runId: number }>(
        await scene.page.request.post(`${scene.demo.url}/v1/runs/${scene.runId}/undo`, { data: { seqs: null } }),
      );
      scene.runId = await leave(scene, started.runId, atWork);
    },
    screens: [{ name: "undo-preview", address: ofRun(), shows: "will be taken back" }],
  },
  {
    name: "a directory of one's own",
    prepare: async (scene) => {
      const made = await read<{ readonly id: number }>(
        await scene.page.request.post(`${scene.demo.url}/v1/connections`, { data: { name: "Harbour Clinic", signIn: "oauthClient" } }),
      );
      scene.runId = made.id;
    },
    screens: [
      { name: "set-up", address: (scene) => `/directories/${scene.runId}/set-up`, shows: "You need" },
      { name: "not-open-yet", address: (scene) => `/directories/${scene.runId}/fields`, shows: "Not open yet" },
    ],
  },
];

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
  await read(await scene.page.request.post(`${scene.demo.url}/v1/runs/${runId}/apply`, { data }));
  await leave(scene, runId, ["planned", "waiting", ...atWork]);
}

/** Previews an import, and gives the run once its plan is there. */
export async function preview(scene: Scene): Promise<number> {
  return await start(scene, { kind: "manual", applies: false });
}

async function runSchedule(scene: Scene): Promise<number> {
  return await start(scene, { kind: "scheduled", applies: true });
}

async function start(scene: Scene, what: object): Promise<number> {
  const data = { connectionId: scene.connectionId, ...what };
  const { runId } = await read<{ readonly runId: number }>(await scene.page.request.post(`${scene.demo.url}/v1/imports`, { data }));
  return await leave(scene, runId, atWork);
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

async function happen(scene: Scene, incident: string): Promise<void> {
  await read(await scene.page.request.post(`${scene.demo.url}/v1/demo/incidents/${incident}`));
}

async function getRun(scene: Scene, runId: number): Promise<Run> {
  return await read<Run>(await scene.page.request.get(`${scene.demo.url}/v1/runs/${runId}`));
}

async function findOpenRun(scene: Scene): Promise<number> {
  const answer = await scene.page.request.get(`${scene.demo.url}/v1/connections/${scene.connectionId}`);
  return (await read<{ readonly openRun: { readonly id: number } }>(answer)).openRun.id;
}

async function findLine(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/runs/${scene.runId}/changes?q=${q}&limit=1`, "seq");
}

/** The number of the first user whom a search finds. */
export async function findUser(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/users?q=${q}&limit=1`, "id");
}

async function findAgent(scene: Scene, q: string): Promise<number> {
  return await first(scene, `/v1/agents?q=${q}&limit=1`, "id");
}

async function first(scene: Scene, path: string, key: string): Promise<number> {
  const { items } = await read<{ readonly items: readonly Record<string, number>[] }>(await scene.page.request.get(scene.demo.url + path));
  const found = items[0]?.[key];
  if (found === undefined) throw new Error(`Nothing was found at ${path}.`);
  return found;
}

/** The JSON of an answer, as its caller knows it. @throws with the server's words, when it refused */
async function read<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
  return await answer.json();
}
