import type { ApplicationView } from "../../../src/api/v1/shapes/access.ts";
import { StateBadge } from "../../ui/state-badge.tsx";

/** Whether an application may call, and if not, why. */
export function ApplicationState({ application }: { readonly application: ApplicationView }) {
  const { isActive, expiresAt, agent, user, kind, actsAs } = application;
  const person = actsAs === "agent" ? agent : user;
  if (!isActive) return <StateBadge tone="neutral">switched off</StateBadge>;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) return <StateBadge tone="bad">expired</StateBadge>;
  if (kind === "services" && person === null) return <StateBadge tone="bad">acts as nobody any more</StateBadge>;
  if (kind === "services" && person?.isActive === false) return <StateBadge tone="bad">{person.name} is inactive</StateBadge>;
  return <StateBadge tone="good">active</StateBadge>;
}
