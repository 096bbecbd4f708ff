import { Tabs } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordDetails } from "../../records/record-details.tsx";
import { RecordHistory } from "../../records/record-history.tsx";
import { RecordActions } from "../../records/record-page.tsx";
import { textOf } from "../../records/record-search.ts";
import type { KindView } from "../../records/record-types.ts";
import { WithKind } from "../../records/with-kind.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { AssetsTab } from "./assets-tab.tsx";
import { AttachmentsTab } from "./attachments-tab.tsx";
import { useTicket } from "./queries.ts";
import { TalkAbout } from "./talk-about.tsx";
import { TicketFields } from "./ticket-fields.tsx";
import { TicketHead } from "./ticket-head.tsx";
import type { TicketRecord } from "./ticket-record.ts";
import classes from "./tickets.module.css";

const tabs = ["conversation", "details", "assets", "attachments", "history"] as const;
type TicketTab = (typeof tabs)[number];

/** A ticket: how it stands, what was said, what can be said, and every field beside it. */
export function TicketPage() {
  const id = Number(useParams({ strict: false }).id);
  return (
    <WithKind name="ticket" title={`Ticket ${id}`}>
      {(kind) => <TicketOf key={id} kind={kind} id={id} />}
    </WithKind>
  );
}

function TicketOf({ kind, id }: { readonly kind: KindView; readonly id: number }) {
  const query = useTicket(id);
  const { search } = useAddressSearch();
  const navigate = useNavigate();
  const tab = tabs.find((known) => known === textOf(search, "tab")) ?? "conversation";
  const ticket = query.data;
  return (
    <Page
      title={ticket === undefined ? `Ticket ${id}` : `#${id} ${ticket.summary}`}
      crumbs={[{ label: "Tickets", to: "/tickets" }]}
      actions={
        ticket !== undefined && (
          <RecordActions
            kind={kind}
            record={ticket}
            deletion="The ticket is gone for good, with its conversation and its files; the audit log keeps that it was there."
          />
        )
      }
    >
      <Loaded query={query} reading="the ticket">
        {(data) => (
          <>
            <TicketHead ticket={data} />
            <div className={classes.columns}>
              <Tabs
                value={tab}
                onChange={(next) => void navigate({ to: ".", search: next === "conversation" || next === null ? {} : { tab: next } })}
                keepMounted={false}
                className={classes.main ?? ""}
              >
                <Tabs.List mb="md">
                  {tabs.map((known) => (
                    <Tabs.Tab key={known} value={known}>
                      {labelOf(known, data)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="conversation">
                  <TalkAbout ticket={data} />
                </Tabs.Panel>
                <Tabs.Panel value="details">
                  <RecordDetails kind={kind} record={data} />
                </Tabs.Panel>
                <Tabs.Panel value="assets">
                  <AssetsTab ticket={data} />
                </Tabs.Panel>
                <Tabs.Panel value="attachments">
                  <AttachmentsTab ticketId={id} />
                </Tabs.Panel>
                <Tabs.Panel value="history">
                  <RecordHistory kind={kind} id={id} />
                </Tabs.Panel>
              </Tabs>
              <aside className={classes.side} aria-label="Fields of the ticket">
                <TicketFields kind={kind} ticket={data} />
              </aside>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function labelOf(tab: TicketTab, ticket: TicketRecord): string {
  const n = tab === "assets" ? ticket.assetIds.length : tab === "attachments" ? ticket.attachments : 0;
  const label = tab.charAt(0).toLocaleUpperCase() + tab.slice(1);
  return n === 0 ? label : `${label} (${n.toLocaleString()})`;
}
