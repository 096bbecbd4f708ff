import { Button, Text, VisuallyHidden } from "@mantine/core";
import type { MailView } from "../../../src/api/v1/shapes/mail.ts";
import { Allowed } from "../../session.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { StateGrid } from "../../ui/state-grid.tsx";
import { When } from "../../ui/when.tsx";
import { askMail, useRetryMail } from "./queries.ts";

/** What waits, was sent, or was given up, each with the reason. */
export function OutgoingMail() {
  return (
    <StateGrid<MailView>
      label="Outgoing mail"
      nouns={{ one: "mail", many: "mails" }}
      reading="the outgoing mail"
      states={[
        { value: "waiting", label: "waiting" },
        { value: "sent", label: "sent" },
        { value: "failed", label: "given up" },
      ]}
      queryKey={["mail", "outgoing"]}
      fetchRows={askMail}
      columns={columns}
      rowKey={(row) => row.id}
      renderCard={(row) => <MailCard mail={row} />}
      isCardLinked
      empty={(isFiltered) => (
        <Empty title={isFiltered ? "No mail is in this state" : "No mail yet"}>A public answer on a ticket makes one.</Empty>
      )}
    />
  );
}

const columns: readonly Column<MailView>[] = [
  { key: "at", label: "When", width: "120px", render: (row) => <When at={row.at} /> },
  { key: "to", label: "To", minWidth: 180, render: (row) => <span title={row.to}>{row.to}</span> },
  { key: "subject", label: "Subject", width: "2fr", minWidth: 200, render: (row) => <Subject mail={row} /> },
  { key: "state", label: "State", width: "110px", render: (row) => <StateOf mail={row} /> },
  { key: "says", label: "Why", width: "2fr", minWidth: 180, render: (row) => <span title={row.says}>{row.says}</span> },
  {
    key: "retry",
    label: "",
    width: "110px",
    isSticky: true,
    renderHead: () => <VisuallyHidden>Send now</VisuallyHidden>,
    render: (row) => <Retry mail={row} />,
  },
];

function MailCard({ mail }: { readonly mail: MailView }) {
  return (
    <>
      <Subject mail={mail} />
      <Text size="sm">
        {mail.to}, <When at={mail.at} />
      </Text>
      <StateOf mail={mail} />
      {mail.says !== "" && <Text size="sm">{mail.says}</Text>}
      <Retry mail={mail} />
    </>
  );
}

function Subject({ mail }: { readonly mail: MailView }) {
  if (mail.ticketId === null) return <span title={mail.subject}>{mail.subject}</span>;
  return (
    <PathLink href={`/tickets/${mail.ticketId}`} title={mail.subject} dir="auto">
      {mail.subject}
    </PathLink>
  );
}

function StateOf({ mail }: { readonly mail: MailView }) {
  if (mail.state === "sent") return <StateBadge tone="good">sent</StateBadge>;
  if (mail.state === "failed") return <StateBadge tone="bad">given up</StateBadge>;
  return <StateBadge tone="waiting">waiting</StateBadge>;
}

function Retry({ mail }: { readonly mail: MailView }) {
  const retry = useRetryMail();
  if (mail.state === "sent") return null;
  return (
    <Allowed to="settings:edit">
      <Button
        size="compact-sm"
        variant="subtle"
        loading={retry.isPending}
        aria-label={`Send now: ${mail.subject}`}
        onClick={() => retry.mutate(mail.id)}
      >
        Send now
      </Button>
    </Allowed>
  );
}
