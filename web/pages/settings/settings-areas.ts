import type { Permission } from "../../../src/model/permission.ts";
import { settingsKinds } from "./settings-kinds.ts";

/** A page below Settings. */
export interface SettingsEntry {
  readonly title: string;
  readonly says: string;
  readonly href: string;
  readonly needs: Permission;
  /** Other words that people look for it by, HaloPSA's among them. */
  readonly aliases: readonly string[];
}

export interface SettingsArea {
  readonly title: string;
  readonly entries: readonly SettingsEntry[];
}

function kindEntry(path: string, needs: Permission, aliases: readonly string[] = []): SettingsEntry {
  const kind = settingsKinds.find((one) => one.path === path);
  return { title: kind?.title ?? path, says: kind?.subtitle ?? "", href: `/settings/${path}`, needs, aliases };
}

/** Everything that is set up, in the order in which a new desk comes by it. */
export const settingsAreas: readonly SettingsArea[] = [
  {
    title: "People",
    entries: [
      kindEntry("agent-roles", "access:read", ["roles", "permissions", "rights", "configuration"]),
      kindEntry("user-roles", "settings:read", ["roles", "vip", "end user roles"]),
      kindEntry("teams", "agents:read", ["departments", "sections"]),
      kindEntry("cabs", "agents:read", ["cab", "change advisory", "approvals"]),
      kindEntry("cab-roles", "agents:read", ["cab"]),
    ],
  },
  {
    title: "Tickets",
    entries: [
      kindEntry("ticket-types", "settings:read", ["request types", "configuration"]),
      kindEntry("ticket-statuses", "settings:read", ["status", "workflow"]),
      kindEntry("priorities", "settings:read", ["priority"]),
      {
        title: "Categories",
        says: "What tickets are about, as a tree.",
        href: "/settings/categories",
        needs: "settings:read",
        aliases: ["category"],
      },
      kindEntry("impacts", "settings:read"),
      kindEntry("urgencies", "settings:read"),
      kindEntry("outcomes", "settings:read", ["actions"]),
      kindEntry("slas", "settings:read", ["service level", "targets"]),
      kindEntry("working-hours", "settings:read", ["workdays", "holidays", "calendar"]),
      kindEntry("ticket-templates", "settings:read", ["templates"]),
    ],
  },
  {
    title: "Assets",
    entries: [
      kindEntry("asset-types", "settings:read", ["asset fields", "configuration items"]),
      kindEntry("asset-groups", "settings:read"),
      kindEntry("asset-statuses", "settings:read"),
    ],
  },
  {
    title: "The desk",
    entries: [
      {
        title: "Custom fields",
        says: "Fields of your own for users, agents, customers, sites, assets and tickets.",
        href: "/settings/custom-fields",
        needs: "settings:read",
        aliases: ["fields", "additional fields"],
      },
      {
        title: "Mail",
        says: "The server that sends what tickets tell people, and what waits to be sent.",
        href: "/settings/mail",
        needs: "settings:read",
        aliases: ["smtp", "email", "e-mail", "outgoing mail", "mailbox"],
      },
      {
        title: "Take-over",
        says: "Customers, sites, users, agents and assets from files of another system.",
        href: "/settings/take-over",
        needs: "settings:all",
        aliases: ["import csv", "migration", "csv import", "data import", "upload"],
      },
      {
        title: "Audit log",
        says: "Every change: who, when, before and after.",
        href: "/settings/audit",
        needs: "settings:read",
        aliases: ["history", "log", "changes"],
      },
    ],
  },
  {
    title: "Programs",
    entries: [
      {
        title: "API applications",
        says: "Programs that may call Muster: their secrets, what they may do, when they last did.",
        href: "/settings/applications",
        needs: "access:read",
        aliases: ["halopsa api", "client id", "client secret", "oauth", "scopes", "keys"],
      },
      {
        title: "Webhooks",
        says: "Programs that Muster tells what happens.",
        href: "/settings/webhooks",
        needs: "access:read",
        aliases: ["events", "notifications", "deliveries"],
      },
    ],
  },
];
