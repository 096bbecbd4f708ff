import { z } from "@hono/zod-openapi";
import { FieldValue } from "../../../model/desk.ts";
import { RecordId, WholeNumber } from "../shapes/common.ts";

const values = z.record(z.string(), FieldValue.nullable());
const given = { values, isActive: z.boolean().optional(), isProtected: z.boolean().optional() };

/** A user to put on the desk by hand: `values` has fields and `custom.<key>`; name or e-mail is needed. */
export const UserToCreate = z
  .strictObject({
    ...given,
    siteId: WholeNumber,
    managerId: WholeNumber.nullable().optional(),
    /** The agent who is the same person. */
    agentId: WholeNumber.nullable().optional(),
  })
  .openapi("UserToCreate");

/** An agent to put on the desk by hand. Without roles nobody may do anything: give them next. */
export const AgentToCreate = z
  .strictObject({ ...given, licence: z.enum(["named", "concurrent"]).optional(), isApiOnly: z.boolean().optional() })
  .openapi("AgentToCreate");

const Held = z.object({
  id: z.number().int(),
  name: z.string(),
  /** `hand`, or what of a directory gave it: `mapping`, `group`, `noManager`. */
  source: z.string(),
  connectionId: z.number().int().nullable(),
  connection: z.string().nullable(),
  cabRoleId: z.number().int().nullable(),
  cabRole: z.string().nullable(),
});

/** Everything that somebody holds, each with where it came from. Only what hands gave can be changed by hand. */
export const HeldGrantsView = z
  .object({ roles: z.array(Held), cabs: z.array(Held), teams: z.array(z.object({ id: z.number().int(), name: z.string() })) })
  .openapi("HeldGrants");

const ids = z.array(z.number().int().min(1).max(2_147_483_647)).max(1000);

export const RolesToSave = z.strictObject({ roleIds: ids }).openapi("RolesToSave");
export const TeamsToSave = z.strictObject({ teamIds: ids }).openapi("TeamsToSave");
export const CabsToSave = z
  .strictObject({ cabs: z.array(z.strictObject({ cabId: WholeNumber, cabRoleId: WholeNumber.nullable() })).max(1000) })
  .openapi("CabsToSave");

export const CabMembersView = z
  .object({
    items: z.array(
      z.object({
        agentId: z.number().int(),
        name: z.string(),
        email: z.string(),
        isActive: z.boolean(),
        cabRoleId: z.number().int().nullable(),
        cabRole: z.string().nullable(),
        source: z.string(),
        connectionId: z.number().int().nullable(),
        connection: z.string().nullable(),
      }),
    ),
  })
  .openapi("CabMembers");

/** What an erasure would take away and leave, in sentences; and why it can't be done now, with the cure. */
export const ErasureView = z
  .object({
    name: z.string(),
    becomes: z.string(),
    goes: z.array(z.string()),
    stays: z.array(z.string()),
    refusedBecause: z.string().nullable(),
  })
  .openapi("Erasure");

export const ErasureToDo = z
  .strictObject({ reason: z.string().trim().min(1, "is missing: the log keeps it").max(500) })
  .openapi("ErasureToDo");

export const PersonParam = z.object({ id: RecordId });
