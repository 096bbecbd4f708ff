import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { queryOf } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";
import { Allowed } from "../../session.tsx";
import { IconDownload } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import type { KindView } from "../record-types.ts";
import classes from "./bulk.module.css";
import { ChangeDialog } from "./change-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { sayMany } from "./explain-bulk.ts";
import { downloadChosen, type Meant } from "./use-bulk.ts";
import type { Chosen } from "./use-chosen.ts";

interface Props {
  readonly kind: KindView;
  readonly chosen: Chosen;
  /** What lets the list's rows through, without order and window. */
  readonly filter: Readonly<Record<string, string>>;
  readonly total: number;
}

/** So many are changed at once, and no more. */
const most = 5000;

/** What is chosen in a list, and what can be done with it: at the foot, while there is something. */
export function BulkBar({ kind, chosen, filter, total }: Props) {
  const [open, setOpen] = useState<"change" | "delete" | null>(null);
  const csv = useChange([], (ids: readonly number[]) => downloadChosen(kind, ids));
  if (chosen.n === 0) return null;
  const meant: Meant = chosen.isAll ? { filter } : { ids: [...chosen.ids] };
  const isTooMany = chosen.n > most;
  const dialog = {
    kind,
    meant,
    n: chosen.n,
    onClose: () => setOpen(null),
    onDone: () => {
      setOpen(null);
      chosen.chooseNone();
    },
  };
  return (
    <section className={classes.bar} aria-label={`Chosen ${kind.many}`}>
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {sayMany(chosen.n, kind)} chosen
        </Text>
        <Allowed to={`${kind.right}:edit`}>
          <Button size="xs" disabled={isTooMany} onClick={() => setOpen("change")}>
            Change…
          </Button>
        </Allowed>
        <Allowed to={`${kind.right}:all`}>
          <Button size="xs" variant="outline" color="red" disabled={isTooMany} onClick={() => setOpen("delete")}>
            Delete…
          </Button>
        </Allowed>
        {chosen.isAll ? (
          <Button
            component="a"
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            href={`/v1/${kind.path}${queryOf({ ...filter, format: "csv" })}`}
            download={`${kind.path}.csv`}
          >
            CSV of these
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={csv.isPending}
            onClick={() => csv.mutate([...chosen.ids])}
          >
            CSV of these
          </Button>
        )}
        {!chosen.isAll && total > chosen.n && (
          <Button size="xs" variant="default" onClick={chosen.chooseAll}>
            Choose all {total.toLocaleString()} of this list
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={chosen.chooseNone}>
          Choose none
        </Button>
      </Group>
      {isTooMany && (
        <Text size="sm" mt={4}>
          At most {most.toLocaleString()} are changed at once: narrow the list with its filters.
        </Text>
      )}
      {csv.error !== null && <ProblemAlert error={csv.error} />}
      {open === "change" && <ChangeDialog {...dialog} />}
      {open === "delete" && <DeleteDialog {...dialog} />}
    </section>
  );
}
