import type { StoredOrganisation } from "../google/state/stored-directory.ts";
import { alderFinch, alderFinchName } from "./alder-finch.ts";
import { alderFinchDeskUsers, joaoEmail } from "./alder-finch-desk.ts";
import { brightwater, brightwaterAgents, brightwaterName } from "./brightwater.ts";
import type { DeskBefore } from "./desk-before.ts";

/** The demo's two organisations. */
export function demoOrganisations(): readonly StoredOrganisation[] {
  return [brightwater(), alderFinch()];
}

/** What the demo's desk holds before the first import. */
export function deskBefore(): DeskBefore {
  return {
    customers: [
      { name: brightwaterName, sites: [{ name: "Head office", isMain: true }] },
      {
        name: alderFinchName,
        sites: [
          { name: "Leeds", isMain: true },
          { name: "Porto", isMain: false },
          { name: "Remote", isMain: false },
        ],
      },
    ],
    roles: [
      { name: "Administrator", administrator: true },
      { name: "Technician", administrator: false },
    ],
    users: alderFinchDeskUsers(),
    agents: [
      ...brightwaterAgents(),
      {
        name: "João Silva",
        firstName: "João",
        lastName: "Silva",
        email: joaoEmail,
        title: "IT contractor",
        roles: ["Administrator"],
        administrator: true,
        userEmail: joaoEmail,
      },
    ],
  };
}
