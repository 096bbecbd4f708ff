import { Stack } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { HeldList } from "../../records/held-list.tsx";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/page.tsx";
import { LicencesOf } from "../licences/licences-of.tsx";

/** The licences that a user holds, and the devices that the user has. */
export function DevicesTab({ person }: { readonly person: PersonView }) {
  return (
    <Stack gap="xl">
      <Allowed to="licences:read">
        <Section title="Licences">
          <LicencesOf path="users" id={person.id} />
        </Section>
      </Allowed>
      <Allowed to="assets:read">
        <Section title="Devices">
          <HeldList
            name="asset"
            held={{ userIds: String(person.id) }}
            shown={["typeId", "key", "tag", "siteId", "isActive"]}
            empty={<Empty title="No device">Say on an asset's page who uses it.</Empty>}
          />
        </Section>
      </Allowed>
    </Stack>
  );
}
