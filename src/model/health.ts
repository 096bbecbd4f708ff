import { z } from "zod";

/** How a connection fares, worst first. */
export const ConnectionHealth = z.enum(["failing", "paused", "waiting", "notConnected", "disconnected", "healthy"]);
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;
