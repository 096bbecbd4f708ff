import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "../../ui/page.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { RunsList } from "./runs-list.tsx";

/** The runs of one connection. */
export function ActivityPage() {
  const connectionId = useConnectionId();
  const search = useSearch({ from: "/directories/$connectionId/activity" });
  const navigate = useNavigate({ from: "/directories/$connectionId/activity" });
  return (
    <Page title="Activity" subtitle="Every import and every undo of this directory">
      <RunsList search={search} onChange={(next) => void navigate({ search: next, replace: true })} connectionId={connectionId} />
    </Page>
  );
}
