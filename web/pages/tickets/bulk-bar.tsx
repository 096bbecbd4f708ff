import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { askRecords } from "../../queries/records.ts";
import type { KindView } from "../../records/record-types.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { BulkDialog } from "./bulk-dialog.tsx";
import type { TicketRecord } from "./ticket-record.ts";
import classes from "./tickets.module.css";

interface Props {
  readonly kind: KindView;
  readonly chosen: ReadonlyMap<number, TicketRecord>;
  readonly onChoose: (chosen: ReadonlyMap<number, TicketRecord>) => void;
  /** What the list shows now. */
  readonly query: Readonly<Record<string, string>>;
  readonly total: number;
}

/** So many tickets are changed at once, and no more. */
const most = 500;

/** What is chosen in a list of tickets, and what can be done with it. */
export function BulkBar({ kind, chosen, onChoose, query, total }: Props) {
  const [isChanging, setChanging] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (chosen.size === 0) return null;
  async function chooseAll() {
    setError(null);
    try {
      const { items } = await askRecords<TicketRecord>(kind, { ...query, limit: String(most) });
      onChoose(new Map(items.map((ticket) => [ticket.id, ticket])));
    } catch (refused) {
      setError(refused);
    }
  }
  return (
    <section className={classes.bulk} aria-label="Chosen tickets">
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {chosen.size === 1 ? "1 ticket chosen" : `${chosen.size.toLocaleString()} tickets chosen`}
        </Text>
        <Button size="xs" onClick={() => setChanging(true)}>
          Change…
        </Button>
        {total > chosen.size && (
          <Button size="xs" variant="default" onClick={() => void chooseAll()}>
            {total > most ? `Choose the first ${most} of this list` : `Choose all ${total.toLocaleString()} of this list`}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={() => onChoose(new Map())}>
          Choose none
        </Button>
      </Group>
      {error !== null && <ProblemAlert error={error} />}
      {isChanging && (
        <BulkDialog
          kind={kind}
          tickets={[...chosen.values()]}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false);
            onChoose(new Map());
          }}
        />
      )}
    </section>
  );
}
