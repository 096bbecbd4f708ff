import { Button, Group, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { GroupView } from "../../../src/api/v1/shapes/settings.ts";
import type { Gift, GroupMapping } from "../../../src/model/settings.ts";
import { givesAlready } from "./edit-groups.ts";
import { GiftChoice } from "./gift-choice.tsx";
import { GroupPicker } from "./group-picker.tsx";

interface AddGroupProps {
  readonly connectionId: number;
  readonly kind: Gift["kind"];
  readonly mappings: readonly GroupMapping[];
  readonly onAdd: (group: GroupView, gives: Gift) => void;
  readonly onClose: () => void;
}

const kinds = [
  { value: "agentRole", label: "Agent role" },
  { value: "userRole", label: "User role" },
  { value: "cab", label: "CAB" },
] as const;

/** Which group, and what it gives. A group is kept by its id: renaming it in the directory changes nothing here. */
export function AddGroup({ connectionId, kind: first, mappings, onAdd, onClose }: AddGroupProps) {
  const [kind, setKind] = useState<Gift["kind"]>(first);
  const [group, setGroup] = useState<GroupView | null>(null);
  const [gives, setGives] = useState<Gift | null>(null);
  const isDouble = group !== null && gives !== null && givesAlready(mappings, group.id, gives);
  const because = explainLacking(group, gives, isDouble);
  return (
    <Modal opened onClose={onClose} title="Add group" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <GroupPicker connectionId={connectionId} value={group} onChange={setGroup} />
        <div>
          <Text size="sm" fw={500} mb={4} id="what-it-gives">
            What it gives
          </Text>
          <SegmentedControl
            aria-labelledby="what-it-gives"
            data={[...kinds]}
            value={kind}
            onChange={(value) => {
              setKind(value);
              setGives(null);
            }}
          />
          {kind === "cab" && (
            <Text size="sm" c="dimmed" mt={4}>
              A seat on a change advisory board. Members who are no agents are skipped, and listed.
            </Text>
          )}
        </div>
        <GiftChoice key={kind} kind={kind} onChange={setGives} />
        <Group justify="flex-end">
          {because !== null && (
            <Text size="sm" c="dimmed">
              {because}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={because !== null} onClick={() => group !== null && gives !== null && onAdd(group, gives)}>
            Add to the draft
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function explainLacking(group: GroupView | null, gives: Gift | null, isDouble: boolean): string | null {
  if (group === null) return "Choose the group.";
  if (gives === null) return "Choose what it gives.";
  return isDouble ? "This group gives exactly that already." : null;
}
