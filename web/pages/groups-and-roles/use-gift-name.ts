import { useQuery } from "@tanstack/react-query";
import type { Gift } from "../../../src/model/settings.ts";
import { catalogueQuery } from "../../queries/connection.ts";

/** What people call a role or a board, with the role on it. */
export function useGiftName(): (gift: Gift) => string {
  const { data } = useQuery(catalogueQuery());
  const nameIn = (list: readonly { readonly id: number; readonly name: string }[] | undefined, id: number) =>
    list?.find((one) => one.id === id)?.name ?? `#${id}`;
  return (gift) => {
    switch (gift.kind) {
      case "agentRole":
        return nameIn(data?.agentRoles, gift.roleId);
      case "userRole":
        return nameIn(data?.userRoles, gift.roleId);
      case "cab": {
        const role = gift.cabRoleId === null ? "" : ` as ${nameIn(data?.cabRoles, gift.cabRoleId)}`;
        return `${nameIn(data?.cabs, gift.cabId)}${role}`;
      }
    }
  };
}
