import { Group, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { queryOf } from "../../queries/call.ts";
import { CsvButton } from "../../ui/csv-button.tsx";
import { type Column, DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { explainSeat } from "./explain-seat.ts";
import { askSeats, type Seat } from "./queries.ts";

interface SeatListProps {
  /** Only those of a customer. */
  readonly customerId?: number;
  readonly q?: string;
  readonly onSearch?: (q: string) => void;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Beside the search: what else narrows the list. */
  readonly filter?: ReactNode;
}

/** One line a product and customer: what was bought, who has it, what is billed; what differs is said. */
export function SeatList({ customerId, q: given, onSearch, sort: order, onSort, filter }: SeatListProps) {
  const [own, setOwn] = useState("");
  const [ownSort, setOwnSort] = useState("");
  const q = given ?? own;
  const sort = order ?? ownSort;
  const query = {
    ...(customerId !== undefined && { customerId: String(customerId) }),
    ...(q !== "" && { q }),
    ...(sort !== "" && { sort }),
  };
  const rows = useWindow<Seat>({
    key: ["seats", query],
    fetchRows: (from, limit) => askSeats({ ...query, from: String(from), limit: String(limit) }),
  });
  return (
    <>
      <Group mb="sm" gap="xs" justify="space-between">
        <Group gap="xs">
          <SearchBox
            label="Search products"
            placeholder={customerId === undefined ? "Product or customer" : "Product"}
            value={q}
            onChange={onSearch ?? setOwn}
          />
          {filter}
          <Text size="sm" role="status">
            {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "product" : "products"}`}
          </Text>
        </Group>
        <CsvButton href={`/v1/seats${queryOf({ ...query, format: "csv" })}`} download="seats.csv" n={rows.total} />
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the seats" />}
      {rows.total !== null && (
        <DataGrid
          label="Seats"
          total={rows.total}
          sort={sort || "customer"}
          onSort={onSort ?? setOwnSort}
          columns={customerId === undefined ? columns : columns.filter(({ key }) => key !== "customer")}
          getRow={rows.getRow}
          onRange={rows.onRange}
          rowKey={(row) => `${row.customerId} ${row.sku} ${row.name}`}
          resetKey={rows.resetKey}
          renderCard={(row) => <SeatCard seat={row} />}
          isCardLinked
          empty={
            q === "" ? (
              <Empty title="No seats yet">Subscriptions and software licences make them; what their invoices bill stands beside.</Empty>
            ) : (
              <Empty title="No product or customer has such a name" />
            )
          }
        />
      )}
    </>
  );
}

const columns: readonly Column<Seat>[] = [
  {
    key: "name",
    label: "Product",
    width: "2fr",
    minWidth: 180,
    sortKey: "name",
    render: (row) => (
      <span dir="auto" title={row.sku === "" ? row.name : `${row.name}, ${row.sku}`}>
        {row.name}
      </span>
    ),
  },
  { key: "customer", label: "Customer", minWidth: 150, sortKey: "customer", render: (row) => <CustomerLink seat={row} /> },
  { key: "bought", label: "Bought", align: "end", width: "90px", sortKey: "bought", render: (row) => row.bought.toLocaleString() },
  { key: "assigned", label: "Assigned", align: "end", width: "100px", sortKey: "assigned", render: (row) => row.assigned.toLocaleString() },
  {
    key: "inactive",
    label: "To inactive people",
    align: "end",
    width: "160px",
    sortKey: "assignedToInactive",
    render: (row) => row.assignedToInactive.toLocaleString(),
  },
  { key: "billed", label: "Billed", align: "end", width: "90px", render: (row) => row.billed.toLocaleString() },
  { key: "differs", label: "Differs", width: "2fr", minWidth: 180, render: (row) => <Difference seat={row} /> },
];

function SeatCard({ seat }: { readonly seat: Seat }) {
  return (
    <>
      <Text size="sm" fw={600} dir="auto">
        {seat.name}
      </Text>
      <Text size="sm" component="div">
        <CustomerLink seat={seat} />
      </Text>
      <Text size="sm">
        {seat.bought.toLocaleString()} bought, {seat.assigned.toLocaleString()} assigned ({seat.assignedToInactive.toLocaleString()} to
        inactive people), {seat.billed.toLocaleString()} billed
      </Text>
      <Difference seat={seat} />
    </>
  );
}

function CustomerLink({ seat }: { readonly seat: Seat }) {
  return (
    <PathLink href={`/customers/${seat.customerId}${queryOf({ tab: "licences" })}`} dir="auto" title={seat.customer}>
      {seat.customer}
    </PathLink>
  );
}

/** What somebody should look at, in words. */
function Difference({ seat }: { readonly seat: Seat }) {
  const says = explainSeat(seat);
  return says === null ? <StateBadge tone="good">nothing</StateBadge> : <StateBadge tone={says.tone}>{says.words}</StateBadge>;
}
