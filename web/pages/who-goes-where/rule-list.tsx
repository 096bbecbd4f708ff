import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";
import { RuleRow } from "./rule-row.tsx";
import { listRules } from "./rules.ts";
import classes from "./who-goes-where.module.css";

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly saved: ConnectionSettings;
  readonly placements: Placements | undefined;
  readonly faultsOf: (ruleId: number) => readonly string[];
  readonly openRule: number | undefined;
  readonly canEdit: boolean;
  readonly onOpen: (ruleId: number) => void;
  readonly onMove: (ruleId: number, to: number) => void;
}

/** The rules in the order in which they are tried; dragged by mouse, finger or keyboard, or moved with buttons. */
export function RuleList({ connectionId, settings, saved, placements, faultsOf, openRule, canEdit, onOpen, onMove }: Props) {
  const rules = listRules(settings);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOf = (id: UniqueIdentifier) => rules.find((rule) => rule.id === id)?.name ?? "";
  const placeOf = (id: UniqueIdentifier | undefined) => rules.findIndex((rule) => rule.id === id) + 1;
  const drop = ({ active, over }: DragEndEvent) => {
    if (over !== null && over.id !== active.id) onMove(Number(active.id), placeOf(over.id) - 1);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        screenReaderInstructions: {
          draggable: "Press space to pick the rule up, arrow keys to move it, space to drop it, escape to leave it where it was.",
        },
        announcements: {
          onDragStart: ({ active }) => `Picked up ${nameOf(active.id)}, place ${placeOf(active.id)} of ${rules.length}.`,
          onDragOver: ({ active, over }) => `${nameOf(active.id)} is over place ${placeOf(over?.id)} of ${rules.length}.`,
          onDragEnd: ({ active, over }) => `${nameOf(active.id)} is now at place ${placeOf(over?.id)} of ${rules.length}.`,
          onDragCancel: ({ active }) => `${nameOf(active.id)} stays at place ${placeOf(active.id)}.`,
        },
      }}
    >
      <div className={classes.list}>
        <div className={classes.head} aria-hidden>
          <span />
          <span />
          <span>Rule</span>
          <span>Goes to</span>
          <span>Condition</span>
          <span className={classes.number}>Fits</span>
          <span className={classes.number}>Gets</span>
          <span>Last changed</span>
          <span />
        </div>
        <SortableContext items={rules.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ol className={classes.rules} aria-label="Rules, in the order in which they are tried">
            {rules.map((rule, index) => (
              <RuleRow
                key={rule.id}
                connectionId={connectionId}
                rule={rule}
                index={index}
                count={rules.length}
                settings={settings}
                savedRule={saved.mappings.find(({ id }) => id === rule.id)}
                counts={placements?.mappings.find(({ mappingId }) => mappingId === rule.id)}
                faults={faultsOf(rule.id)}
                isOpen={rule.id === openRule}
                canEdit={canEdit}
                onOpen={() => onOpen(rule.id)}
                onMove={(to) => onMove(rule.id, to)}
              />
            ))}
          </ol>
        </SortableContext>
      </div>
    </DndContext>
  );
}
