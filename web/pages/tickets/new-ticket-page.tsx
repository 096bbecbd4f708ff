import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { Page } from "../../ui/page.tsx";
import { presetOf } from "./new-ticket.ts";
import { NewTicketForm } from "./new-ticket-form.tsx";

/** The form of a new ticket, begun with what the page that led here is about. */
export function NewTicketPage() {
  const { search } = useAddressSearch();
  return (
    <WithKind name="ticket" title="New ticket">
      {(kind) => (
        <Page
          title="New ticket"
          crumbs={[{ label: "Tickets", to: "/tickets" }]}
          subtitle="Choose the user, and customer and site follow. What you leave empty is filled by the type."
        >
          <NewTicketForm key={JSON.stringify(search)} kind={kind} preset={presetOf(search)} />
        </Page>
      )}
    </WithKind>
  );
}
