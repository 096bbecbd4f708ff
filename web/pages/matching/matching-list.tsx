import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { Button, Group, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { MatchingView } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import type { Draft } from "../../draft/use-draft.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { Section } from "../../ui/page.tsx";
import { changeMatching, type MatchingSideName, matchingKey, moveField } from "./edit-matching.ts";
import styles from "./matching.module.css";
import { MatchingRow } from "./matching-row.tsx";
import { UnlinkedCount } from "./unlinked-count.tsx";

interface MatchingListProps {
  readonly connectionId: number;
  readonly side: MatchingSideName;
  readonly view: MatchingView;
  readonly draft: Draft;
  readonly isReadOnly: boolean;
}

/** The matching fields of users or of agents, in the order in which they are tried. */
export function MatchingList({ connectionId, side, view, draft, isReadOnly }: MatchingListProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const fields = draft.settings.matching[side];
  const keys = fields.map(matchingKey);
  const counted = view[side];
  const choices = view.choices[side].filter(({ by }) => !keys.includes(matchingKey(by)));
  const labelOf = (key: string) =>
    [...view.choices[side], ...counted.fields].find(({ by }) => matchingKey(by) === key)?.label ?? key.replace(/^field /, "");
  const edit = (change: Parameters<typeof changeMatching>[1]) => draft.edit(changeMatching(side, change));
  const drop = ({ active, over }: DragEndEvent) => {
    if (over !== null && active.id !== over.id)
      edit((now) => moveField(now, keys.indexOf(String(active.id)), keys.indexOf(String(over.id))));
  };
  return (
    <Section
      title={side === "users" ? "Users" : "Agents"}
      description={<Numbers connectionId={connectionId} side={side} view={view} mappings={draft.settings.mappings} />}
      actions={
        !isReadOnly && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} disabled={choices.length === 0}>
                Add a field
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {choices.map(({ by, label }) => (
                <Menu.Item key={matchingKey(by)} onClick={() => edit((now) => [...now, by])}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <ol className={styles.list}>
          <li className={styles.first}>
            <Text fw={600} size="sm">
              Google id
            </Text>
            <Text size="sm" c="dimmed">
              always first, for everybody who is linked
            </Text>
          </li>
          <SortableContext items={keys} strategy={verticalListSortingStrategy}>
            {keys.map((key, index) => (
              <MatchingRow
                key={key}
                id={key}
                position={index + 1}
                label={labelOf(key)}
                counted={
                  counted.fields[index] !== undefined && matchingKey(counted.fields[index].by) === key ? counted.fields[index] : undefined
                }
                connectionId={connectionId}
                entity={side === "users" ? "user" : "agent"}
                isReadOnly={isReadOnly}
                onRemove={() => edit((now) => now.filter((by) => matchingKey(by) !== key))}
              />
            ))}
          </SortableContext>
        </ol>
      </DndContext>
      {fields.length === 0 && (
        <Text size="sm" mt="sm">
          {counted.unlinked === 0 || counted.accountsWithoutRecord === 0
            ? `Nothing else is needed: ${counted.unlinked === 0 ? "no record is waiting to be recognised" : `no account waits for ${side === "users" ? "a user" : "an agent"}`}.`
            : "No field is chosen: every account without a linked record becomes a new one. E-mail and alias are right nearly everywhere."}
        </Text>
      )}
    </Section>
  );
}

interface NumbersProps extends Pick<MatchingListProps, "connectionId" | "side" | "view"> {
  readonly mappings: readonly Mapping[];
}

function Numbers({ connectionId, side, view, mappings }: NumbersProps) {
  const { linked, unlinked, accountsWithoutRecord } = view[side];
  return (
    <Group gap="md">
      <CountLink n={linked} label="linked" to={`/${side}`} search={{ connection: connectionId, linked: true }} />
      <UnlinkedCount what={side} n={unlinked} label="on the desk, not linked" mappings={mappings} />
      <CountLink
        n={accountsWithoutRecord}
        label="accounts without a record"
        to={`/directories/${connectionId}/accounts`}
        search={{ desk: "none", rule: side === "users" ? "user" : "agent" }}
      />
    </Group>
  );
}
