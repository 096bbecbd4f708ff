import { Button, Group, Text } from "@mantine/core";
import type { DemoIncident } from "../../../src/api/v1/shapes/demo.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import classes from "./demo.module.css";

interface IncidentProps {
  readonly incident: DemoIncident;
  readonly isBusy: boolean;
  readonly isDisabled: boolean;
  readonly onHappen: () => void;
}

/** Something that can be made to happen. */
export function Incident({ incident, isBusy, isDisabled, onHappen }: IncidentProps) {
  return (
    <li className={classes.incident} data-happened={incident.hasHappened}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text fw={600} size="sm">
          {incident.title}
        </Text>
        {incident.hasHappened && <StateBadge tone="info">has happened</StateBadge>}
      </Group>
      <Text size="sm" c="dimmed" mt={2}>
        A careless sync: {incident.careless}
      </Text>
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        loading={isBusy}
        disabled={isDisabled}
        aria-label={`${incident.hasHappened ? "Again" : "Make it happen"}: ${incident.title}`}
        onClick={onHappen}
      >
        {incident.hasHappened ? "Again" : "Make it happen"}
      </Button>
    </li>
  );
}
