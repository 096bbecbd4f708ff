import { type GeneratedSize, generatedPerson } from "../../sandbox/seed/generated-people.ts";
import type { Times, WebWork } from "../report.ts";
import { summarise } from "../summarise.ts";
import type { Client } from "./create-client.ts";

type Timed = { readonly work: WebWork; readonly times: Times };

const asks = 100;
const sheet = 100;

/** What the server needs for windows of the preview. Filters and orders that nobody asked for before are among them. */
export async function timePreview(client: Client, size: GeneratedSize, runId: number): Promise<readonly Timed[]> {
  const changes = (query: string, from: number) => `/runs/${runId}/changes?${query}from=${from}&limit=${sheet}`;
  return [
    await time(client, "preview, first rows", () => changes("", 0)),
    await time(client, "preview, middle", (turn) => changes("", Math.floor(size.people / 2) + turn * sheet)),
    await time(client, "preview, filtered", (turn) => changes(filterAt(size, turn), 0)),
    await time(client, "preview, sorted", (turn) => changes(`sort=${at(lineOrders, turn)}&`, placeAt(size, turn))),
  ];
}

/** What the server needs to find people once they are on the desk. */
export async function timeUsers(client: Client, size: GeneratedSize): Promise<readonly Timed[]> {
  const users = (query: string, from: number) => `/users?${query}from=${from}&limit=${sheet}`;
  return [
    await time(client, "search for everything", (turn) => `/search?q=${textAt(size, turn)}`),
    await time(client, "users, searched", (turn) => users(`q=${textAt(size, turn)}&`, 0)),
    await time(client, "users, at any place", (turn) => users("", placeAt(size, turn))),
    await time(client, "users, sorted", (turn) => users(`sort=${at(userOrders, turn)}&`, placeAt(size, turn))),
  ];
}

async function time(client: Client, work: WebWork, pathAt: (turn: number) => string): Promise<Timed> {
  const times: number[] = [];
  for (let turn = 0; turn < asks; turn += 1) times.push(await client.time(pathAt(turn)));
  return { work, times: summarise(times) };
}

const lineOrders = ["name", "-name", "what", "-what", "site", "-site"];
const userOrders = ["email", "-name", "site", "customer", "title", "department"];
const filters = ["kind=create", "kind=update", "kind=leftOut", "matchedBy=alias", "field=title", "isTicked=true", "counts=creations"];

/** Every fourth one of the menus, the others what somebody types. */
function filterAt(size: GeneratedSize, turn: number): string {
  return turn % 4 === 0 ? `${at(filters, turn / 4)}&` : `q=${textAt(size, turn)}&`;
}

/** What somebody looks for: a few letters, most of a name, a whole one, an address, and now and then nobody. */
function textAt(size: GeneratedSize, turn: number): string {
  const person = generatedPerson(size, placeAt(size, turn));
  const name = `${person.givenName} ${person.familyName}`;
  return encodeURIComponent(at([name.slice(0, 2), name.slice(0, -2), person.familyName, person.email, `nobody ${turn}`], turn));
}

/** Places all over the list, in an order that looks like none. */
function placeAt({ people }: GeneratedSize, turn: number): number {
  return (turn * 61_803) % Math.max(1, people - sheet);
}

function at(list: readonly string[], turn: number): string {
  return list[turn % list.length] ?? "";
}
