import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon, Text } from "@mantine/core";
import { IconGripVertical, IconTrash } from "@tabler/icons-react";
import type { MatchingSide } from "../../../src/api/v1/shapes/settings.ts";
import { capital } from "../../../src/core/explain-names.ts";
import { PeopleCount } from "../../ui/people-count.tsx";
import styles from "./matching.module.css";

interface MatchingRowProps {
  readonly id: string;
  readonly position: number;
  readonly label: string;
  /** What the server counted for this field at this place; undefined while it counts. */
  readonly counted: MatchingSide["fields"][number] | undefined;
  readonly connectionId: number;
  readonly entity: "user" | "agent";
  readonly isReadOnly: boolean;
  readonly onRemove: () => void;
}

/** One matching field: how many it would find, and how many it would find twice. */
export function MatchingRow({ id, position, label, counted, connectionId, entity, isReadOnly, onRemove }: MatchingRowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={styles.row}
      {...(isDragging && { "data-dragging": true })}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {isReadOnly ? (
        <span />
      ) : (
        <ActionIcon
          ref={setActivatorNodeRef}
          variant="subtle"
          color="gray"
          className={styles.grip}
          {...attributes}
          {...listeners}
          aria-label={`Move ${label}: space, then the arrow keys`}
        >
          <IconGripVertical size={16} />
        </ActionIcon>
      )}
      <div className={styles.words}>
        <Text fw={600} size="sm">
          {position}. {capital(label)}
        </Text>
        {counted === undefined ? (
          <Text size="sm" c="dimmed">
            counting…
          </Text>
        ) : (
          <div className={styles.counts}>
            <PeopleCount
              connectionId={connectionId}
              entity={entity}
              n={counted.finds}
              label="would be found"
              whenNone="finds nobody who is not found already"
              people={counted.who.finds}
            />
            <PeopleCount
              connectionId={connectionId}
              entity={entity}
              n={counted.ambiguous}
              label="ambiguous, decided by a person"
              people={counted.who.ambiguous}
            />
          </div>
        )}
      </div>
      {!isReadOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${label}`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
