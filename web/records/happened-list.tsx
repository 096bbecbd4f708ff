import { Text } from "@mantine/core";
import type { HistoryEntry } from "../../src/api/v1/shapes/person.ts";
import { When } from "../ui/when.tsx";
import { AnchorLink } from "../why/anchor-link.tsx";
import classes from "./happened-list.module.css";

/** Events one below the other: when and by whom, what, before and after. */
export function HappenedList({ events }: { readonly events: readonly HistoryEntry[] }) {
  return (
    <ol className={classes.list}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays where it is; two events may be alike.
        <li key={index} className={classes.entry}>
          <div className={classes.head}>
            <When at={event.at} />
            <Text size="sm" component="span" dir="auto">
              {event.runId === null ? (
                event.by
              ) : (
                <>
                  <AnchorLink to="/runs/$runId" params={{ runId: String(event.runId) }} inherit>
                    run {event.runId}
                  </AnchorLink>
                  {event.by !== "" && `, ${event.by}`}
                </>
              )}
            </Text>
          </div>
          <div>
            {event.says}
            <Changes changes={event.changes} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Values before and after. */
export function Changes({ changes }: { readonly changes: readonly Omit<HistoryEntry["changes"][number], "from">[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.label}>
          {change.label}: <span dir="auto">{change.before || "nothing"}</span> → <strong dir="auto">{change.after || "nothing"}</strong>
        </li>
      ))}
    </ul>
  );
}
