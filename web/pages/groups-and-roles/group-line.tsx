import { ActionIcon, Anchor, Table, Text, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconTrash } from "@tabler/icons-react";
import type { GroupMappingRow } from "../../../src/api/v1/shapes/settings.ts";
import type { GroupMapping } from "../../../src/model/settings.ts";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { PeopleCount } from "../../ui/people-count.tsx";
import styles from "./groups.module.css";

interface GroupLineProps {
  readonly connectionId: number;
  readonly mapping: GroupMapping;
  /** What was counted; undefined while it is. */
  readonly row: GroupMappingRow | undefined;
  readonly gives: string;
  readonly isReadOnly: boolean;
  readonly onRemove: () => void;
}

/** One group: who is in it, what it gives, who has that now, and what the next import would change. */
export function GroupLine({ connectionId, mapping, row, gives, isReadOnly, onRemove }: GroupLineProps) {
  const entity = mapping.gives.kind === "userRole" ? "user" : "agent";
  const name = row?.group?.name ?? mapping.groupName;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={styles.group}>
        <span dir="auto">{name}</span>
        <Text size="xs" c="dimmed" dir="auto">
          {row?.group?.email}
        </Text>
        {row !== undefined && row.renamedFrom !== null && (
          <Text size="xs" c="dimmed">
            renamed from <span dir="auto">{row.renamedFrom}</span>
          </Text>
        )}
        <GroupId id={mapping.groupId} />
      </Table.Th>
      <Table.Td data-label="Members">
        <Members connectionId={connectionId} mapping={mapping} row={row} name={name} />
      </Table.Td>
      <Table.Td dir="auto" className={styles.gives} data-label="Gives">
        {gives}
      </Table.Td>
      {row === undefined ? (
        <Table.Td colSpan={2}>
          <Text size="sm" c="dimmed">
            counting…
          </Text>
        </Table.Td>
      ) : (
        <>
          <Table.Td data-label="Now">
            <Count
              {...{ connectionId, entity }}
              n={row.holdNow}
              label={row.holdNow === 1 ? "has it" : "have it"}
              people={row.who.holdNow}
            />
            {row.givenByHand > 0 && (
              <Count
                {...{ connectionId, entity }}
                n={row.givenByHand}
                label="given by hand, never taken away"
                people={row.who.givenByHand}
              />
            )}
          </Table.Td>
          <Table.Td data-label="Next import">
            {row.gain + row.lose === 0 && (
              <Text size="sm" c="dimmed">
                changes nothing
              </Text>
            )}
            <Count {...{ connectionId, entity }} n={row.gain} label="would gain it" people={row.who.gain} />
            <Count {...{ connectionId, entity }} n={row.lose} label="would lose it" people={row.who.lose} />
            {row.skipped > 0 && (
              <Count
                {...{ connectionId, entity }}
                n={row.skipped}
                label={`skipped, ${row.skipped === 1 ? "is" : "are"} no ${entity}${row.skipped === 1 ? "" : "s"}`}
                people={row.who.skipped}
              />
            )}
          </Table.Td>
        </>
      )}
      <Table.Td>{!isReadOnly && <RemoveGroup name={name} gives={gives} row={row} mapping={mapping} onRemove={onRemove} />}</Table.Td>
    </Table.Tr>
  );
}

function Count(props: Parameters<typeof PeopleCount>[0]) {
  return (
    <div>
      <PeopleCount {...props} />
    </div>
  );
}

function GroupId({ id }: { readonly id: string }) {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <Text size="xs" c="dimmed" component="div" className={styles.id}>
      <code>{id}</code>
      <ActionIcon size="xs" variant="subtle" color="gray" aria-label={copied ? "Copied" : `Copy the id ${id}`} onClick={() => copy(id)}>
        {copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
      </ActionIcon>
    </Text>
  );
}

interface MembersProps {
  readonly connectionId: number;
  readonly mapping: GroupMapping;
  readonly row: GroupMappingRow | undefined;
  readonly name: string;
}

/** Direct and nested members; the number leads to them. */
function Members({ connectionId, mapping, row, name }: MembersProps) {
  const group = row?.group;
  if (group === undefined || group === null || group.direct === null || group.nested === null) {
    return (
      <Text size="sm" c="dimmed">
        not read yet
      </Text>
    );
  }
  const search = new URLSearchParams({ group: mapping.groupId, groupName: name });
  return (
    <>
      <Anchor component={PathLink} href={`/directories/${connectionId}/accounts?${search}`} size="sm">
        {(group.direct + group.nested).toLocaleString()} {group.direct + group.nested === 1 ? "account" : "accounts"}
      </Anchor>
      {group.nested > 0 && (
        <Text size="xs" c="dimmed">
          {group.direct.toLocaleString()} direct, {group.nested.toLocaleString()} through groups in it
        </Text>
      )}
    </>
  );
}

interface RemoveGroupProps {
  readonly name: string;
  readonly gives: string;
  readonly row: GroupMappingRow | undefined;
  readonly mapping: GroupMapping;
  readonly onRemove: () => void;
}

/** A group that was never published goes at once; one in force is asked about, with who loses what. */
function RemoveGroup({ name, gives, row, mapping, onRemove }: RemoveGroupProps) {
  const label = `Remove ${name}, which gives ${gives}`;
  if (mapping.id < 0) {
    return (
      <Tooltip label="Remove from the draft">
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    );
  }
  const holders = row?.holdNow ?? 0;
  const names = (row?.who.holdNow ?? []).map((person) => person.name);
  const shown = names.slice(0, 10).join(", ");
  const more = holders > 10 ? ` and ${(holders - 10).toLocaleString()} more` : "";
  return (
    <ConfirmButton
      label="Remove…"
      variant="subtle"
      size="compact-sm"
      isDestructive
      confirmTitle={`${name} shall give ${gives} no more?`}
      confirmBody={
        holders === 0
          ? "Nobody holds it through a group now, so nobody loses anything. The change goes into the draft."
          : `Once this is published, the next import takes ${gives} from ${holders.toLocaleString()}: ${shown}${more}; unless another group gives it to them. What was given by hand stays. The change goes into the draft.`
      }
      onConfirm={onRemove}
    />
  );
}
