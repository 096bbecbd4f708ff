import { Button, Group } from "@mantine/core";
import { SearchBox } from "../ui/search-box.tsx";
import { customFilters, MoreFilters } from "./more-filters.tsx";
import { isNarrowed, type RecordSearch, type SearchChange, textOf } from "./record-search.ts";
import type { KindView } from "./record-types.ts";

interface RecordFiltersProps {
  readonly kind: KindView;
  readonly search: RecordSearch;
  /** Filters that are always there; others are one click away. */
  readonly first: readonly string[];
  /** Fields that the place itself decides. */
  readonly without: readonly string[];
  readonly onChange: (change: SearchChange) => void;
  readonly onClear: () => void;
}

/** What narrows a list: a search, the filters that are used most, and any other field. */
export function RecordFilters({ kind, search, first, without, onChange, onClear }: RecordFiltersProps) {
  const filterable = [...kind.fields.filter((field) => field.isFilterable), ...customFilters(kind)];
  return (
    <Group gap="xs">
      <SearchBox
        label={`Search ${kind.many}`}
        placeholder={`Search ${kind.many}`}
        value={textOf(search, "q")}
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      <MoreFilters
        fields={filterable.filter((field) => !without.includes(field.name))}
        first={first}
        textFor={(name) => textOf(search, name)}
        onChange={(name, value) => onChange({ [name]: value })}
      />
      {isNarrowed(search) && (
        <Button variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}
