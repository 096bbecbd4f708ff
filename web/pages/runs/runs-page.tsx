import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "../../ui/page.tsx";
import { RunsList } from "./runs-list.tsx";

/** All runs of all connections. */
export function RunsPage() {
  const search = useSearch({ from: "/runs" });
  const navigate = useNavigate({ from: "/runs" });
  return (
    <Page title="Runs" subtitle="Every import and every undo: what was read, planned and written">
      <RunsList search={search} onChange={(next) => void navigate({ search: next, replace: true })} connectionId={null} />
    </Page>
  );
}
