import type { Connection } from "../model/connection.ts";
import type { DeskCatalogue } from "../model/desk.ts";
import type { ConnectionSettings, Mapping } from "../model/settings.ts";

/** What numbers and ids are called, for one connection: all that explanations need besides the thing explained. */
export interface Names {
  readonly connectionId: number;
  /** What people call the directory: `Google`. */
  readonly directory: string;
  readonly catalogue: DeskCatalogue;
  readonly settings: Pick<ConnectionSettings, "mappings" | "groupMappings">;
  /** Names of groups by id, as last read. */
  readonly groups: ReadonlyMap<string, string>;
  /** Names of desk users by number, where somebody looked them up. */
  readonly userNames?: ReadonlyMap<number, string>;
}

interface Configured {
  readonly connection: Pick<Connection, "id" | "provider">;
  readonly settings: Names["settings"];
}

/** Gathers the names of a connection; group names that were never read come from the settings. */
export function createNames(configured: Configured, catalogue: DeskCatalogue, groups: ReadonlyMap<string, string> = new Map()): Names {
  const { connection, settings } = configured;
  return { connectionId: connection.id, directory: explainProvider(connection.provider), catalogue, settings, groups };
}

/** The directory type as people call it. */
export function explainProvider(provider: Connection["provider"]): string {
  return { google: "Google" }[provider];
}

/** A site's name; with its customer's where this connection's mappings don't keep to that one customer. */
export function explainSite(siteId: number | null, { catalogue, settings }: Names): string {
  if (siteId === null) return "no site";
  const site = catalogue.sites.get(siteId);
  if (site === undefined) return `site ${siteId}, which is gone`;
  const customers = settings.mappings.flatMap(({ destination }) =>
    destination.kind === "site" ? [catalogue.sites.get(destination.siteId)?.customer] : [],
  );
  return customers.every((customer) => customer === site.customer) ? site.name : `${site.name} (${site.customer})`;
}

/** A group's name as last read, else as the settings have it, else its id. */
export function explainGroup(groupId: string, { groups, settings }: Names, nameInSettings = ""): string {
  const mapped = settings.groupMappings.find((mapping) => mapping.groupId === groupId)?.groupName ?? "";
  const name = [groups.get(groupId) ?? "", nameInSettings, mapped].find((known) => known !== "");
  return `"${name ?? groupId}"`;
}

/** A mapping as sentences name it: `mapping 2 "Leeds studio"`. */
export function explainMapping(mapping: Pick<Mapping, "sequence" | "name">): string {
  return `mapping ${mapping.sequence} "${mapping.name}"`;
}

/** Where a mapping sends people. */
export function explainDestination({ destination }: Pick<Mapping, "destination">, names: Names): string {
  if (destination.kind === "leaveOut") return "left out on purpose";
  if (destination.kind === "site") return explainSite(destination.siteId, names);
  const role = destination.agentRoleId === null ? undefined : names.catalogue.agentRoles.get(destination.agentRoleId);
  return role === undefined ? "agents" : `agents, with role ${role.name}`;
}

/** A moment as explanations write it, the same on every machine: `21 Nov 2026 14:02 UTC`. */
export function explainTime(moment: Date): string {
  const iso = moment.toISOString();
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][moment.getUTCMonth()];
  return `${moment.getUTCDate()} ${month} ${moment.getUTCFullYear()} ${iso.slice(11, 16)} UTC`;
}

/** `1 person`, `2 people`. */
export function explainCount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function explainList(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** With a capital, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
