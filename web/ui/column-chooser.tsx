import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { Column } from "./data-grid.tsx";
import { IconColumns } from "./icons.ts";

interface Props {
  readonly columns: readonly Pick<Column<never>, "key" | "label">[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: string[]) => void;
}

/** Chooses which columns of a list are shown. */
export function ColumnChooser({ columns, hidden, onChange }: Props) {
  return (
    <Popover position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={16} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label="Columns">
        <Stack gap={8}>
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              size="xs"
              label={column.label}
              checked={!hidden.includes(column.key)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? hidden.filter((key) => key !== column.key) : [...hidden, column.key])
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The columns of a list that this browser has hidden; kept per list. */
export function useHiddenColumns<T>(list: string, columns: readonly Column<T>[]) {
  const [chosen, setHidden] = useLocalStorage<string[] | null>({
    key: `muster-columns-${list}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  // Columns of custom fields come after the first drawing.
  const hidden = chosen ?? columns.filter((column) => column.isHiddenByDefault === true).map((column) => column.key);
  return { hidden, setHidden, shown: columns.filter((column) => !hidden.includes(column.key)) };
}
