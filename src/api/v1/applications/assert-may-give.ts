import { assertGivesNoMore } from "../../../access/check-application.ts";
import { listAgentPermissions } from "../../../access/list-agent-permissions.ts";
import { getApplication } from "../../../access/list-applications.ts";
import type { ApplicationPatch, ApplicationToCreate } from "../../../model/application.ts";
import { Forbidden } from "../../../model/errors.ts";
import type { Db } from "../../../store/open-database.ts";
import type { Caller } from "../../caller.ts";

/**
 * Keeps a caller from making an application that may do more than they may themselves. One that acts for whoever signs in may do no more
 * than they, and needs no look.
 * @throws Forbidden
 */
export async function assertMayGive(
  db: Db,
  caller: Caller,
  application: Pick<ApplicationToCreate, "scopes" | "agentId" | "userId">,
): Promise<void> {
  if (application.userId !== null && !caller.permissions.includes("tickets:edit"))
    throw new Forbidden(
      "An application that acts as a user can work on their tickets. You may not: ask somebody with the permission tickets:edit.",
    );
  if (application.agentId === null) return;
  const actingAgent = await listAgentPermissions(db, application.agentId);
  assertGivesNoMore({ scopes: application.scopes, actingAgent, own: caller.permissions });
}

/**
 * As `assertMayGive`, for an application that is there, as it is now and as a change would make it: who may change it, or read its new
 * secret, could act by it.
 * @throws Forbidden, NotFound
 */
export async function assertMayHold(
  db: Db,
  caller: Caller,
  { id, patch }: { readonly id: number; readonly patch: ApplicationPatch },
): Promise<void> {
  const known = await getApplication(db, id);
  const { agentId = known.agentId, userId = known.userId, scopes = [...known.scopes] } = patch;
  await assertMayGive(db, caller, { ...known, scopes: [...known.scopes] });
  await assertMayGive(db, caller, { agentId, userId, scopes });
}
