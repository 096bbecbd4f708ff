import type { Kysely } from "kysely";
import { Document, isMap, isScalar } from "yaml";
import { getConnection, listConnections } from "../connections/get-connection.ts";
import { canonicalJson } from "../core/canonical-json.ts";
import type { ConfigFile, FileConnection, FileDesk, FileEndpoints, FileSignIn } from "../model/config-file.ts";
import { type Connection, defaultPace, googleEndpoints } from "../model/connection.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { findSandbox } from "./compare-connection.ts";
import { describeSettings } from "./describe-settings.ts";
import { type DeskState, loadDesk } from "./desk-state.ts";

/**
 * Writes what is configured as a file: every connection with its settings, and the desk's records that mappings can name; no people. Secrets are
 * never in it: it refers to variables, whose names are made from the connection's. `only` names the one connection to write.
 * @throws NotFound for a connection that doesn't exist
 */
export async function exportConfig(db: Kysely<Tables>, { only }: { readonly only: string | null } = { only: null }): Promise<string> {
  const desk = await loadDesk(db);
  const stored = await listConnections(db);
  const chosen = only === null ? stored : [(await getConnection(db, only)).connection];
  const connections: FileConnection[] = [];
  const settings: ConnectionSettings[] = [];
  for (const connection of chosen) {
    const configured = await getConnection(db, connection.id);
    settings.push(configured.settings);
    connections.push({ ...describeConnection(connection), ...describeSettings(configured.settings, { desk, connections: stored }) });
  }
  const file: ConfigFile = { muster: 1, desk: describeDesk(only === null ? desk : keepNamed(desk, settings)), connections };
  return toText(file);
}

function describeConnection(connection: Connection): FileConnection {
  const endpoints = describeEndpoints(connection);
  return {
    name: connection.name,
    provider: connection.provider,
    signIn: describeSignIn(connection),
    ...(Object.keys(endpoints).length > 0 && { endpoints }),
    ...(canonicalJson(connection.pace) !== canonicalJson(defaultPace) && { pace: connection.pace }),
  };
}

function describeEndpoints({ endpoints }: Connection): FileEndpoints {
  const sandbox = findSandbox(endpoints);
  if (sandbox !== null) return { sandbox };
  const standard: Readonly<Record<string, string>> = googleEndpoints;
  return Object.fromEntries(Object.entries(endpoints).filter(([name, address]) => address !== standard[name]));
}

/** The variable that an exported file refers to, for a secret of a connection. */
function variableFor(connection: string, secret: string): string {
  const plain = connection
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return `MUSTER_${plain === "" ? "CONNECTION" : plain}_${secret}`;
}

function describeSignIn({ name, signIn }: Connection): FileSignIn {
  if (signIn.kind === "serviceAccount") return { serviceAccount: { key: { env: variableFor(name, "KEY") }, subject: signIn.subject } };
  return { oauthClient: { clientId: signIn.oauthClientId, clientSecret: { env: variableFor(name, "CLIENT_SECRET") } } };
}

function describeDesk(desk: DeskState): FileDesk {
  const all: FileDesk = {
    customers: desk.customers.map((customer) => ({
      name: customer.name,
      sites: customer.sites.map(({ name, isMain }) => ({ name, ...(isMain && { main: true }) })),
    })),
    userRoles: desk.userRoles.map(({ name, isVip }) => ({ name, ...(isVip && { vip: true }) })),
    agentRoles: desk.agentRoles.map(({ name, isAdministrator }) => ({ name, ...(isAdministrator && { administrator: true }) })),
    teams: desk.teams.map((team) => team.name),
    cabs: desk.cabs.map((cab) => cab.name),
    cabRoles: desk.cabRoles.map((role) => role.name),
    customFields: desk.customFields.map(({ options, ...field }) => ({ ...field, ...(options.length > 0 && { options }) })),
  };
  // Taking empty lists away leaves the same kind of object: every key of it may be absent.
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list !== undefined && list.length > 0)) as FileDesk;
}

/** One connection's file names the customers that it sends people to, and not the other ninety-nine. */
function keepNamed(desk: DeskState, settings: readonly ConnectionSettings[]): DeskState {
  const destinations = settings.flatMap((one) => one.mappings).map((mapping) => mapping.destination);
  const siteIds = new Set(destinations.map((destination) => (destination.kind === "site" ? destination.siteId : null)));
  return { ...desk, customers: desk.customers.filter((customer) => customer.sites.some((site) => siteIds.has(site.id))) };
}

const heading = ` Muster's configuration. Secrets are not in it: put them into the variables that are named under signIn, or leave those unset to
 keep the secrets that are stored. Groups stand with their ids, so that no directory has to be asked.`;

function toText(file: ConfigFile): string {
  const document = new Document(file);
  document.commentBefore = heading;
  if (isMap(document.contents)) for (const pair of document.contents.items.slice(1)) if (isScalar(pair.key)) pair.key.spaceBefore = true;
  return document.toString({ lineWidth: 0 });
}
