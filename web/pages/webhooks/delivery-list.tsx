import { Button, Code, Text } from "@mantine/core";
import { useState } from "react";
import { Allowed } from "../../session.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { StateGrid } from "../../ui/state-grid.tsx";
import { When } from "../../ui/when.tsx";
import { askDeliveries, type Delivery, useRedeliver } from "./queries.ts";
import { sayEvent } from "./say-event.ts";

/** What a webhook told, and how each try went; a row shows what was sent and answered. */
export function DeliveryList({ id }: { readonly id: number }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <StateGrid<Delivery>
      label="Deliveries"
      nouns={{ one: "delivery", many: "deliveries" }}
      reading="the deliveries"
      states={[
        { value: "waiting", label: "waiting" },
        { value: "delivered", label: "delivered" },
        { value: "dead", label: "given up" },
      ]}
      queryKey={["webhooks", id, "deliveries"]}
      fetchRows={(asked) => askDeliveries(id, asked)}
      columns={columns}
      rowKey={(row) => row.id}
      onOpen={(row) => setOpen(row.id === open ? null : row.id)}
      isOpen={(row) => row.id === open}
      renderDetail={(row) => <DeliveryDetail id={id} delivery={row} />}
      renderCard={(row) => (
        <>
          <StateOf delivery={row} />
          <Text size="sm">
            {sayEvent(row.event)}, <When at={row.at} />
          </Text>
        </>
      )}
      empty={(isFiltered) => <Empty title={isFiltered ? "No delivery is in this state" : "Nothing was told yet"} />}
    />
  );
}

const columns: readonly Column<Delivery>[] = [
  { key: "at", label: "Happened", width: "130px", render: (row) => <When at={row.at} /> },
  { key: "event", label: "What", minWidth: 180, render: (row) => sayEvent(row.event) },
  { key: "state", label: "State", width: "150px", render: (row) => <StateOf delivery={row} /> },
  { key: "tries", label: "Tries", width: "70px", align: "end", render: (row) => row.tries.toLocaleString() },
  { key: "says", label: "How it went", width: "2fr", minWidth: 200, render: (row) => <span title={row.says}>{row.says}</span> },
];

function StateOf({ delivery }: { readonly delivery: Delivery }) {
  if (delivery.state === "delivered") return <StateBadge tone="good">delivered</StateBadge>;
  if (delivery.state === "dead") return <StateBadge tone="bad">given up</StateBadge>;
  return <StateBadge tone="waiting">waiting</StateBadge>;
}

function DeliveryDetail({ id, delivery }: { readonly id: number; readonly delivery: Delivery }) {
  const redeliver = useRedeliver(id);
  return (
    <>
      <Text size="sm">
        {delivery.says}
        {delivery.nextAt !== null && (
          <>
            {" "}
            Next try <When at={delivery.nextAt} />.
          </>
        )}
      </Text>
      {delivery.answer !== "" && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          It answered: {delivery.answer}
        </Text>
      )}
      <Code block mt="xs" mah="16rem" style={{ overflow: "auto" }} tabIndex={0} aria-label="What was sent">
        {JSON.stringify(delivery.payload, null, 2)}
      </Code>
      <Allowed to="access:edit">
        <Button size="xs" variant="default" mt="xs" loading={redeliver.isPending} onClick={() => redeliver.mutate(delivery.id)}>
          Tell it again
        </Button>
      </Allowed>
      {redeliver.error !== null && <ProblemAlert error={redeliver.error} />}
    </>
  );
}
