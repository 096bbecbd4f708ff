import { Button, NativeSelect, Pill } from "@mantine/core";
import type { ChangeFacets, RunView } from "../../../src/api/v1/shapes/run.ts";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import styles from "./run.module.css";
import { type Counted, isNarrowed, type ListFilter, listOf, noFilters, oneOrMany, orders, type RunSearch } from "./run-search.ts";

const menus: readonly { readonly filter: ListFilter; readonly label: string }[] = [
  { filter: "kind", label: "Kind" },
  { filter: "mapping", label: "Rule" },
  { filter: "site", label: "Site" },
  { filter: "matchedBy", label: "Found by" },
  { filter: "field", label: "Field changed" },
  { filter: "warning", label: "Warnings" },
  { filter: "reason", label: "Reason" },
];

const orderWords = {
  name: "Name, A to Z",
  "-name": "Name, Z to A",
  what: "What happens",
  "-what": "What happens, backwards",
  site: "Site, A to Z",
  "-site": "Site, Z to A",
} as const;

const countedWords: Readonly<Record<Counted, string>> = {
  siteMoves: "change site",
  roleLosses: "lose a role",
  roleGains: "gain a role",
  deactivations: "become inactive",
  creations: "are created",
  tripped: "count towards a limit that is exceeded",
};

interface Props {
  readonly run: RunView;
  readonly facets: ChangeFacets | undefined;
  readonly search: RunSearch;
  readonly onChange: (change: RunSearch) => void;
}

/** Everything that narrows the grid. All of it stands in the address. */
export function ChangeFilters({ run, facets, search, onChange }: Props) {
  return (
    <>
      <SearchBox
        label="Search in these changes"
        placeholder="name, e-mail, id"
        value={search.q ?? ""}
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      {menus.map(({ filter, label }) => {
        const options = facets?.[filter] ?? [];
        // A menu without anything to choose is noise, unless something is chosen in it that could not be taken away elsewhere.
        if (!isUseful(filter, options.length, search)) return null;
        return (
          <FilterMenu
            key={filter}
            label={label}
            options={options}
            chosen={listOf(search[filter])}
            onChange={(values) => onChange({ [filter]: oneOrMany(values) })}
          />
        );
      })}
      {run.result !== null && (facets?.state.length ?? 0) > 0 && (
        <FilterMenu
          label="Result"
          options={facets?.state ?? []}
          chosen={listOf(search.state)}
          onChange={(values) => onChange({ state: oneOrMany(values) })}
        />
      )}
      {((facets?.entity.filter(({ n }) => n > 0).length ?? 0) > 1 || search.entity !== undefined) && (
        <FilterMenu
          label="Users, agents"
          options={facets?.entity ?? []}
          chosen={search.entity === undefined ? [] : [search.entity]}
          onChange={(values) => onChange({ entity: toEntity(values, search.entity) })}
        />
      )}
      <NativeSelect
        hiddenFrom="sm"
        aria-label="Order"
        value={search.sort ?? ""}
        onChange={(event) => onChange({ sort: orders.find((order) => order === event.currentTarget.value) })}
        data={[{ value: "", label: "What takes away first" }, ...orders.map((order) => ({ value: order, label: orderWords[order] }))]}
      />
    </>
  );
}

/** What narrows the grid without a menu of its own, each with a way to take it away. */
export function ActiveFilters({ search, onChange }: Pick<Props, "search" | "onChange">) {
  if (!isNarrowed(search)) return null;
  const pills: readonly { readonly says: string; readonly without: RunSearch }[] = [
    ...(search.counts === undefined ? [] : [{ says: `Only who ${countedWords[search.counts]}`, without: { counts: undefined } }]),
    ...(search.isTicked === undefined
      ? []
      : [{ says: search.isTicked === "true" ? "Only selected" : "Only not selected", without: { isTicked: undefined } }]),
  ];
  return (
    <span className={styles.limits}>
      {pills.map(({ says, without }) => (
        <Pill
          key={says}
          withRemoveButton
          removeButtonProps={{ "aria-label": `Take away: ${says}`, "aria-hidden": false, tabIndex: 0 }}
          onRemove={() => onChange({ ...without, show: "all" })}
        >
          {says}
        </Pill>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={() => onChange({ ...noFilters, show: "all" })}>
        Clear filters
      </Button>
    </span>
  );
}

/** One of two is chosen, or both, which is no filter. */
function toEntity(values: readonly string[], before: RunSearch["entity"]): RunSearch["entity"] {
  const added = values.find((value) => value !== before);
  return added === "user" || added === "agent" ? added : undefined;
}

/** Reasons are asked for only where people are left out. */
function isUseful(filter: ListFilter, options: number, search: RunSearch): boolean {
  if (listOf(search[filter]).length > 0) return true;
  if (filter === "reason" && !listOf(search.kind).some((kind) => kind === "leftOut" || kind === "decide")) return false;
  return options > 0;
}
