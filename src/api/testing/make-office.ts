import { addUser, makeFreshWorld, makeMapping, makePerson, type World } from "../../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../../test/memory-directory.ts";
import { getConnection } from "../../connections/get-connection.ts";
import type { Person } from "../../model/person.ts";
import type { ConnectionSettings, Destination, Mapping } from "../../model/settings.ts";
import type { Database } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { makeNeeds } from "./make-needs.ts";
import { type SignedIn, signInAs } from "./sign-in-as.ts";

export interface Scene {
  readonly world: World;
  readonly directory: MemoryDirectory;
  readonly owen: SignedIn;
  readonly needs: ApiDependencies;
  /** Asks about the connection. */
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: ReturnType<typeof JSON.parse>; text: string }>;
  /** The settings in force, changed. */
  settings(change?: Partial<ConnectionSettings>): Promise<ConnectionSettings>;
}

export async function start(database: Database, people: Person[]): Promise<Scene> {
  const directory = makeDirectory(people);
  const world = await makeFreshWorld(database, directory);
  const needs = makeNeeds(database, { now: world.context.now, context: world.context });
  const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  return {
    world,
    directory,
    owen,
    needs,
    ask: async (method, path, body) => {
      const answer = await owen.ask(method, `/connections/${world.connectionId}${path}`, body);
      return answer;
    },
    settings: async (change = {}) => ({ ...(await getConnection(world.db, world.connectionId)).settings, ...change }),
  };
}

export const toSite = (siteId: number): Destination => ({ kind: "site", siteId, userRoleId: null });
export const under = (path: string) => ({ kind: "orgUnit", path, includesBelow: true }) as const;
export const inGroup = (groupId: string) => ({ kind: "group", groupId, groupName: groupId.toUpperCase() }) as const;

/** Rooms are left out, a group goes to Porto, Leeds to Leeds, nobody else anywhere. */
export function makeRules({ sites }: World): Mapping[] {
  return [
    makeMapping({ sequence: 1, name: "Not people", destination: { kind: "leaveOut" }, filter: under("/Rooms") }),
    makeMapping({ sequence: 2, name: "Porto", destination: toSite(sites.porto), filter: inGroup("porto") }),
    makeMapping({ sequence: 3, name: "Leeds", destination: toSite(sites.leeds), filter: under("/Leeds") }),
  ];
}

function makeOffice(): Person[] {
  return [
    makePerson("a", { orgUnit: "/Leeds/Studio", name: "Zoë Ćosić" }),
    makePerson("b", { orgUnit: "/Leeds", name: "Ben Ash" }),
    makePerson("c", { orgUnit: "/Leeds", name: "Cid Oak", standing: "suspended" }),
    makePerson("d", { orgUnit: "/Leeds", name: "Known Suspended", standing: "suspended", email: "known@example.test" }),
    makePerson("e", { orgUnit: "/Porto", name: "Ana Reis" }),
    makePerson("f", { orgUnit: "/Porto", name: "Rui Costa" }),
    makePerson("room", { orgUnit: "/Rooms", name: "Room 1" }),
    makePerson("stray", { orgUnit: "/Elsewhere", name: "Stray Cat" }),
    makePerson("broken", { name: "", email: "" }),
  ];
}

/** An office that was read once; everybody in /Porto is in the group, one of them through another group. */
export async function startOffice(database: Database, more: Person[] = []): Promise<Scene> {
  const scene = await start(database, [...makeOffice(), ...more]);
  const { world, directory } = scene;
  directory.groups.set("porto", [
    { kind: "person", id: "e" },
    { kind: "group", id: "inner" },
  ]);
  directory.groups.set("inner", [
    { kind: "person", id: "f" },
    { kind: "person", id: "e" },
  ]);
  await addUser(world.db, { siteId: world.sites.leeds, name: "Known", email: "known@example.test" });
  await world.configure({ mappings: makeRules(world), matching: { users: [{ kind: "email" }], agents: [] } });
  await world.import({ applies: false });
  return scene;
}
