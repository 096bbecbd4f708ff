import type { Permission } from "../../src/api/v1/shapes/session.ts";
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
    title: "Users",
    subtitle: "People whom the desk serves",
    href: "/users",
    needs: "desk:read",
    aliases: ["people", "end users", "contacts"],
  },
  {
    title: "Agents",
    subtitle: "Staff who work on the desk",
    href: "/agents",
    needs: "desk:read",
    aliases: ["people", "technicians", "staff"],
  },
  {
    title: "Customers",
    subtitle: "Customers and their sites",
    href: "/customers",
    needs: "desk:read",
    aliases: ["clients", "companies", "organisations", "sites"],
  },
  {
    title: "API reference",
    subtitle: "Everything that programs can ask",
    href: "/reference",
    needs: null,
    aliases: ["openapi", "rest", "developers"],
  },
];

/** Three letters: shorter beginnings are everywhere. */
const shortest = 3;

/** Pages whose name, or one of its other names, has a word that begins with what was typed. */
export function findPages(typed: string, permissions: readonly Permission[]): readonly Hit[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted.length < shortest) return [];
  return pages
    .filter(({ needs }) => needs === null || permissions.includes(needs))
    .filter(({ title, aliases }) => [title.toLocaleLowerCase(), ...aliases].some((name) => ` ${name}`.includes(` ${wanted}`)))
    .map(({ title, subtitle, href }) => ({ kind: "page", title, subtitle, href, isActive: true }));
}
