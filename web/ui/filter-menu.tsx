import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text } from "@mantine/core";
import { IconChevronDown } from "./icons.ts";

interface Props {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly n?: number | undefined }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** A filter by several values, each with how many it would show. */
export function FilterMenu({ label, options, chosen, onChange }: Props) {
  const isSet = chosen.length > 0;
  return (
    <Popover position="bottom-start" trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant={isSet ? "light" : "default"}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          disabled={options.length === 0 && !isSet}
        >
          {isSet ? `${label}: ${summary(options, chosen)}` : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" maw="22rem" aria-label={label}>
        <ScrollArea.Autosize mah="20rem" type="auto">
          <Stack gap={8} p={4}>
            {options.map((option) => (
              <Checkbox
                key={option.value}
                size="xs"
                checked={chosen.includes(option.value)}
                onChange={(event) =>
                  onChange(event.currentTarget.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
                }
                styles={{ body: { alignItems: "center" }, labelWrapper: { flex: 1 } }}
                label={
                  <Group justify="space-between" gap="md" wrap="nowrap">
                    <Text span size="sm" dir="auto" style={{ overflowWrap: "anywhere" }}>
                      {option.label}
                    </Text>
                    {option.n !== undefined && (
                      <Text span size="sm" c="dimmed" className="m-number">
                        {option.n.toLocaleString()}
                      </Text>
                    )}
                  </Group>
                }
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        {isSet && (
          <Button variant="subtle" size="xs" mt="xs" fullWidth onClick={() => onChange([])}>
            Clear
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function summary(options: Props["options"], chosen: readonly string[]): string {
  if (chosen.length > 1) return `${chosen.length} chosen`;
  return options.find((option) => option.value === chosen[0])?.label ?? chosen[0] ?? "";
}
