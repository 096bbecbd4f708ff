import type { Permission } from "../model/permission.ts";
import type { SignInAgent } from "./sign-in/find-sign-in-agent.ts";

/** A program that calls, with a token of our own OAuth server. */
export interface CallingApplication {
  readonly id: number;
  readonly name: string;
}

/** Whom the desk serves, calling for themselves. `sees` is how far their roles let them look. */
export interface CallingUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly siteId: number;
  readonly customerId: number;
  readonly sees: "own" | "site" | "customer";
}

/**
 * Who makes a request: an agent or a user, by themselves or through an application. `permissions` are what the caller may do here:
 * the agent's, and of those only what the application's token was given. A user has none; what users may call is another table.
 */
export type Caller =
  | {
      readonly kind: "agent";
      readonly agent: SignInAgent;
      readonly application: CallingApplication | null;
      readonly permissions: readonly Permission[];
    }
  | {
      readonly kind: "user";
      readonly user: CallingUser;
      readonly application: CallingApplication | null;
      readonly permissions: readonly Permission[];
    };

/** What the audit log says of who did it: `Owen`, or `n8n for Owen`. */
export function nameCaller(caller: Caller): string {
  const name = caller.kind === "agent" ? caller.agent.name : caller.user.name;
  return caller.application === null ? name : `${caller.application.name} for ${name}`;
}
