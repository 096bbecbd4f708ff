import { Alert, SimpleGrid, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useDraft } from "../../draft/use-draft.ts";
import { useMe } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { MatchingList } from "./matching-list.tsx";
import { useMatching } from "./queries.ts";

/** How desk records that are not linked yet are recognised, so that nobody is doubled. */
export function MatchingPage() {
  const connectionId = useConnectionId();
  const draft = useDraft(connectionId);
  const matching = useMatching(connectionId, draft.query.data === undefined ? undefined : draft.settings);
  const isReadOnly = !useMe().permissions.includes("directories:edit");
  return (
    <Page title="Matching" subtitle="How an account is found to be somebody who is on your desk already.">
      <Text maw="72ch">
        <b>The Google id comes first, always.</b> Whoever was linked once is recognised by it for good, whatever their name or address
        becomes. The lists below are for records that have no id yet: from a spreadsheet, typed by hand, from another system. They are tried
        in order; the first field that finds somebody decides. Whoever is found twice, has administrator rights, or belongs to another
        connection waits for a person: never a guess.
      </Text>
      {matching.isError && matching.data !== undefined && <ProblemAlert error={matching.error} onRetry={() => void matching.refetch()} />}
      <Loaded query={draft.query} reading="the settings">
        {() => (
          <Loaded query={matching} reading="the records of your desk">
            {(view) => (
              <>
                {view.warnings.map((warning) => (
                  <Alert key={warning} color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
                    {warning}
                  </Alert>
                ))}
                <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
                  <MatchingList connectionId={connectionId} side="users" view={view} draft={draft} isReadOnly={isReadOnly} />
                  <MatchingList connectionId={connectionId} side="agents" view={view} draft={draft} isReadOnly={isReadOnly} />
                </SimpleGrid>
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
