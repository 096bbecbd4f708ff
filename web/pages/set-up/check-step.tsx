import { Alert, Anchor, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import type { ConnectionCheck, ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { CheckOutcome, canRead } from "./check-outcome.tsx";
import { ContinueButton } from "./continue-button.tsx";
import { PeopleSample } from "./people-sample.tsx";
import { useCheck } from "./queries.ts";

interface CheckStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** What the connection may read, tried when the step opens, and a few people as Muster understands them. */
export function CheckStep({ connection, isCurrent }: CheckStepProps) {
  const check = useCheck(connection.id);
  return (
    <Stack gap="md">
      {check.isFetching && (
        <div role="status">
          <Text size="sm" mb="xs">
            Asking {connection.type} what may be read…
          </Text>
          <Skeleton height={140} />
        </div>
      )}
      {check.isError && !check.isFetching && <ProblemAlert error={check.error} onRetry={() => void check.refetch()} />}
      {check.data !== undefined && !check.isFetching && <Outcome check={check.data} connection={connection} />}
      <Group>
        {isCurrent && (
          <ContinueButton
            connectionId={connection.id}
            to="rules"
            isDisabled={check.isFetching || !canRead(check.data)}
            because={check.isFetching ? null : "Users can’t be read, so there is nothing to go on with. Cure that first."}
          />
        )}
        <Button variant="default" onClick={() => void check.refetch()} loading={check.isFetching}>
          Check again
        </Button>
      </Group>
    </Stack>
  );
}

function Outcome({ check, connection }: { readonly check: ConnectionCheck; readonly connection: ConnectionView }) {
  return (
    <>
      {connection.lastAttempt?.isConnected === true && connection.lastAttempt.missing.length === 0 && (
        <Alert variant="light" color="green" role="status">
          {connection.lastAttempt.says}
        </Alert>
      )}
      <CheckOutcome check={check} connection={connection} />
      {check.sample.length > 0 && <PeopleSample people={check.sample} />}
      {canRead(check) && check.abilities.some(({ isGranted }) => !isGranted) && connection.signIn.kind === "oauthClient" && (
        <Text size="sm">
          Left a box unticked on Google’s page?{" "}
          <Anchor underline="always" component={PathLink} href={`/directories/${connection.id}/set-up?step=connect`} inherit>
            Reconnect
          </Anchor>
        </Text>
      )}
    </>
  );
}
