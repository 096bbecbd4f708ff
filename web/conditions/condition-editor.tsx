import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "../ui/icons.ts";
import { ConditionRow } from "./condition-row.tsx";
import classes from "./conditions.module.css";
import { changeNode, type EditGroup, type EditNode, emptyGroup, emptyTest } from "./edit-condition.ts";

interface Props {
  readonly connectionId: number;
  readonly root: EditGroup;
  readonly onChange: (root: EditGroup) => void;
  /** What is wrong with a row, beyond what it lacks. */
  readonly faultsOf: (key: number) => readonly string[];
  readonly isDisabled?: boolean | undefined;
}

/** Builds a condition: rows that all or any of must hold, in groups within groups. No row means everyone. */
export function ConditionEditor({ connectionId, root, onChange, faultsOf, isDisabled = false }: Props) {
  const change = (key: number, node: EditNode | null) => onChange(changeNode(root, key, () => node));
  return (
    <fieldset className={classes.editor} disabled={isDisabled}>
      <legend className={classes.legend}>Condition</legend>
      {root.of.length === 0 ? (
        <Group justify="space-between">
          <Text size="sm">No condition: this rule fits everyone.</Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange({ ...root, of: [emptyTest()] })}
          >
            Add a condition
          </Button>
        </Group>
      ) : (
        <GroupOfRows connectionId={connectionId} group={root} depth={0} change={change} faultsOf={faultsOf} />
      )}
    </fieldset>
  );
}

interface GroupProps {
  readonly connectionId: number;
  readonly group: EditGroup;
  readonly depth: number;
  readonly change: (key: number, node: EditNode | null) => void;
  readonly faultsOf: Props["faultsOf"];
}

function GroupOfRows({ connectionId, group, depth, change, faultsOf }: GroupProps) {
  const add = (node: EditNode) => change(group.key, { ...group, of: [...group.of, node] });
  return (
    <div className={depth === 0 ? undefined : classes.inner}>
      {(group.of.length > 1 || depth > 0) && (
        <Group gap="xs" mb="xs" justify="space-between">
          <Group gap="xs">
            <SegmentedControl
              size="xs"
              aria-label="How many of these must hold"
              data={[
                { value: "all", label: "All of these" },
                { value: "any", label: "Any of these" },
              ]}
              value={group.joins}
              onChange={(joins) => change(group.key, { ...group, joins: joins === "any" ? "any" : "all" })}
            />
          </Group>
          {depth > 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={13} aria-hidden />}
              onClick={() => change(group.key, null)}
            >
              Remove the group
            </Button>
          )}
        </Group>
      )}
      <Stack gap="xs">
        {group.of.map((node, index) => (
          <div key={node.key}>
            {index > 0 && <div className={classes.join}>{group.joins === "all" ? "and" : "or"}</div>}
            {node.kind === "group" ? (
              <GroupOfRows connectionId={connectionId} group={node} depth={depth + 1} change={change} faultsOf={faultsOf} />
            ) : (
              <ConditionRow
                connectionId={connectionId}
                test={node}
                faults={faultsOf(node.key)}
                onChange={(test) => change(node.key, test)}
                onRemove={() => change(node.key, null)}
              />
            )}
          </div>
        ))}
      </Stack>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(emptyTest())}>
          Condition
        </Button>
        {depth < 3 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(emptyGroup(group.joins === "all" ? "any" : "all", [emptyTest()]))}
          >
            Group
          </Button>
        )}
      </Group>
    </div>
  );
}
