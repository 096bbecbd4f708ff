import { createServer } from "../../src/api/server.ts";
import { makeNeeds } from "../../src/api/testing/make-needs.ts";
import { signInAs } from "../../src/api/testing/sign-in-as.ts";
import { searchedKinds } from "../../src/desk/searched-kinds.ts";
import { vocabularyOf } from "../../src/desk/vocabulary.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import type { DeskMeasurement, DeskWork, Times } from "../report.ts";
import { summarise } from "../summarise.ts";
import type { Task } from "../task.ts";
import { fillDesk } from "./fill-desk.ts";

const asks = 40;
const files = 3;

/** What the server takes to answer lists, searches and files of a desk with so many users, assets and tickets; one request after the other. */
export async function measureDesk({ engine, people: records, address }: Task): Promise<DeskMeasurement> {
  const database = await openDatabase(address);
  try {
    await fillDesk(database.db, records);
    const needs = makeNeeds(database);
    const { cookie } = await signInAs(needs, { name: "Bench", isAdministrator: true });
    await vocabularyOf(database).warm(
      searchedKinds.map((kind) => kind.name),
      needs.now(),
    );
    const server = createServer(needs);
    const ask = async (path: string) => {
      const startedAt = performance.now();
      const answer = await server.request(`${needs.publicUrl}/v1${path}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
      return performance.now() - startedAt;
    };
    const works: { work: DeskWork; times: Times }[] = [];
    for (const [work, pathAt] of Object.entries(pathsOf(records)) as [DeskWork, (turn: number) => string][]) {
      const times: number[] = [];
      for (let turn = 0; turn < (work === "tickets, all as a file" ? files : asks); turn += 1) times.push(await ask(pathAt(turn)));
      works.push({ work, times: summarise(times) });
    }
    return { engine, records, works };
  } finally {
    await database.close();
  }
}

/** What is asked for, other places and other words each time. */
function pathsOf(records: number): Readonly<Record<DeskWork, (turn: number) => string>> {
  const deep = (turn: number) => Math.floor(records * 0.9) - turn * 100;
  const one = (words: readonly string[]) => (turn: number) => encodeURIComponent(words[turn % words.length] ?? "");
  const known = one(["okafor", "lindqvists", "ada ok", "laptop-77", "t100123", "4711", "mailbox floor 12", "sofia.novak"]);
  const wrong = one(["okafro", "lindqvsitsen", "almedia", "pritner", "mialbox", "castelanoberg", "netwrok", "hofmannwald"]);
  return {
    "users, first sheet": () => "/users?limit=100",
    "assets, first sheet": () => "/assets?limit=100",
    "tickets, first sheet": () => "/tickets?limit=100",
    "assets, deep sheet": (turn) => `/assets?limit=100&from=${deep(turn)}`,
    "tickets, deep sheet": (turn) => `/tickets?limit=100&from=${deep(turn)}`,
    "tickets, by customer": (turn) => `/tickets?limit=100&sort=${turn % 2 === 0 ? "" : "-"}customerId`,
    "tickets, by user": (turn) => `/tickets?limit=100&sort=${turn % 2 === 0 ? "" : "-"}userId`,
    "tickets, filtered": (turn) => `/tickets?limit=100&isClosed=false&customerId=${1 + turn},${2 + turn}`,
    "assets, filtered": (turn) => `/assets?limit=100&siteId=${1 + turn}&isActive=true`,
    "tickets, searched": (turn) => `/tickets?limit=100&q=mailbox%20floor%20${turn}`,
    "assets, searched": (turn) => `/assets?limit=100&q=t1${String(turn).padStart(5, "0")}`,
    "search, found": (turn) => `/search?q=${known(turn)}`,
    "search, typed wrong": (turn) => `/search?q=${wrong(turn)}`,
    "tickets, all as a file": () => "/tickets?format=csv",
  };
}
