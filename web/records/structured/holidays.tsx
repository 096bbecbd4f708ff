import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import type { Holiday } from "../../../src/model/records/ticket-setup.ts";
import { IconPlus, IconTrash } from "../../ui/icons.ts";
import { sayDay } from "../record-words.ts";
import { EditorFrame } from "./editor-frame.tsx";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

/** Days on which nobody works. */
export function HolidaysEditor({ label, value, error, onChange }: EditorProps) {
  const holidays = holidaysOf(value);
  return (
    <EditorFrame label={label} error={error} description="Clocks stand on these days.">
      <ul className={classes.rows}>
        {holidays.map((holiday, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the list; its date changes while one types.
          <li key={index}>
            <Group gap="xs" wrap="nowrap">
              <TextInput
                aria-label={`${index + 1}. holiday, date`}
                type="date"
                value={holiday.date}
                onChange={(event) => onChange(holidays.with(index, { ...holiday, date: event.currentTarget.value }))}
              />
              <TextInput
                aria-label={`${index + 1}. holiday, name`}
                placeholder="Name"
                style={{ flex: 1 }}
                maxLength={100}
                value={holiday.name}
                onChange={(event) => onChange(holidays.with(index, { ...holiday, name: event.currentTarget.value }))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${holiday.name || holiday.date || "this holiday"}`}
                onClick={() => onChange(holidays.toSpliced(index, 1))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...holidays, { date: "", name: "" }])}
      >
        Add a holiday
      </Button>
    </EditorFrame>
  );
}

export function HolidaysView({ value }: ViewProps) {
  const holidays = holidaysOf(value).toSorted((a, b) => a.date.localeCompare(b.date));
  if (holidays.length === 0) return <>none</>;
  return (
    <ul className={classes.plain}>
      {holidays.map((holiday) => (
        <li key={`${holiday.date} ${holiday.name}`}>
          {sayDay(holiday.date)} {holiday.name}
        </li>
      ))}
    </ul>
  );
}

function holidaysOf(value: unknown): readonly Holiday[] {
  return (value ?? []) as readonly Holiday[]; // The server keeps nothing else in this field.
}
