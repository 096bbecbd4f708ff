import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { IconFilter } from "../ui/icons.ts";
import { FilterInput } from "./filter-input.tsx";
import type { FieldView, KindView } from "./record-types.ts";
import { capital } from "./record-words.ts";

interface MoreFiltersProps {
  readonly fields: readonly FieldView[];
  /** Filters that are always there; others are one click away. */
  readonly first: readonly string[];
  /** What is set, by field, as it stands in the address; empty where nothing is. */
  readonly textFor: (name: string) => string;
  readonly onChange: (name: string, value: string | undefined) => void;
}

/** Filters by field: those that are always there, those that are set, and a menu with the others. */
export function MoreFilters({ fields, first, textFor, onChange }: MoreFiltersProps) {
  const [added, setAdded] = useState<readonly string[]>([]);
  const isShown = ({ name }: FieldView) => first.includes(name) || added.includes(name) || textFor(name) !== "";
  const more = fields.filter((field) => !isShown(field));
  return (
    <>
      {fields.filter(isShown).map((field) => (
        <FilterInput key={field.name} field={field} value={textFor(field.name)} onChange={(value) => onChange(field.name, value)} />
      ))}
      {more.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button variant="default" leftSection={<IconFilter size={15} aria-hidden />}>
              More filters
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="20rem" style={{ overflowY: "auto" }}>
            {more.map((field) => (
              <Menu.Item key={field.name} onClick={() => setAdded([...added, field.name])}>
                {capital(field.label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** The custom fields of a kind as filters: `custom.<key>`. */
export function customFilters(kind: Pick<KindView, "customFields"> | undefined): readonly FieldView[] {
  return (kind?.customFields ?? []).map((field) => ({
    name: `custom.${field.key}`,
    label: field.label,
    kind: field.type === "checkbox" ? "flag" : field.type === "select" ? "choice" : "text",
    options: field.options,
    refersTo: null,
    hint: null,
    isComputed: false,
    isRequired: false,
    isSortable: false,
    isFilterable: true,
  }));
}
