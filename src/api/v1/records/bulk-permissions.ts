import type { Permission } from "../../../model/permission.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { plainKinds } from "./permissions-of-kinds.ts";

/** Kinds of which many are changed at once in one way; tickets have a way of their own. */
export const bulkKinds: readonly RecordKind[] = [...plainKinds, deskKinds.customer, deskKinds.site, deskKinds.user, deskKinds.agent];

/** Who may change many records at once. Deleting them asks for more, which the endpoint checks. */
export const permissionsOfBulk: Readonly<Record<string, Permission | "signedIn">> = Object.fromEntries(
  bulkKinds.flatMap(({ path, right }): [string, Permission | "signedIn"][] => [
    [`POST /${path}/bulk`, `${right}:edit`],
    [`POST /${path}/bulk/csv`, right === "settings" ? "signedIn" : `${right}:read`],
  ]),
);
