import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import type { WeekHours } from "../../../src/model/records/ticket-setup.ts";
import { IconPlus, IconTrash } from "../../ui/icons.ts";
import { EditorFrame } from "./editor-frame.tsx";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

type Day = keyof WeekHours;
type Span = { readonly from: string; readonly to: string };

const days: readonly { readonly day: Day; readonly name: string }[] = [
  { day: "1", name: "Monday" },
  { day: "2", name: "Tuesday" },
  { day: "3", name: "Wednesday" },
  { day: "4", name: "Thursday" },
  { day: "5", name: "Friday" },
  { day: "6", name: "Saturday" },
  { day: "7", name: "Sunday" },
];

/** The hours of a week, several spans a day where there is a break; a day without spans is free. */
export function WeekEditor({ label, value, error, onChange }: EditorProps) {
  const week = weekOf(value);
  const set = (day: Day, spans: readonly Span[]) => onChange({ ...week, [day]: spans });
  return (
    <EditorFrame label={label} error={error} description="Only these hours count for SLAs. A day may end at 24:00.">
      <ul className={classes.rows}>
        {days.map(({ day, name }) => {
          const spans = week[day] ?? [];
          return (
            <li key={day} className={classes.day}>
              <span>{name}</span>
              <Group gap="xs">
                {spans.length === 0 && <span className={classes.says}>free</span>}
                {spans.map((span, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day; its times change while one types.
                  <Group key={index} gap={4} wrap="nowrap">
                    <TimeInput
                      label={`${name}, ${index + 1}. span, from`}
                      value={span.from}
                      onChange={(from) => set(day, spans.with(index, { ...span, from }))}
                    />
                    –
                    <TimeInput
                      label={`${name}, ${index + 1}. span, to`}
                      value={span.to}
                      onChange={(to) => set(day, spans.with(index, { ...span, to }))}
                    />
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Remove ${span.from} to ${span.to} on ${name}`}
                      onClick={() => set(day, spans.toSpliced(index, 1))}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                ))}
                <ActionIcon
                  variant="default"
                  aria-label={`Add hours on ${name}`}
                  onClick={() => set(day, [...spans, spans.length === 0 ? { from: "09:00", to: "17:00" } : { from: "18:00", to: "20:00" }])}
                >
                  <IconPlus size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          );
        })}
      </ul>
      <Button
        variant="default"
        size="xs"
        onClick={() => onChange({ ...week, ...Object.fromEntries(["2", "3", "4", "5"].map((day) => [day, week["1"] ?? []])) })}
      >
        Same as Monday until Friday
      </Button>
    </EditorFrame>
  );
}

/** The hours of a week in words; days that are alike stand together. */
export function WeekView({ value }: ViewProps) {
  const week = weekOf(value);
  return (
    <ul className={classes.plain}>
      {days.map(({ day, name }) => (
        <li key={day}>
          {name}: {(week[day] ?? []).map((span) => `${span.from}–${span.to}`).join(", ") || "free"}
        </li>
      ))}
    </ul>
  );
}

/** A time as text: the browser's own input knows no 24:00. */
function TimeInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      aria-label={label}
      placeholder="09:00"
      w="4.75rem"
      maxLength={5}
      value={value}
      error={/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value) ? undefined : true}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function weekOf(value: unknown): WeekHours {
  return (value ?? {}) as WeekHours; // The server keeps nothing else in this field.
}
