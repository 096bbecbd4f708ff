import { Button, Group, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useRecord } from "../queries/records.ts";
import { Allowed } from "../session.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { PathLink } from "../ui/path-link.tsx";
import { RecordDetails } from "./record-details.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { recordAddress } from "./record-places.ts";
import type { AnyRecord, KindView } from "./record-types.ts";
import { labelOf } from "./record-words.ts";

interface RecordBesideProps {
  readonly kind: KindView;
  readonly id: number;
  readonly render?: (record: AnyRecord) => ReactNode;
}

/** A record beside the list that it was opened from, with the way to its own page. */
export function RecordBeside({ kind, id, render }: RecordBesideProps) {
  const query = useRecord(kind, id);
  const [isEditing, setEditing] = useState(false);
  return (
    <Loaded query={query} reading={`the ${kind.one}`}>
      {(record) => (
        <>
          <Title order={2} size="h3" mb="xs" dir="auto" style={{ overflowWrap: "anywhere" }}>
            {labelOf(kind, record)}
          </Title>
          <Group gap="xs" mb="md">
            <Button size="xs" variant="default" renderRoot={(props) => <PathLink href={recordAddress(kind, id)} {...props} />}>
              Open the page
            </Button>
            <Allowed to={`${kind.right}:edit`}>
              <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                Edit
              </Button>
            </Allowed>
          </Group>
          {render === undefined ? <RecordDetails kind={kind} record={record} /> : render(record)}
          {isEditing && <RecordDialog kind={kind} record={record} onClose={() => setEditing(false)} />}
        </>
      )}
    </Loaded>
  );
}
