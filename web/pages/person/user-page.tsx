import { PersonPage } from "./person-page.tsx";

/** A user of the desk. */
export function UserPage() {
  return <PersonPage entity="user" />;
}
