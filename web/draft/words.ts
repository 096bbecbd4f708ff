import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CatalogueView, ConnectionSettings } from "../../src/api/v1/shapes/settings.ts";
import { explainCondition } from "../../src/core/explain-condition.ts";
import { explainSite, type Names } from "../../src/core/explain-names.ts";
import type { Mapping } from "../../src/model/settings.ts";
import { catalogueQuery } from "../queries/connection.ts";

/** Names for screens. `isRead` is false until the desk's catalogue is there: a number then says nothing yet. */
export interface ScreenNames extends Names {
  readonly isRead: boolean;
}

/** What numbers in settings are called. */
export function useNames(connectionId: number, settings: ConnectionSettings): ScreenNames {
  const catalogue = useQuery(catalogueQuery()).data;
  return useMemo(() => createNames(connectionId, settings, catalogue), [connectionId, settings, catalogue]);
}

function createNames(connectionId: number, settings: ConnectionSettings, catalogue: CatalogueView | undefined): ScreenNames {
  const named = (list: readonly { readonly id: number; readonly name: string }[] = []) => new Map(list.map(({ id, name }) => [id, name]));
  return {
    isRead: catalogue !== undefined,
    connectionId,
    directory: "Google",
    catalogue: {
      sites: new Map(catalogue?.sites.map(({ id, name, customer }) => [id, { name, customer }])),
      userRoles: named(catalogue?.userRoles),
      agentRoles: new Map(catalogue?.agentRoles.map(({ id, name, isAdministrator }) => [id, { name, isAdministrator }])),
      cabs: named(catalogue?.cabs),
      cabRoles: named(catalogue?.cabRoles),
      customFields: [],
    },
    settings,
    groups: new Map(),
  };
}

/** Whom a rule speaks of: `everyone`, or its condition in words. */
export function sayCondition({ filter, part }: Pick<Mapping, "filter" | "part">, names: Names): string {
  const condition = filter === null ? "everyone" : explainCondition(filter, names);
  return part === null ? condition : `in directory ${part}: ${condition}`;
}

/** Where a rule leads, in a few words. */
export function sayDestination({ destination }: Pick<Mapping, "destination">, names: ScreenNames): string {
  switch (destination.kind) {
    case "leaveOut":
      return "Leave out";
    case "site":
      return names.isRead ? explainSite(destination.siteId, names) : "…";
    case "agent": {
      const role = destination.agentRoleId === null ? undefined : names.catalogue.agentRoles.get(destination.agentRoleId);
      return role === undefined ? "Agents" : `Agents, role ${role.name}`;
    }
  }
}
