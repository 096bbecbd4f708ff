import { PersonPage } from "./person-page.tsx";

/** An agent: a member of staff who works tickets. */
export function AgentPage() {
  return <PersonPage entity="agent" />;
}
