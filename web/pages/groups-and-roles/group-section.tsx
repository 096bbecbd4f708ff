import { Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { GroupMappingRow, GroupMappingsView } from "../../../src/api/v1/shapes/settings.ts";
import type { Gift, GroupMapping } from "../../../src/model/settings.ts";
import type { Draft } from "../../draft/use-draft.ts";
import { Section } from "../../ui/page.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { removeGroup } from "./edit-groups.ts";
import { GroupLine } from "./group-line.tsx";
import { useGiftName } from "./use-gift-name.ts";

interface GroupSectionProps {
  readonly kind: Gift["kind"];
  readonly connectionId: number;
  readonly draft: Draft;
  readonly view: GroupMappingsView;
  readonly isReadOnly: boolean;
  readonly onAdd: () => void;
}

const words: Readonly<Record<Gift["kind"], { readonly title: string; readonly says: string }>> = {
  agentRole: { title: "Agent roles", says: "What an agent may do on the desk." },
  userRole: { title: "User roles", says: "What a user sees in the portal." },
  cab: { title: "Change advisory boards (CAB)", says: "Agents who decide about changes; each may have a CAB role." },
};

/** The groups that give one kind of thing. */
export function GroupSection({ kind, connectionId, draft, view, isReadOnly, onAdd }: GroupSectionProps) {
  const { title, says } = words[kind];
  const nameOf = useGiftName();
  const mappings = draft.settings.groupMappings.filter(({ gives }) => gives.kind === kind);
  const add = !isReadOnly && (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} aria-label={`Add a group: ${title}`} onClick={onAdd}>
      Add
    </Button>
  );
  return (
    <Section title={title} description={says} actions={add}>
      {mappings.length === 0 ? (
        <Text size="sm" c="dimmed">
          {kind === "cab"
            ? "No group gives a board. Seats stay as you give them by hand."
            : "No group gives a role. Roles stay as you give them by hand."}
        </Text>
      ) : (
        <StackingTable label={title} minWidth="54rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Group</Table.Th>
              <Table.Th>Members</Table.Th>
              <Table.Th>Gives</Table.Th>
              <Table.Th>Now</Table.Th>
              <Table.Th>Next import</Table.Th>
              <Table.Th>
                <VisuallyHidden>Remove</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mappings.map((mapping) => (
              <GroupLine
                key={mapping.id}
                connectionId={connectionId}
                mapping={mapping}
                row={findRow(view, mapping)}
                gives={nameOf(mapping.gives)}
                isReadOnly={isReadOnly}
                onRemove={() => draft.edit(removeGroup(mapping.id))}
              />
            ))}
          </Table.Tbody>
        </StackingTable>
      )}
    </Section>
  );
}

function findRow(view: GroupMappingsView, { id }: GroupMapping): GroupMappingRow | undefined {
  return view.rows.find(({ mapping }) => mapping.id === id);
}
