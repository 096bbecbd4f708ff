import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";

interface Obstacle {
  readonly says: string;
  readonly cure: { readonly verb: string; readonly href: string } | null;
}

/** Why an import could only fail now, and what cures it; null when nothing stands in its way. */
export function findObstacle(connection: ConnectionView, way: "manual" | "scheduled" | "replan", isAllowed: boolean): Obstacle | null {
  const home = `/directories/${connection.id}`;
  if (!isAllowed) return { says: "Starting imports needs the permission to edit directories.", cure: null };
  if (connection.state === "new" || connection.state === "disconnected")
    return { says: `${connection.name} is not connected.`, cure: { verb: "Connect it", href: `${home}/set-up` } };
  if (connection.missing.includes("mappings"))
    return {
      says: "Without a rule nobody is imported. Most start with: everyone active → main site.",
      cure: { verb: "Who goes where", href: `${home}/who-goes-where` },
    };
  if (connection.state === "paused" && way === "scheduled")
    return {
      says: `The schedule is paused: ${connection.pausedBecause ?? "its sign-in was refused."}`,
      cure: { verb: "Reconnect", href: home },
    };
  if (connection.liveRunId !== null)
    return {
      says: "Another run is at work on this connection.",
      cure: { verb: `See run ${connection.liveRunId}`, href: `/runs/${connection.liveRunId}` },
    };
  if (way === "replan" && connection.lastRead === null) return { says: "There is no copy yet: nothing was read so far.", cure: null };
  return null;
}
