import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { changeSearch } from "../../records/record-search.ts";
import { WithKind } from "../../records/with-kind.tsx";
import { Page } from "../../ui/page.tsx";
import { NewTicketButton } from "./new-ticket-button.tsx";
import { QuickViews } from "./quick-views.tsx";
import { TicketList } from "./ticket-list.tsx";
import { viewOfSearch } from "./ticket-views.ts";
import { useNewKey } from "./use-list-keys.ts";

/** Every ticket that the desk has, by the views that a day is worked in. */
export function TicketsPage() {
  const { search, setSearch } = useAddressSearch();
  const navigate = useNavigate();
  const view = useMemo(() => viewOfSearch(search), [search]);
  useNewKey(() => void navigate({ to: "/tickets/new" }));
  return (
    <WithKind name="ticket" title="Tickets">
      {(kind) => (
        <Page title="Tickets" subtitle="What people asked for, and how it stands." primary={<NewTicketButton />}>
          <QuickViews current={view.key} onChange={(key) => setSearch(changeSearch(search, { view: key, open: undefined }), false)} />
          <TicketList kind={kind} search={search} onSearch={setSearch} />
        </Page>
      )}
    </WithKind>
  );
}
