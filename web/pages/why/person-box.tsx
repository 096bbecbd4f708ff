import { Combobox, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { SearchHit } from "../../../src/api/v1/shapes/home.ts";
import { api, ask } from "../../api.ts";
import { useSearch } from "../../queries/home.ts";
import { IconSearch } from "../../ui/icons.ts";
import { type Choice, listSuggestions, readChoice } from "./list-suggestions.ts";
import type { WhySearch } from "./why-search.ts";

interface PersonBoxProps {
  readonly search: WhySearch;
  readonly onChoose: (choice: Choice) => void;
}

/** Where one types whom one wonders about; accounts and desk records are suggested. Enter asks for what was typed. */
export function PersonBox({ search, onChoose }: PersonBoxProps) {
  const { person = "", recordOf } = search;
  const named = recordOf === undefined ? person : `${recordOf} #${person}`;
  const [typed, setTyped] = useState(named);
  const [q] = useDebouncedValue(typed.trim(), 200);
  const suggestions = useSuggestions(q, search.connection);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  // Links lead here with another person while the page stays.
  const chosen = useRef<string | null>(null);
  useEffect(() => {
    setTyped(chosen.current ?? named);
    chosen.current = null;
  }, [named]);

  function choose(key: string) {
    const suggestion = suggestions.find((one) => one.key === key);
    if (suggestion === undefined) return;
    chosen.current = suggestion.title;
    setTyped(suggestion.title);
    box.closeDropdown();
    onChoose(suggestion.choice);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    box.closeDropdown();
    const choice = readChoice(typed);
    if (choice !== null) onChoose(choice);
  }

  return (
    <form onSubmit={submit} style={{ flex: "1 1 20rem", maxWidth: "34rem" }}>
      <Combobox store={box} onOptionSubmit={choose}>
        <Combobox.Target>
          <TextInput
            label="Person"
            placeholder="Name, e-mail, alias or directory id"
            autoComplete="off"
            leftSection={<IconSearch size={16} aria-hidden />}
            maxLength={200}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              box.openDropdown();
            }}
            onFocus={() => typed !== "" && box.openDropdown()}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={suggestions.length === 0}>
          <Combobox.Options aria-label="Suggestions">
            {suggestions.map((one) => (
              <Combobox.Option key={one.key} value={one.key}>
                <Text size="sm" truncate dir="auto">
                  {one.title}
                </Text>
                <Text size="xs" c="dimmed" truncate dir="auto">
                  {one.subtitle}
                </Text>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </form>
  );
}

/** Accounts of the directory that was chosen; of every directory, with desk records, otherwise. */
function useSuggestions(q: string, connectionId: number | undefined) {
  const isWanted = q.length >= 2;
  const everywhere = useSearch(isWanted ? q : "");
  const here = useQuery({
    queryKey: ["connections", connectionId, "people", "suggestions", q],
    queryFn: () => askAccounts(connectionId ?? 0, q),
    enabled: isWanted && connectionId !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!isWanted) return [];
  const hits: readonly SearchHit[] = everywhere.data?.items ?? [];
  return listSuggestions(hits, connectionId === undefined ? null : (here.data ?? []));
}

async function askAccounts(connectionId: number, q: string) {
  const asked = api.connections[":connectionId"].people.$get({ param: { connectionId: String(connectionId) }, query: { q, limit: "8" } });
  return (await ask(asked)).items;
}
