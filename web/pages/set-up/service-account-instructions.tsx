import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { ConsoleLink } from "./console-link.tsx";
import { ScopeList } from "./scope-list.tsx";
import styles from "./set-up.module.css";

/** What to do in Google for a service account, in order. */
export function ServiceAccountInstructions({ connection }: { readonly connection: ConnectionView }) {
  return (
    <ol className={styles.instructions} aria-label="In Google, once">
      <li>
        <ConsoleLink to="newProject">Make a project</ConsoleLink> in the Google Cloud console, or take one that you have.
      </li>
      <li>
        In that project, enable the <ConsoleLink to="adminSdk">Admin SDK API</ConsoleLink>.
      </li>
      <li>
        <ConsoleLink to="serviceAccounts">IAM & Admin › Service accounts</ConsoleLink> › <i>Create</i>. It needs no role in the project.
        Note its <b>Unique ID</b>, a number.
      </li>
      <li>
        On the service account: <i>Keys › Add key › Create new key</i>, type <b>JSON</b>. Google downloads the file once.
      </li>
      <li>
        Admin console, as a super administrator: <ConsoleLink to="delegation">Domain-wide delegation</ConsoleLink> › <i>Add new</i>. Client
        ID: the Unique ID. OAuth scopes, all of them, since one that is missing makes Google refuse everything:
        <ScopeList scopes={connection.scopes} joinedBy="," />
      </li>
      <li>
        Decide on whose behalf it reads: an administrator with the privileges <i>Users › Read</i>, <i>Groups › Read</i>,{" "}
        <i>Organizational units › Read</i> and <i>Schema management › Read</i> (<ConsoleLink to="roles">Admin roles</ConsoleLink>). An
        account of its own is best, so that nobody’s departure ends the imports.
      </li>
      <li>
        <b>Wait.</b> A delegation may take from some minutes to some hours to work.
      </li>
    </ol>
  );
}
