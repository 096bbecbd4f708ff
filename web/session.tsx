import { createContext, type ReactNode, useContext } from "react";
import type { Me, Permission } from "../src/api/v1/shapes/session.ts";

/** An agent who is signed in; the pages are for agents. */
export type AgentMe = Me & { readonly agent: NonNullable<Me["agent"]> };

const SessionContext = createContext<AgentMe | null>(null);

/** Everything below knows who is signed in. */
export function Session({ me, children }: { readonly me: AgentMe; readonly children: ReactNode }) {
  return <SessionContext value={me}>{children}</SessionContext>;
}

/** Who is signed in, and what they may do. Pages are drawn only when somebody is. */
export function useMe(): AgentMe {
  const me = useContext(SessionContext);
  if (me === null) throw new Error("A page was drawn although nobody is signed in.");
  return me;
}

/** What only those see who may use it. */
export function Allowed({ to, children }: { readonly to: Permission; readonly children: ReactNode }) {
  return useMe().permissions.includes(to) ? children : null;
}
