import { Alert, Anchor, Checkbox, Stack, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { useMe } from "../../session.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ConnectOutcome } from "./connect-outcome.tsx";
import { ConsentProblems } from "./consent-problems.tsx";
import { ConsoleLink } from "./console-link.tsx";
import { OauthForm } from "./oauth-form.tsx";
import { OauthInstructions } from "./oauth-instructions.tsx";
import { useSampleApps } from "./queries.ts";
import { ServiceAccountForm } from "./service-account-form.tsx";
import { ServiceAccountInstructions } from "./service-account-instructions.tsx";
import styles from "./set-up.module.css";

interface ConnectStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** What to do in Google, what to paste here, and how it came out. */
export function ConnectStep({ connection, isCurrent }: ConnectStepProps) {
  const me = useMe();
  const samples = useSampleApps(me.isDemo);
  const isSandbox = samples.data !== undefined && connection.endpoints.accounts.startsWith(samples.data.sandbox);
  const sample = isSandbox ? samples.data : undefined;
  const isOauth = connection.signIn.kind === "oauthClient";
  if (me.isDemo && samples.isPending) return <Reading what="the sandbox’s sample apps" />;
  return (
    <Stack gap="lg">
      {connection.pausedBecause !== null && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title="Paused">
          <Text style={{ overflowWrap: "anywhere" }}>{connection.pausedBecause}</Text>
          <Text size="sm" mt={4}>
            Scheduled imports wait until you have connected again; nobody is touched meanwhile.
          </Text>
        </Alert>
      )}
      {connection.lastAttempt !== null && <ConnectOutcome connection={connection} attempt={connection.lastAttempt} />}
      <details className={styles.fold} open={connection.state !== "connected" && sample === undefined}>
        <summary>
          {sample === undefined
            ? "What to do in Google, once"
            : "What you would do in Google. The sandbox plays it, and has this prepared."}
        </summary>
        {isOauth ? <OauthInstructions connection={connection} /> : <ServiceAccountInstructions connection={connection} />}
      </details>
      {isOauth ? (
        <OauthForm connection={connection} isCurrent={isCurrent} sample={sample} />
      ) : (
        <ServiceAccountForm connection={connection} isCurrent={isCurrent} sample={sample} />
      )}
      {isOauth && !connection.missing.includes("credentials") && <ConsentProblems connection={connection} />}
      {isCurrent && connection.state === "connected" && (
        <Text size="sm">
          <Anchor underline="always" component={PathLink} href={`/directories/${connection.id}/set-up`} inherit>
            Stay connected as you are, and go on
          </Anchor>
        </Text>
      )}
      {isOauth && connection.state === "connected" && <PublishNotice connectionId={connection.id} />}
    </Stack>
  );
}

/** Stays until somebody ticks it off: Google tells nobody whether an app was published. */
function PublishNotice({ connectionId }: { readonly connectionId: number }) {
  const [isPublished, setIsPublished] = useLocalStorage({ key: `muster-published-${connectionId}`, defaultValue: false });
  if (isPublished) return null;
  return (
    <Alert variant="light" color="yellow" title="Is the app published?">
      <Text size="sm" mb="xs">
        An External app in testing loses the permission after seven days. Publish it under <ConsoleLink to="audience">Audience</ConsoleLink>
        , then connect once more. An Internal app needs nothing.
      </Text>
      <Checkbox size="sm" label="Published, or Internal: don’t remind me in this browser" onChange={() => setIsPublished(true)} />
    </Alert>
  );
}
