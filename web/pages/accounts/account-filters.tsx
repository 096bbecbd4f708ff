import { Badge, Button, CloseButton, Group, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { explainAttribute } from "../../../src/core/explain-field.ts";
import { settingsQuery } from "../../queries/settings.ts";
import { SearchBox } from "../../ui/search-box.tsx";
import { type AccountsSearch, deskStates, isNarrowed, standings } from "./accounts-search.ts";
import { deskWords, listDestinations, standingWords } from "./explain-accounts.ts";

interface AccountFiltersProps {
  readonly connectionId: number;
  readonly search: AccountsSearch;
  readonly onChange: (search: AccountsSearch) => void;
  /** How many the filters let through; null while that is not known. */
  readonly total: number | null;
}

/** What narrows the list, and how many are left. */
export function AccountFilters({ connectionId, search, onChange, total }: AccountFiltersProps) {
  const settings = useQuery(settingsQuery(connectionId));
  const mappings = settings.data?.settings.mappings ?? [];
  const destinations = listDestinations(mappings);
  const isKnown = search.rule === undefined || destinations.some(({ value }) => value === search.rule);
  const ruleOf = (id: number) => mappings.find((mapping) => mapping.id === id);
  return (
    <>
      <Group gap="xs">
        <SearchBox
          label="Search accounts"
          placeholder="Name, e-mail, Google id"
          value={search.q ?? ""}
          onChange={(q) => onChange(q === "" ? without(search, "q") : { ...search, q })}
        />
        <Select
          aria-label="Account in the directory"
          placeholder="Account"
          clearable
          w={{ base: "100%", xs: 190 }}
          data={standings.map((value) => ({ value, label: standingWords[value].says }))}
          value={search.state ?? null}
          onChange={(value) => {
            const state = standings.find((one) => one === value);
            onChange(state === undefined ? without(search, "state") : { ...search, state });
          }}
        />
        <Select
          aria-label="Goes to"
          placeholder="Goes to"
          clearable
          w={{ base: "100%", xs: 240 }}
          data={
            isKnown || search.rule === undefined ? destinations : [...destinations, { value: search.rule, label: "a rule that is gone" }]
          }
          value={search.rule ?? null}
          onChange={(rule) => onChange(rule === null ? without(search, "rule") : { ...search, rule })}
        />
        <Select
          aria-label="On the desk"
          placeholder="On the desk"
          clearable
          w={{ base: "100%", xs: 190 }}
          data={deskStates.map((value) => ({ value, label: deskWords[value] }))}
          value={search.desk ?? null}
          onChange={(value) => {
            const desk = deskStates.find((one) => one === value);
            onChange(desk === undefined ? without(search, "desk") : { ...search, desk });
          }}
        />
      </Group>
      <Group gap="xs">
        <Text size="sm" role="status">
          {total === null ? "Counting…" : `${total.toLocaleString()} ${total === 1 ? "account" : "accounts"}`}
        </Text>
        {search.without !== undefined && (
          <Only says={`no value for ${explainAttribute(search.without)}`} onRemove={() => onChange(without(search, "without"))} />
        )}
        {search.group !== undefined && (
          <Only
            says={`in the group ${search.groupName ?? search.group}, directly or through a group in it`}
            onRemove={() => onChange(without(without(search, "group"), "groupName"))}
          />
        )}
        {search.fits !== undefined && (
          <Only
            says={`fits ${explainRule(ruleOf(search.fits))} by itself, whatever comes before it`}
            onRemove={() => onChange(without(search, "fits"))}
          />
        )}
        {search.unchangedIn !== undefined && (
          <Only says={`unchanged in run ${search.unchangedIn}`} onRemove={() => onChange(without(search, "unchangedIn"))} />
        )}
        {isNarrowed(search) && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange({})}>
            Clear filters
          </Button>
        )}
      </Group>
    </>
  );
}

/** A filter that came with the address and has no box of its own. */
function Only({ says, onRemove }: { readonly says: string; readonly onRemove: () => void }) {
  return (
    <Badge
      variant="light"
      size="lg"
      tt="none"
      fw={500}
      maw="100%"
      rightSection={<CloseButton size="xs" iconSize={14} aria-label={`Take away the filter: ${says}`} onClick={onRemove} />}
    >
      <span dir="auto" title={says}>
        {says}
      </span>
    </Badge>
  );
}

function explainRule(mapping: { readonly sequence: number; readonly name: string } | undefined): string {
  return mapping === undefined ? "a rule that is gone" : `rule ${mapping.sequence} “${mapping.name}”`;
}

function without(search: AccountsSearch, key: keyof AccountsSearch): AccountsSearch {
  const { [key]: _gone, ...rest } = search;
  return rest;
}
