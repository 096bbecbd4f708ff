import { Text } from "@mantine/core";
import type { HistoryEntry } from "../../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../../src/model/desk.ts";
import { undoableOf, usePersonHistory } from "../../queries/person.ts";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";
import { UndoRow } from "../../why/undo-last.tsx";
import classes from "./person.module.css";

/** What runs and people did to the record, newest first; old names and addresses stay to be read here. */
export function HistoryTab({ entity, id }: { entity: Entity; id: number }) {
  const history = usePersonHistory(entity, id);
  return (
    <Loaded query={history} reading="the history">
      {({ items, total }) =>
        items.length === 0 ? (
          <Empty title="Nothing happened yet">
            <Text size="sm">
              No run and no person has changed this record. Imports and edits by hand appear here, with before and after.
            </Text>
          </Empty>
        ) : (
          <>
            <ol className={classes.history}>
              {items.map((entry) => (
                <Entry key={`${entry.at} ${entry.runId} ${entry.seq} ${entry.says}`} entry={entry} entity={entity} />
              ))}
            </ol>
            {total > items.length && (
              <Text size="sm">
                The newest {items.length} of {total.toLocaleString()}.
              </Text>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function Entry({ entry, entity }: { entry: HistoryEntry; entity: Entity }) {
  const undoable = undoableOf(entry);
  return (
    <li className={classes.entry}>
      <div className={classes.entryHead}>
        <When at={entry.at} />
        <Text size="sm" component="span">
          {entry.runId === null ? (
            entry.by
          ) : (
            <>
              <AnchorLink to="/runs/$runId" params={{ runId: String(entry.runId) }} inherit>
                run {entry.runId}
              </AnchorLink>
              , started by {entry.by}
            </>
          )}
        </Text>
      </div>
      <div>
        <LinkedText text={entry.says} connectionId={null} />
        {entry.changes.length > 0 && (
          <ul className={classes.changes}>
            {entry.changes.map((change) => (
              <li key={change.label}>
                {change.label}: <span dir="auto">{change.before}</span> → <strong dir="auto">{change.after}</strong>
                {change.from !== "" && <span className={classes.from}>, from {change.from}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {undoable !== null && (
        <Allowed to="directories:all">
          <UndoRow undoable={undoable} label={`Undo this for the ${entity}…`} />
        </Allowed>
      )}
    </li>
  );
}
