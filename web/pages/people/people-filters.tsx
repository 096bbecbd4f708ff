import { Button, Group, Select } from "@mantine/core";
import type { Entity } from "../../../src/model/desk.ts";
import { useConnections } from "../../queries/connections.ts";
import { useCatalogue } from "../../queries/person.ts";
import { useKind } from "../../queries/records.ts";
import { customFilters, MoreFilters } from "../../records/more-filters.tsx";
import { useMe } from "../../session.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { changes, isFiltered, licences, type PeopleSearch } from "./people-search.ts";

/** What to set in the address; undefined takes a filter away. */
export type SearchChange = { readonly [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined };

interface PeopleFiltersProps {
  readonly entity: Entity;
  readonly search: PeopleSearch;
  readonly onChange: (change: SearchChange) => void;
  readonly onClear: () => void;
}

/** What narrows a list of people. Every choice stands in the address. */
export function PeopleFilters({ entity, search, onChange, onClear }: PeopleFiltersProps) {
  const catalogue = useCatalogue().data;
  const connections = useConnections(useMe().permissions.includes("directories:read")).data?.items ?? [];
  const sites = (catalogue?.sites ?? []).filter((site) => search.customer === undefined || site.customerId === search.customer);
  const roles = (entity === "user" ? catalogue?.userRoles : catalogue?.agentRoles) ?? [];
  return (
    <Group gap="xs">
      <SearchBox
        label={`Search ${entity}s`}
        placeholder="Name, e-mail, phone"
        value={search.q ?? ""}
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      <Choice
        label="State"
        value={search.active}
        options={[
          { value: "true", label: "active" },
          { value: "false", label: "inactive" },
        ]}
        onChange={(value) => onChange({ active: value === null ? undefined : value === "true" })}
      />
      {entity === "user" && (
        <>
          <Choice
            label="Customer"
            value={search.customer}
            options={(catalogue?.customers ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(value) => onChange({ customer: numberOf(value), site: undefined })}
          />
          <Choice
            label="Site"
            value={search.site}
            options={sites.map(({ id, name, customer }) => ({
              value: String(id),
              label: search.customer === undefined ? `${name} (${customer})` : name,
            }))}
            onChange={(value) => onChange({ site: numberOf(value) })}
          />
        </>
      )}
      <Choice
        label="Role"
        value={search.role}
        options={roles.map(({ name }) => ({ value: name, label: name }))}
        onChange={(role) => onChange({ role: role ?? undefined })}
      />
      {entity === "user" ? (
        <Choice
          label="VIP"
          value={search.isVip}
          options={[
            { value: "true", label: "VIP" },
            { value: "false", label: "not VIP" },
          ]}
          onChange={(value) => onChange({ isVip: value === null ? undefined : value === "true" })}
        />
      ) : (
        <Choice
          label="Licence"
          value={search.licence}
          options={licences.map((licence) => ({ value: licence, label: `${licence} licence` }))}
          onChange={(value) => onChange({ licence: licences.find((known) => known === value) })}
        />
      )}
      <Choice
        label="Directory"
        value={search.connection ?? search.linked}
        options={[
          { value: "true", label: "in a directory" },
          { value: "false", label: "in no directory" },
          ...connections.map(({ id, name }) => ({ value: String(id), label: `in ${name}` })),
        ]}
        onChange={(value) =>
          onChange({
            linked: value === "true" ? true : value === "false" ? false : undefined,
            connection: value === "true" || value === "false" ? undefined : numberOf(value),
          })
        }
      />
      <Choice
        label="Happened"
        value={search.since === undefined ? undefined : `${search.since} ${search.within ?? "day"}`}
        options={happenings}
        onChange={(value) =>
          onChange({
            since: changes.find((known) => value?.startsWith(known)),
            within: value?.endsWith(" month") ? "month" : undefined,
          })
        }
      />
      <MoreFilters
        fields={customFilters(useKind(entity))}
        first={[]}
        textFor={(name) => (isCustom(name) ? (search[name] ?? "") : "")}
        onChange={(name, value) => onChange({ [name]: value })}
      />
      {isFiltered(search) && (
        <Button variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}

function isCustom(name: string): name is `custom.${string}` {
  return name.startsWith("custom.");
}

const happenings = [
  ...changes.map((value) => ({ value: `${value} day`, label: `${value} since yesterday` })),
  ...changes.map((value) => ({ value: `${value} month`, label: `${value} this month` })),
];

interface ChoiceProps {
  readonly label: string;
  readonly value: string | number | boolean | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | null) => void;
}

/** One of several, or any. Absent where there is nothing to choose. */
function Choice({ label, value, options, onChange }: ChoiceProps) {
  if (options.length === 0 && value === undefined) return null;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      w={value === undefined ? "9rem" : "12rem"}
      clearable
      searchable={options.length > 6}
      nothingFoundMessage="Nothing with such a name"
      clearButtonProps={{ "aria-label": `Clear: ${label}` }}
      data={options}
      value={value === undefined ? null : String(value)}
      onChange={onChange}
    />
  );
}

function numberOf(value: string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
