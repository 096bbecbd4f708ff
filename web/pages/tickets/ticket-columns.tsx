import { Checkbox, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { columnsOfKind } from "../../records/record-columns.tsx";
import type { AnyRecord, KindView } from "../../records/record-types.ts";
import linkClasses from "../../records/record-value.module.css";
import type { Column } from "../../ui/data-grid.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { When } from "../../ui/when.tsx";
import { SlaWords } from "./sla-words.tsx";
import { StatusWords } from "./status-words.tsx";
import type { TicketRecord } from "./ticket-record.ts";
import classes from "./tickets.module.css";

/** Which tickets are chosen for a change, and how to choose. */
export interface Chosen {
  readonly ids: ReadonlySet<number>;
  readonly toggle: (ticket: TicketRecord) => void;
}

/** Shown by columns of our own. */
const ownFields: readonly string[] = ["summary", "customerId", "userId", "statusId", "agentId", "teamId", "lastActionAt"];

interface ColumnsOptions {
  readonly kind: KindView;
  readonly without: readonly string[];
  readonly chosen: Chosen | null;
}

/** The columns of a list of tickets: what, whose, how it stands, who works on it. Every other field can be shown. */
export function listTicketColumns({ kind, without, chosen }: ColumnsOptions): readonly Column<TicketRecord>[] {
  const others = columnsOfKind({ kind, shown: ["priorityId", "typeId"], without: [...ownFields, ...without] }).filter(
    ({ key }) => key !== "label",
  );
  const [priority, type, ...rest] = others as readonly Column<AnyRecord>[];
  return [
    ...(chosen === null ? [] : [choiceColumn(chosen)]),
    { key: "id", label: "Number", width: "94px", sortKey: "id", render: (ticket) => <span className="m-number">#{ticket.id}</span> },
    { key: "label", label: "Summary", width: "2.4fr", minWidth: 170, sortKey: "summary", render: (ticket) => <Summary ticket={ticket} /> },
    ...(without.includes("userId")
      ? []
      : [
          {
            key: "who",
            label: without.includes("customerId") ? "User" : "Customer › user",
            width: "1.4fr",
            minWidth: 140,
            render: (ticket: TicketRecord) => <Who ticket={ticket} without={without} />,
          },
        ]),
    {
      key: "statusId",
      label: "Status",
      width: "1.3fr",
      minWidth: 130,
      sortKey: "statusId",
      render: (ticket) => <StatusWords ticket={ticket} />,
    },
    ...[priority, type].flatMap((column) =>
      column === undefined ? [] : [{ ...column, width: "0.7fr", minWidth: 72, render: wordOf(column.key) }],
    ),
    { key: "agentId", label: "Agent", minWidth: 108, sortKey: "agentId", render: (ticket) => <Assigned ticket={ticket} /> },
    { key: "sla", label: "SLA", width: "1.4fr", minWidth: 140, sortKey: "resolveBy", render: (ticket) => <SlaWords ticket={ticket} /> },
    {
      key: "lastActionAt",
      label: "Last action",
      width: "118px",
      sortKey: "lastActionAt",
      render: (ticket) => <When at={ticket.lastActionAt} />,
    },
    ...rest.map((column) => ({ ...column, isHiddenByDefault: true })),
  ];
}

function choiceColumn({ ids, toggle }: Chosen): Column<TicketRecord> {
  return {
    key: "choose",
    label: "Chosen",
    width: "36px",
    renderHead: () => <VisuallyHidden>Chosen</VisuallyHidden>,
    render: (ticket) => (
      <Checkbox
        size="xs"
        tabIndex={-1}
        aria-label={`Choose ticket ${ticket.id}`}
        checked={ids.has(ticket.id)}
        onChange={() => toggle(ticket)}
      />
    ),
  };
}

function Summary({ ticket }: { readonly ticket: TicketRecord }) {
  return (
    <PathLink href={`/tickets/${ticket.id}`} className={linkClasses.name} dir="auto" title={ticket.summary}>
      {ticket.summary}
    </PathLink>
  );
}

/** What a ticket is sorted by is a word here, and no way to the settings. */
function wordOf(field: string) {
  return ({ labels }: TicketRecord) => (
    <span dir="auto" title={labels[field]}>
      {labels[field]}
    </span>
  );
}

/** The customer gives way where room is short: the user is the better name. */
function Who({ ticket, without }: { readonly ticket: TicketRecord; readonly without: readonly string[] }) {
  const { labels } = ticket;
  const user = labels.userId ?? labels.siteId;
  const customer = without.includes("customerId") ? undefined : labels.customerId;
  return (
    <span className={classes.who} dir="auto" title={sayWho(ticket, without)}>
      {customer !== undefined && <span className={classes.whose}>{customer}</span>}
      {customer !== undefined && user !== undefined && <span className={classes.within}>›</span>}
      {user !== undefined && <span className={classes.user}>{user}</span>}
    </span>
  );
}

/** Whose a ticket is. */
export function sayWho({ labels }: TicketRecord, without: readonly string[] = []): string {
  const parts = [without.includes("customerId") ? undefined : labels.customerId, labels.userId ?? labels.siteId];
  return parts.filter((part) => part !== undefined && part !== "").join(" › ");
}

/** The agent; the team where nobody has it yet. */
export function sayAssigned({ labels }: TicketRecord): string {
  return labels.agentId ?? labels.teamId ?? "nobody";
}

function Assigned({ ticket }: { readonly ticket: TicketRecord }) {
  const said = sayAssigned(ticket);
  return (
    <span dir="auto" title={said}>
      {ticket.agentId === null ? (
        <Text span inherit c="dimmed">
          {said}
        </Text>
      ) : (
        said
      )}
    </span>
  );
}

/** A ticket as a phone shows it. */
export function TicketCard({ ticket }: { readonly ticket: TicketRecord }) {
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <span className="m-number">#{ticket.id}</span>
        <Summary ticket={ticket} />
      </Group>
      <Text size="sm" c="dimmed" truncate dir="auto">
        {sayWho(ticket)} · {sayAssigned(ticket)}
      </Text>
      <Group gap="sm">
        <StatusWords ticket={ticket} />
        <SlaWords ticket={ticket} />
      </Group>
    </Stack>
  );
}
