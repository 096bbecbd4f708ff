import { Alert, Text } from "@mantine/core";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { ConsoleLink } from "./console-link.tsx";
import { Copied } from "./copied.tsx";
import { ScopeList } from "./scope-list.tsx";
import styles from "./set-up.module.css";

/** What to do in Google before *Connect now*, in the order in which Google asks for it. */
export function OauthInstructions({ connection }: { readonly connection: ConnectionView }) {
  const { uri, refusedBecause } = connection.redirectUri;
  return (
    <ol className={styles.instructions} aria-label="In Google, once">
      <li>
        <ConsoleLink to="newProject">Make a project</ConsoleLink> in the Google Cloud console, of the organisation whose directory it is.
        One that you have will do.
      </li>
      <li>
        In that project, enable the <ConsoleLink to="adminSdk">Admin SDK API</ConsoleLink>. It is the only one that is needed.
      </li>
      <li>
        <ConsoleLink to="branding">Google Auth Platform › Branding</ConsoleLink>: a name for the app, and a <b>support e-mail</b> that
        somebody reads. Whoever signs in through this app sees it.
      </li>
      <li>
        <ConsoleLink to="audience">Audience</ConsoleLink>: <b>Internal</b> when the account that connects belongs to this organisation.{" "}
        <b>External</b> for accounts of other organisations, or when people shall sign in with it.
      </li>
      <li>
        <ConsoleLink to="dataAccess">Data access</ConsoleLink> › <i>Add or remove scopes</i>: add these. Where the list does not offer one,
        paste it under <i>Manually add scopes</i>. Save the page.
        <ScopeList scopes={connection.scopes} joinedBy={"\n"} />
      </li>
      <li>
        <ConsoleLink to="clients">Clients</ConsoleLink> › <i>Create client</i>, of the type <b>Web application</b>. Under{" "}
        <i>Authorized redirect URIs</i>, exactly:
        <Copied value={uri} label="Copy the redirect URI" />
        {refusedBecause !== null && (
          <Alert color="red" variant="light" mt="xs" title="Google will not take this address">
            {refusedBecause} Set the public address of this server (<code>MUSTER_PUBLIC_URL</code>), start it again, and come back here.
          </Alert>
        )}
      </li>
      <li>
        External, and not published yet: under <ConsoleLink to="audience">Audience › Test users</ConsoleLink> add the account that connects.
        What a test user permits ends after seven days.
      </li>
      <li>
        <b>Wait.</b> Google may take from 5 minutes to some hours to accept the redirect address. Until then it says{" "}
        <i>redirect_uri_mismatch</i>.
      </li>
      <li>
        Once it works, an External app: <ConsoleLink to="audience">Audience › Publish app</ConsoleLink>, then connect once more, since a
        permission from the test still ends after seven days.
        <Text size="sm" c="dimmed" mt={2}>
          Google may then warn that it has not verified the app. It is your own: <i>Advanced</i>, and go on.
        </Text>
      </li>
    </ol>
  );
}
