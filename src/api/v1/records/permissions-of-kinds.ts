import type { Permission } from "../../../model/permission.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../../model/records/kind.ts";

/** Kinds whose endpoints are built from their description alone; people and tickets are saved in their own ways. */
export const plainKinds: readonly RecordKind[] = Object.values(deskKinds).filter(
  ({ name }) => !["user", "agent", "ticket", "customer", "site"].includes(name),
);

/** Who may call the endpoints of the kinds. What set-up there is anybody may read who is signed in: forms offer it as choices. */
export const permissionsOfKinds: Readonly<Record<string, Permission | "signedIn">> = Object.fromEntries(
  [...plainKinds, deskKinds.customer, deskKinds.site].flatMap(({ path, right }): [string, Permission | "signedIn"][] => {
    const reads = right === "settings" ? "signedIn" : (`${right}:read` as const);
    return [
      [`GET /${path}`, reads],
      [`POST /${path}`, `${right}:edit`],
      [`GET /${path}/:id`, reads],
      [`PATCH /${path}/:id`, `${right}:edit`],
      [`DELETE /${path}/:id`, `${right}:all`],
      [`GET /${path}/:id/history`, `${right}:read`],
    ];
  }),
);
