import { Group, Stack, Text } from "@mantine/core";
import type { PersonRow } from "../../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../../src/model/desk.ts";
import { PersonLink } from "../../ui/person-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";

/** A row of the list as a phone shows it. */
export function PersonCard({ entity, row }: { entity: Entity; row: PersonRow }) {
  const place = [row.title, row.site?.name ?? "", row.customer?.name ?? ""].filter((part) => part !== "").join(" · ");
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <PersonLink entity={entity} id={row.id} name={row.name} />
        <StateBadge tone={row.isActive ? "good" : "neutral"}>{row.isActive ? "active" : "inactive"}</StateBadge>
      </Group>
      <Text size="sm" truncate dir="auto">
        {row.email}
      </Text>
      {place !== "" && (
        <Text size="sm" c="dimmed" truncate dir="auto">
          {place}
        </Text>
      )}
    </Stack>
  );
}
