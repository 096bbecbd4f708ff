import { Stack, Table } from "@mantine/core";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import link from "../../ui/name-link.module.css";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { explainSeat } from "../licences/explain-seat.ts";
import { type Seat, useSeatMonths, useSeatsOf } from "../licences/queries.ts";
import classes from "./customer.module.css";
import { CustomerInvoice } from "./customer-invoice.tsx";
import { SeatChart } from "./seat-chart.tsx";
import { worstFirst } from "./worst-first.ts";

const shown = 8;

/** What a customer bought, who has it and what is billed, product by product; what differs stands first and says how. */
export function CustomerSeats({ id }: { readonly id: number }) {
  const seats = useSeatsOf(id, true);
  return (
    <Section
      title="Seats"
      description="Bought, assigned and billed. What differs stands first."
      actions={
        <ButtonLink to="/customers/$id" params={{ id: String(id) }} search={{ tab: "licences" }} variant="default" size="compact-sm">
          {(seats.data?.length ?? 0) > shown ? `All ${seats.data?.length.toLocaleString()} products` : "Licences & subscriptions"}
        </ButtonLink>
      }
    >
      <Stack gap="md">
        <Loaded query={seats} reading="its seats">
          {(items) =>
            items.length === 0 ? (
              <Empty title="No seats yet">Subscriptions and software licences make them.</Empty>
            ) : (
              <SeatTable seats={worstFirst(items).slice(0, shown)} customerId={id} />
            )
          }
        </Loaded>
        <Allowed to="invoices:read">
          <CustomerInvoice id={id} />
        </Allowed>
      </Stack>
    </Section>
  );
}

function SeatTable({ seats, customerId }: { readonly seats: readonly Seat[]; readonly customerId: number }) {
  const months = useSeatMonths(customerId);
  return (
    <div className={classes.compact} aria-busy={months.isPending}>
      <StackingTable label="Seats" minWidth="34rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Product</Table.Th>
            <Table.Th className={classes.figure} data-part="bought">
              Bought
            </Table.Th>
            <Table.Th className={classes.figure} data-part="assigned">
              Assigned
            </Table.Th>
            <Table.Th className={classes.figure}>To inactive people</Table.Th>
            <Table.Th className={classes.figure}>Billed</Table.Th>
            <Table.Th>Last 12 months</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {seats.map((seat) => (
            <Table.Tr key={seat.sku}>
              <Table.Td className={classes.product}>
                <PathLink href={addressOf(seat)} className={link.name} dir="auto" title={seat.sku === seat.name ? undefined : seat.sku}>
                  {seat.name}
                </PathLink>
                <Difference seat={seat} />
              </Table.Td>
              <Figure label="Bought" part="bought" n={seat.bought} />
              <Figure label="Assigned" part="assigned" n={seat.assigned} isWrong={seat.assigned > seat.bought} />
              <Figure label="To inactive people" n={seat.assignedToInactive} />
              <Figure label="Billed" n={seat.billed} isWrong={seat.billed > 0 && seat.billed !== seat.bought} />
              <Table.Td data-label="Last 12 months">
                <SeatChart seat={seat} months={months.data?.items.find(({ sku }) => sku === seat.sku)?.months ?? []} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
      {months.isError && <ProblemAlert error={months.error} onRetry={() => void months.refetch()} />}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly n: number;
  readonly isWrong?: boolean;
  /** The line of the chart that this is the end of. */
  readonly part?: "bought" | "assigned";
}

function Figure({ label, n, isWrong = false, part }: FigureProps) {
  return (
    <Table.Td data-label={label} className={classes.figure} data-wrong={isWrong} data-part={part}>
      {n.toLocaleString()}
    </Table.Td>
  );
}

/** What somebody should look at, in words; nothing where everything agrees. */
function Difference({ seat }: { readonly seat: Seat }) {
  const says = explainSeat(seat);
  return says === null ? null : <StateBadge tone={says.tone}>{says.words}</StateBadge>;
}

/** Where more is known of a product: its only subscription or licence, else all of the customer's. */
function addressOf({ customerId, subscriptionIds, licenceIds }: Seat): string {
  const [subscriptionId] = subscriptionIds;
  const [licenceId] = licenceIds;
  if (subscriptionIds.length + licenceIds.length > 1) return `/customers/${customerId}?tab=licences`;
  return subscriptionId === undefined
    ? `/software-licences/${licenceId}?tab=assignments`
    : `/subscriptions/${subscriptionId}?tab=quantities`;
}
