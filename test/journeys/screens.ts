import type { Page } from "playwright-core";
import { deskScreens, programScreens, settingsScreens, takeoverScreens, ticketScreens } from "./desk-screens.ts";
import {
  addDirectory,
  apply,
  decideAll,
  discardDraft,
  findAgent,
  findLine,
  findOpenRun,
  findUser,
  happen,
  runSchedule,
  type Scene,
  undo,
} from "./drive-demo.ts";
import { connectPrograms, takeOver } from "./drive-desk.ts";

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
        shows: "Duplicate",
      },
      { name: "fields", address: ofDirectory("fields"), shows: "Blank overwrites" },
      { name: "groups-and-roles", address: at("/directories/1/groups-and-roles"), shows: "Active by role" },
      { name: "matching", address: ofDirectory("matching"), shows: "The Google id comes first, always" },
      { name: "limits", address: ofDirectory("limits"), shows: "Limits of one run" },
      { name: "versions", address: ofDirectory("versions?version=1"), shows: "Every version that was in force" },
      { name: "import", address: ofDirectory("import"), shows: "Start an import" },
      { name: "import-preview", address: ofRun(), shows: "Apply 859 changes" },
      {
        name: "import-preview-row",
        address: async (scene) => ofRun(`?q=okafor&open=${await findLine(scene, "mary.okafor")}`)(scene),
        shows: "Why?",
      },
      {
        name: "why-drawer",
        address: ofRun("?q=lindqvist"),
        steps: async (page) => await page.getByRole("button", { name: "Tomas Lindqvist" }).first().click(),
        shows: "What if 3 came first?",
      },
      { name: "accounts", address: ofDirectory("accounts"), shows: "Our copy of the directory" },
      { name: "why", address: at("/why?person=reception@alderfinch.example"), shows: "eft out on purpose", mayLog: /404/ },
      { name: "decide", address: at("/decide"), shows: "This is the same person" },
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
      {
        name: "account-menu",
        address: at("/"),
        steps: async (page) => await page.getByRole("button", { name: /Owen Achterberg/ }).click(),
        shows: "Sign out",
      },
      { name: "api-reference", address: at("/reference?op=POST+%2Fv1%2Fimports"), shows: "Starts an import" },
      { name: "unknown-address", address: at("/nowhere"), shows: "Nothing stands at this address" },
    ],
  },
  {
    name: "a draft of the settings",
    prepare: async () => {},
    screens: [
      {
        name: "draft-effect",
        address: ofDirectory("who-goes-where"),
        steps: async (page) => {
          await page.getByRole("button", { name: "Move Porto up" }).click();
          await page.getByRole("button", { name: "See the effect" }).click();
        },
        shows: "1 account goes elsewhere",
      },
      {
        name: "what-if",
        address: ofDirectory("who-goes-where"),
        steps: async (page) => {
          await page.getByRole("button", { name: "See the effect" }).click();
          await page.getByRole("link", { name: /lines of this effect/ }).click();
        },
        shows: "This only shows what the draft would do",
      },
    ],
  },
  {
    name: "everything applied",
    prepare: async (scene) => {
      await discardDraft(scene);
      await apply(scene, scene.runId);
    },
    screens: [
      { name: "run", address: ofRun(), shows: "859 applied, 0 failed" },
      { name: "run-log", address: ofRun("?tab=log"), shows: "Within every limit" },
      { name: "run-requests", address: ofRun("?tab=requests"), shows: "Lists of group members" },
      { name: "run-settings", address: ofRun("?tab=settings"), shows: "Nothing was changed in the settings since then" },
      { name: "runs", address: at("/runs"), shows: "46 applied, 0 failed" },
      { name: "activity", address: ofDirectory("activity"), shows: "Every import and every undo of this directory" },
      { name: "users", address: at("/users"), shows: "897 users" },
      {
        name: "user-beside",
        address: async (scene) => `/users?q=duarte&open=${await findUser(scene, "ines.duarte")}`,
        shows: "Duarte Reis",
      },
      { name: "user", address: async (scene) => `/users/${await findUser(scene, "ines.duarte")}`, shows: "Source and since" },
      {
        name: "user-why",
        address: async (scene) => `/users/${await findUser(scene, "lindqvist")}?tab=why`,
        shows: "What if 3 came first?",
      },
      { name: "user-groups", address: async (scene) => `/users/${await findUser(scene, "kofi.mensah")}?tab=groups`, shows: "Studio" },
      {
        name: "user-history",
        address: async (scene) => `/users/${await findUser(scene, "ines.duarte")}?tab=history`,
        shows: "ame Google id",
      },
      { name: "agents", address: at("/agents"), shows: "Members of staff" },
      { name: "agent", address: async (scene) => `/agents/${await findAgent(scene, "owen")}`, shows: "Owen Achterberg" },
      { name: "customers", address: at("/customers"), shows: "Organisations that the desk serves" },
      { name: "customer", address: at("/customers/2"), shows: "Where this customer's people come from" },
      { name: "site", address: at("/sites/3"), shows: "Rules that send people here" },
    ],
  },
  {
    name: "the desk's own records",
    prepare: async () => {},
    screens: [...ticketScreens, ...deskScreens, ...settingsScreens],
  },
  { name: "programs that are connected", prepare: connectPrograms, screens: programScreens },
  { name: "take-overs from another system", prepare: takeOver, screens: takeoverScreens },
  {
    name: "Google answers with an empty list",
    prepare: async (scene) => {
      await happen(scene, "empty-answer");
      scene.runId = await runSchedule(scene);
    },
    screens: [
      { name: "run-stopped", address: ofRun(), shows: "Stopped before the first change" },
      { name: "run-compare", address: ofRun("?tab=compare&compare=2"), shows: "Difference" },
      { name: "home-after-stop", address: at("/"), shows: "Since yesterday" },
    ],
  },
  {
    name: "Porto closes",
    prepare: async (scene) => {
      await happen(scene, "put-back");
      await decideAll(scene);
      await runSchedule(scene);
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
      scene.runId = await undo(scene, scene.runId);
    },
    screens: [{ name: "undo-preview", address: ofRun(), shows: "will be taken back" }],
  },
  {
    name: "a directory of one's own",
    prepare: async (scene) => {
      scene.connectionId = await addDirectory(scene, "Harbour Clinic");
    },
    screens: [
      { name: "set-up", address: ofDirectory("set-up"), shows: "What to do in Google, once" },
      { name: "not-open-yet", address: ofDirectory("fields"), shows: "Not open yet" },
    ],
  },
];

/** What others see than an administrator. The last acts: after them nobody is signed in. */
export const otherEyes: readonly Act[] = [
  {
    name: "a technician is signed in",
    prepare: async (scene) => await signIn(scene, "--agent", "joel.pritchard@brightwater.example"),
    screens: [{ name: "home-technician", address: at("/"), shows: "Unassigned in your teams" }],
  },
  {
    name: "a user is signed in",
    prepare: async (scene) => await signIn(scene, "--user", "mary.okafor@alderfinch.example"),
    screens: [{ name: "signed-in-user", address: at("/"), shows: "These pages are for agents" }],
  },
  {
    name: "nobody is signed in",
    prepare: async ({ page, demo }) => {
      await page.context().clearCookies();
      await page.goto(demo.url);
    },
    screens: [{ name: "sign-in", address: at("/users"), shows: "Sign in with a link", mayLog: /401/ }],
  },
];

async function signIn({ page, demo }: Scene, ...words: readonly string[]): Promise<void> {
  await page.goto(await demo.createLink(...words));
}
