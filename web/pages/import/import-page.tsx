import { useQuery } from "@tanstack/react-query";
import { connectionQuery } from "../../queries/connection.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { LiveImport } from "./live-import.tsx";
import { NewestPreview } from "./newest-preview.tsx";
import { RecentRuns } from "./recent-runs.tsx";
import { StartImport } from "./start-import.tsx";

/** Where an import is started, and where one that is at work is found again. */
export function ImportPage() {
  const connectionId = useConnectionId();
  const query = useQuery({ ...connectionQuery(connectionId), refetchInterval: 10_000 });
  return (
    <Page title="Import" subtitle="Read the directory, see what would change, apply it when you like it">
      <Loaded query={query} reading="the connection">
        {(connection) => (
          <>
            {connection.liveRunId !== null && <LiveImport runId={connection.liveRunId} />}
            <NewestPreview connection={connection} />
            <StartImport connection={connection} />
            <RecentRuns connectionId={connectionId} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
