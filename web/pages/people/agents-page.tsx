import { PeoplePage } from "./people-page.tsx";

/** Everybody who works on the desk. */
export function AgentsPage() {
  return <PeoplePage entity="agent" />;
}
