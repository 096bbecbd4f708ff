import { Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { Empty } from "../../ui/empty.tsx";
import { WhyPanel } from "../../why/why-panel.tsx";

/** Why the record is as it is, in every directory that it is linked to. */
export function WhyTab({ person }: { person: PersonView }) {
  if (person.links.length === 0) {
    return (
      <Empty title="Not in any directory">
        <Text size="sm">{person.origin ?? "The record was made on the desk."} No import changes it.</Text>
      </Empty>
    );
  }
  return (
    <Stack gap="xl">
      {person.links.map((link) => (
        <section key={link.connectionId} aria-label={link.connection}>
          <VisuallyHidden>
            <Title order={2}>In {link.connection}</Title>
          </VisuallyHidden>
          <WhyPanel connectionId={link.connectionId} recordOf={person.entity} recordId={person.id} />
        </section>
      ))}
    </Stack>
  );
}
