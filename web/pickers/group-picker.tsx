import { Combobox, Loader, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { GroupView } from "../../src/api/v1/shapes/settings.ts";
import classes from "./pickers.module.css";
import { groupsQuery } from "./queries.ts";

interface Props {
  readonly connectionId: number;
  readonly value: { readonly id: string; readonly name: string } | null;
  readonly onChange: (group: { readonly id: string; readonly name: string } | null) => void;
  readonly label?: string | undefined;
}

/** A group, found by name or address in the copy and in the directory itself; kept by its id, so that renaming it changes nothing. */
export function GroupPicker({ connectionId, value, onChange, label = "Group" }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue(typed ?? "", 300);
  const combobox = useCombobox({ onDropdownClose: () => setTyped(null) });
  const query = useQuery({ ...groupsQuery(connectionId, q.trim()), enabled: typed !== null, placeholderData: (before) => before });
  const groups = query.data?.items ?? [];
  const hasTwins = new Set(groups.map(({ name }) => name.toLocaleLowerCase())).size < groups.length;
  return (
    <Combobox
      store={combobox}
      withinPortal
      onOptionSubmit={(id) => {
        const group = groups.find((one) => one.id === id);
        if (group !== undefined) onChange({ id: group.id, name: group.name });
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={label}
          placeholder={value?.name ?? "Search by name or address"}
          dir="auto"
          value={typed ?? value?.name ?? ""}
          rightSection={query.isFetching ? <Loader size={14} /> : <Combobox.Chevron />}
          onFocus={() => {
            setTyped((now) => now ?? "");
            combobox.openDropdown();
          }}
          onClick={() => {
            setTyped((now) => now ?? "");
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          description={value === null ? undefined : `Kept by its id ${value.id}`}
          inputWrapperOrder={["input", "description"]}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        {hasTwins && (
          <Combobox.Header>
            <Text size="xs">Several groups have the same name. Choose by the address.</Text>
          </Combobox.Header>
        )}
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={`${label}: groups`}>
          {groups.map((group) => (
            <Combobox.Option key={group.id} value={group.id}>
              <GroupOption group={group} />
            </Combobox.Option>
          ))}
          {groups.length === 0 && (
            <Combobox.Empty>{query.isFetching ? "Searching the directory…" : "No group is called so."}</Combobox.Empty>
          )}
        </Combobox.Options>
        {query.data?.liveSays != null && (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              {query.data.liveSays}
            </Text>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function GroupOption({ group }: { readonly group: GroupView }) {
  const { direct, nested } = group;
  return (
    <span className={classes.option}>
      <span dir="auto">
        {group.name}
        <Text component="span" size="xs" c="dimmed" display="block">
          {group.email}
        </Text>
      </span>
      <span className={classes.count}>
        {direct === null ? "members not read yet" : `${direct.toLocaleString()} direct`}
        {nested !== null && nested > 0 && ` + ${nested.toLocaleString()} nested`}
      </span>
    </span>
  );
}
