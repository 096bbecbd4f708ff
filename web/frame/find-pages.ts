import type { Permission } from "../../src/api/v1/shapes/session.ts";
import { settingsAreas } from "../pages/settings/settings-areas.ts";
import type { Hit } from "./group-hits.ts";

interface PageEntry {
  readonly title: string;
  readonly subtitle: string;
  readonly href: string;
  readonly needs: Permission | null;
  /** Other words that people look for it by, HaloPSA's among them. */
  readonly aliases: readonly string[];
}

const pages: readonly PageEntry[] = [
  {
    title: "Home",
    subtitle: "What waits, what broke, what changed",
    href: "/",
    needs: "directories:read",
    aliases: ["start", "dashboard"],
  },
  {
    title: "Directories",
    subtitle: "Every connected directory and how it fares",
    href: "/directories",
    needs: "directories:read",
    aliases: ["identity management", "integrations", "connections", "google workspace", "entra", "azure", "user sync", "configuration"],
  },
  {
    title: "Connect a directory",
    subtitle: "The set-up guide, step by step",
    href: "/directories/new",
    needs: "directories:edit",
    aliases: ["new connection", "google", "set up", "integrations"],
  },
  {
    title: "Waiting for you",
    subtitle: "Approvals, people to decide, what failed",
    href: "/waiting",
    needs: "directories:read",
    aliases: ["approvals", "pending", "failed", "errors"],
  },
  {
    title: "People to decide",
    subtitle: "Who could be whom",
    href: "/decide",
    needs: "directories:read",
    aliases: ["duplicates", "matching", "conflicts", "questions"],
  },
  {
    title: "Runs",
    subtitle: "Every import, with undo",
    href: "/runs",
    needs: "directories:read",
    aliases: ["imports", "history", "undo", "log"],
  },
  {
    title: "Why",
    subtitle: "What happens to a person, and why",
    href: "/why",
    needs: "directories:read",
    aliases: ["explain", "troubleshoot", "what if"],
  },
  {
    title: "Tickets",
    subtitle: "What people asked for, and how it stands",
    href: "/tickets",
    needs: "tickets:read",
    aliases: ["requests", "incidents", "queue", "service desk", "faults"],
  },
  {
    title: "New ticket",
    subtitle: "Open a ticket for somebody",
    href: "/tickets/new",
    needs: "tickets:edit",
    aliases: ["create ticket", "log a ticket", "raise a ticket", "new request"],
  },
  {
    title: "Users",
    subtitle: "People whom the desk serves",
    href: "/users",
    needs: "users:read",
    aliases: ["people", "end users", "contacts"],
  },
  {
    title: "Agents",
    subtitle: "Staff who work on the desk",
    href: "/agents",
    needs: "agents:read",
    aliases: ["people", "technicians", "staff"],
  },
  {
    title: "Customers",
    subtitle: "Customers and their sites",
    href: "/customers",
    needs: "customers:read",
    aliases: ["clients", "companies", "organisations", "sites"],
  },
  {
    title: "Sites",
    subtitle: "Locations of all customers",
    href: "/sites",
    needs: "customers:read",
    aliases: ["locations", "offices", "branches"],
  },
  {
    title: "Assets",
    subtitle: "Devices and other things that the desk looks after",
    href: "/assets",
    needs: "assets:read",
    aliases: ["devices", "configuration items", "computers", "equipment", "inventory"],
  },
  {
    title: "Seats",
    subtitle: "Bought, assigned and billed, side by side",
    href: "/seats",
    needs: "licences:read",
    aliases: ["licences", "licenses", "billing"],
  },
  {
    title: "Subscriptions",
    subtitle: "What is bought by the seat for customers",
    href: "/subscriptions",
    needs: "licences:read",
    aliases: ["contracts", "agreements", "renewals"],
  },
  {
    title: "Software licences",
    subtitle: "Licences that users and assets hold",
    href: "/software-licences",
    needs: "licences:read",
    aliases: ["licences", "licenses", "software licensing"],
  },
  {
    title: "Recurring invoices",
    subtitle: "Invoices that come again, with a preview of the next",
    href: "/recurring-invoices",
    needs: "invoices:read",
    aliases: ["billing", "invoices", "contracts"],
  },
  {
    title: "Settings",
    subtitle: "How the desk works",
    href: "/settings",
    needs: "settings:read",
    aliases: ["configuration", "set up", "options", "preferences"],
  },
  {
    title: "API reference",
    subtitle: "Everything that programs can ask",
    href: "/reference",
    needs: null,
    aliases: ["openapi", "rest", "developers"],
  },
];

const settingsPages: readonly PageEntry[] = settingsAreas.flatMap(({ entries }) =>
  entries.map(({ title, says, href, needs, aliases }) => ({ title, subtitle: says, href, needs, aliases: ["settings", ...aliases] })),
);

/** Three letters: shorter beginnings are everywhere. */
const shortest = 3;

/** Pages whose name, or one of its other names, has a word that begins with what was typed. */
export function findPages(typed: string, permissions: readonly Permission[]): readonly Hit[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted.length < shortest) return [];
  return [...pages, ...settingsPages]
    .filter(({ needs }) => needs === null || permissions.includes(needs))
    .filter(({ title, aliases }) => [title.toLocaleLowerCase(), ...aliases].some((name) => ` ${name}`.includes(` ${wanted}`)))
    .map(({ title, subtitle, href }) => ({ kind: "page", title, subtitle, href, isActive: true }));
}
