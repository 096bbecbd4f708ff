import type { DemoPlay, PlayableIncident } from "../../api/demo-play.ts";
import { getConnection, listConnections } from "../../connections/get-connection.ts";
import { NotFound } from "../../model/errors.ts";
import type { App } from "../app.ts";
import { editKofi } from "./edit-kofi.ts";
import { alder, type Incident, incidents, putBackName } from "./incidents.ts";
import type { SandboxProcess } from "./sandbox-process.ts";
import { signInByKey, signInThroughApp } from "./sign-in-through-app.ts";

/** What the demo's drawer can make happen: most of it in the sandbox, one thing on the desk. */
export function createDemoPlay(app: App, sandbox: SandboxProcess): DemoPlay {
  const happened = new Set<string>();

  async function play(incident: Incident, by: Parameters<DemoPlay["happen"]>[1]): Promise<string> {
    if (incident.name === "kofi-edited") return await editKofi(app, by.id);
    // Only a sign-in through an app ends with the seven days; the demo's own is by a service account, which has none.
    if (incident.name === "day-seven") {
      await signInThroughApp(app, sandbox, alder);
      await sandbox.happen(incident.name);
      return "Alder & Finch signed in through an app in test mode, as many begin. Seven days have gone by since, and Google has ended that sign-in.";
    }
    const says = await sandbox.happen(incident.name);
    if (incident.name === "breaks-off") return `${says} Muster asks again for half a minute before it gives up.`;
    if (incident.name !== putBackName) return says;
    await signInByKey(app, sandbox, alder);
    const { state } = (await getConnection(app.database.db, alder)).connection;
    const pause = state === "paused" ? ` ${alder} stays paused until somebody checks its connection.` : "";
    return `${says} The desk stays as it is: run the schedule, and it follows.${pause}`;
  }

  return {
    sandboxUrl: sandbox.url,
    list: async () => {
      const connections = await listConnections(app.database.db);
      return incidents.map(({ isFault: _isFault, connection, ...incident }): PlayableIncident => {
        const id = connections.find((candidate) => candidate.name === connection)?.id ?? null;
        return { ...incident, connectionId: id, connection: id === null ? null : connection, hasHappened: happened.has(incident.name) };
      });
    },
    happen: async (name, by) => {
      const incident = incidents.find((candidate) => candidate.name === name);
      if (incident === undefined)
        throw new NotFound(`Nothing called "${name}" can happen. There are: ${incidents.map((known) => known.name).join(", ")}.`);
      const says = await play(incident, by);
      if (name === putBackName) happened.clear();
      else {
        if (name !== "kofi-edited") for (const { name: fault, isFault } of incidents) if (isFault) happened.delete(fault);
        happened.add(name);
      }
      return says;
    },
  };
}
