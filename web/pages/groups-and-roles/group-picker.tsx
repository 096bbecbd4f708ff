import { Button, Group, Loader, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { GroupView } from "../../../src/api/v1/shapes/settings.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import styles from "./groups.module.css";
import { useGroups } from "./queries.ts";

interface GroupPickerProps {
  readonly connectionId: number;
  readonly value: GroupView | null;
  readonly onChange: (group: GroupView | null) => void;
}

/** A group, found by name or address in the copy and in the directory itself. Two of one name are told apart by their address. */
export function GroupPicker({ connectionId, value, onChange }: GroupPickerProps) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 250);
  const groups = useGroups(connectionId, q);
  if (value !== null) return <ChosenGroup group={value} onForget={() => onChange(null)} />;
  const found = q.length > 1 ? groups.data : undefined;
  const twins = findTwins(found?.items ?? [], q);
  return (
    <Stack gap="xs">
      <TextInput
        label="Group"
        description="Its name or address, or how it begins"
        placeholder="it-admins@example.com"
        leftSection={<IconSearch size={16} />}
        rightSection={groups.isFetching ? <Loader size="xs" /> : null}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {groups.isError && <ProblemAlert error={groups.error} onRetry={() => void groups.refetch()} />}
      {twins > 1 && (
        <Text size="sm" fw={600}>
          {twins} groups are called “{q}”. Which one? Choose by its address.
        </Text>
      )}
      {found !== undefined && found.items.length === 0 && !groups.isFetching && (
        <Text size="sm">No group of that name or address, neither in the copy nor in the directory.</Text>
      )}
      {found !== undefined && found.items.length > 0 && (
        <Radio.Group aria-label="Groups found" value="" onChange={(id) => onChange(found.items.find((group) => group.id === id) ?? null)}>
          <Stack gap={4} mah={260} style={{ overflowY: "auto" }}>
            {found.items.map((group) => (
              <Radio.Card key={group.id} value={group.id} className={styles.found} aria-label={`${group.name}, ${group.email}`}>
                <GroupWords group={group} />
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
      )}
      {found?.liveSays != null && (
        <Text size="xs" c="dimmed">
          {found.liveSays}
          {found.vendorCode !== null && ` (${found.vendorCode})`}
        </Text>
      )}
    </Stack>
  );
}

function ChosenGroup({ group, onForget }: { readonly group: GroupView; readonly onForget: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" className={styles.card}>
      <GroupWords group={group} />
      <Button variant="default" size="xs" onClick={onForget}>
        Another one
      </Button>
    </Group>
  );
}

function GroupWords({ group }: { readonly group: GroupView }) {
  const { name, email, id, direct, nested } = group;
  const members = direct === null || nested === null ? "" : ` · ${(direct + nested).toLocaleString()} members`;
  return (
    <div className={styles.foundText}>
      <Text size="sm" fw={600} dir="auto">
        {name}
      </Text>
      <Text size="xs" c="dimmed" dir="auto">
        {email}
        {members}
      </Text>
      <Text size="xs" c="dimmed" ff="monospace">
        {id}
      </Text>
    </div>
  );
}

function findTwins(groups: readonly GroupView[], name: string): number {
  return groups.filter((group) => group.name.trim().toLowerCase() === name.toLowerCase()).length;
}
