import { Text } from "@mantine/core";
import { useKind, useRecord } from "../../queries/records.ts";
import { RecordName } from "../../records/record-columns.tsx";
import type { KindView } from "../../records/record-types.ts";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import type { TicketRecord } from "./ticket-record.ts";
import classes from "./tickets.module.css";

/** What the ticket is about: devices and other things. */
export function AssetsTab({ ticket }: { readonly ticket: TicketRecord }) {
  const kind = useKind("asset");
  if (ticket.assetIds.length === 0)
    return <Empty title="The ticket is about no asset">Choose assets among the fields: only those of the customer are offered.</Empty>;
  if (kind === undefined) return <Reading what="the assets" />;
  return (
    <ul className={classes.files}>
      {ticket.assetIds.map((id) => (
        <AssetLine key={id} kind={kind} id={id} />
      ))}
    </ul>
  );
}

function AssetLine({ kind, id }: { readonly kind: KindView; readonly id: number }) {
  const { data, error } = useRecord(kind, id);
  return (
    <li>
      {data === undefined ? (
        <span>{error === null ? "Reading…" : `Asset ${id} can't be shown to you.`}</span>
      ) : (
        <Text size="sm" component="span">
          <RecordName kind={kind} record={data} />{" "}
          <Text span inherit c="dimmed" dir="auto">
            {[data.labels.typeId, data.key, data.labels.siteId, data.labels.userIds]
              .filter((part) => part !== undefined && part !== "")
              .join(" · ")}
          </Text>
        </Text>
      )}
    </li>
  );
}
