import { Anchor, Button, Popover, ScrollArea, Text } from "@mantine/core";
import { useState } from "react";
import type { Named } from "../../src/api/v1/shapes/settings.ts";
import { useWhy } from "../why/why-provider.tsx";

interface Props {
  readonly connectionId: number;
  readonly n: number;
  /** What is counted, after the number: `would gain it`. */
  readonly label: string;
  /** What is said where there is nobody; nothing unless given. */
  readonly whenNone?: string;
  /** The first of them. */
  readonly people: readonly Named[];
  readonly entity: "user" | "agent";
}

/** A number that opens onto the names behind it; each name onto why. */
export function PeopleCount({ connectionId, n, label, whenNone, people, entity }: Props) {
  const { openWhy } = useWhy();
  const [isOpen, setOpen] = useState(false);
  const says = `${n.toLocaleString()} ${label}`;
  if (n === 0) {
    return whenNone === undefined ? null : (
      <Text size="sm" c="dimmed">
        {whenNone}
      </Text>
    );
  }
  const explain = ({ externalId, recordId }: Named) => {
    setOpen(false);
    openWhy({ connectionId, ...(externalId === null ? recordOf(entity, recordId) : { person: externalId }) });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" px={4} mx={-4} aria-haspopup="dialog" onClick={() => setOpen(!isOpen)}>
          {says}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={says}>
        <ScrollArea.Autosize mah={320} type="auto">
          <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {people.map((person) => (
              <li key={`${person.externalId} ${person.recordId}`} style={{ paddingBlock: 3, overflowWrap: "anywhere" }}>
                <Anchor component="button" type="button" size="sm" dir="auto" onClick={() => explain(person)}>
                  {person.name === "" ? "(no name)" : person.name}
                </Anchor>
                <Text size="xs" c="dimmed" dir="auto">
                  {person.email}
                </Text>
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
        {n > people.length && (
          <Text size="xs" c="dimmed" mt="xs">
            and {(n - people.length).toLocaleString()} more. All of them: see the effect of the draft, or the next preview.
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function recordOf(entity: "user" | "agent", recordId: number | null): { recordOf?: "user" | "agent"; recordId?: number } {
  return recordId === null ? {} : { recordOf: entity, recordId };
}
