import { z } from "zod";

/** What happens on the desk and can be told to other programs by a webhook. `user.deactivated` comes beside `user.updated`. */
export const EventName = z.enum([
  "ticket.created",
  "ticket.updated",
  "ticket.closed",
  "ticket.action",
  "user.created",
  "user.updated",
  "user.deactivated",
  "user.deleted",
  "agent.created",
  "agent.updated",
  "agent.deactivated",
  "agent.deleted",
  "asset.created",
  "asset.updated",
  "asset.deleted",
  "run.waiting",
  "run.applied",
  "run.failed",
  "run.undone",
]);
export type EventName = z.infer<typeof EventName>;

/** The kind of record that an event is about: `ticket` of `ticket.created`. */
export function subjectOf(name: EventName): "ticket" | "user" | "agent" | "asset" | "run" {
  // Every name is a subject, a full stop and a verb.
  return name.split(".")[0] as "ticket" | "user" | "agent" | "asset" | "run";
}
