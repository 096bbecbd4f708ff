import type { Because, Warning } from "../model/change.ts";
import type { DeactivatedBecause, DeskRecord, Entity, Grant, LinkState } from "../model/desk.ts";
import type { Standing } from "../model/person.ts";
import type { ConnectionSettings } from "../model/settings.ts";

/** Whether a record shall be active afterwards, and on what grounds. */
export interface ActivityPlan {
  readonly isActive: boolean;
  readonly deactivatedBecause: DeactivatedBecause | null;
  readonly because: readonly Because[];
  readonly warnings: readonly Warning[];
}

export interface ActivityFacts {
  readonly entity: Entity;
  readonly standing: Standing;
  readonly record: DeskRecord | null;
  readonly state: LinkState | null;
  readonly settings: ConnectionSettings;
  /** What the record holds once this plan is applied. */
  readonly holds: readonly Grant[];
  readonly gains: readonly Grant[];
}

/**
 * Plans whether a record is active (G8, G15). An account that the directory shuts out makes an agent inactive, and a user where the
 * switch says so. A record that this connection made inactive comes back with its cause; one that a person made inactive stays so.
 */
export function planActivity(facts: ActivityFacts): ActivityPlan {
  const isActive = facts.record?.isActive ?? true;
  const cause = causeOfInactivity(facts);
  const past = facts.state?.deactivatedBecause ?? null;
  if (cause !== null) {
    const because = becauseOf(cause, facts.standing);
    return isActive
      ? { isActive: false, deactivatedBecause: cause, because, warnings: [] }
      : { isActive, deactivatedBecause: past, because: [], warnings: [] };
  }
  if (isActive) return { isActive, deactivatedBecause: null, because: [], warnings: [] };
  if (past === null && !gainsActiveRole(facts)) return { isActive, deactivatedBecause: null, because: [], warnings: ["inactiveByHand"] };
  if (facts.standing !== "active") return { isActive, deactivatedBecause: past, because: [], warnings: [] };
  const because: Because =
    past === null || past === "noActiveRole" ? { kind: "activation", becomes: "active" } : { kind: "backAgain", after: past };
  return { isActive: true, deactivatedBecause: null, because: [because], warnings: [] };
}

function causeOfInactivity(facts: ActivityFacts): DeactivatedBecause | null {
  const { entity, standing, settings, record } = facts;
  if (standing !== "active" && (entity === "agent" || settings.deactivatesSuspendedUsers)) return standing;
  if (entity !== "agent" || !settings.agentActivation.isOn || record?.isApiOnly === true) return null;
  return facts.holds.some((grant) => isActiveRole(grant, settings)) ? null : "noActiveRole";
}

function gainsActiveRole({ entity, gains, settings }: ActivityFacts): boolean {
  return entity === "agent" && settings.agentActivation.isOn && gains.some((grant) => isActiveRole(grant, settings));
}

function isActiveRole(grant: Grant, settings: ConnectionSettings): boolean {
  return grant.kind === "agentRole" && settings.agentActivation.roleIds.includes(grant.id);
}

function becauseOf(cause: DeactivatedBecause, standing: Standing): readonly Because[] {
  if (cause === "noActiveRole") return [{ kind: "activation", becomes: "inactive" }];
  return standing === "active" ? [] : [{ kind: "standing", standing }];
}
