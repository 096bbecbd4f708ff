import { PeoplePage } from "./people-page.tsx";

/** Everybody whom the desk serves. */
export function UsersPage() {
  return <PeoplePage entity="user" />;
}
