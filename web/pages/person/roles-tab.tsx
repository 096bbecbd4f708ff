import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { type HeldGrants, useGrants } from "../../queries/people.ts";
import { RecordLink } from "../../records/record-value.tsx";
import { Allowed } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { EditGrants } from "./edit-grants.tsx";

/** What somebody holds, who gave it, and what can be changed by hand. */
export function RolesTab({ person }: { readonly person: PersonView }) {
  const { entity, id } = person;
  const grants = useGrants(entity, id);
  const [isOpen, setOpen] = useState(false);
  return (
    <Loaded query={grants} reading="the roles">
      {(held) => (
        <Stack gap="lg">
          <Allowed to={`${entity}s:edit`}>
            <Group justify="flex-end">
              <Button variant="default" size="xs" onClick={() => setOpen(true)}>
                Give or take by hand…
              </Button>
            </Group>
          </Allowed>
          <Section title="Roles">
            <Held items={held.roles} refersTo={entity === "user" ? "userRole" : "agentRole"} none="No role." />
          </Section>
          {entity === "agent" && (
            <>
              <Section title="Change advisory boards (CABs)">
                <Held items={held.cabs} refersTo="cab" none="On no board." />
              </Section>
              <Section title="Teams">
                {held.teams.length === 0 ? (
                  <Text size="sm">In no team.</Text>
                ) : (
                  <List size="sm" spacing="xs">
                    {held.teams.map((team) => (
                      <List.Item key={team.id}>
                        <RecordLink refersTo="team" id={team.id} label={team.name} />
                      </List.Item>
                    ))}
                  </List>
                )}
              </Section>
            </>
          )}
          {isOpen && <EditGrants person={person} held={held} onClose={() => setOpen(false)} />}
        </Stack>
      )}
    </Loaded>
  );
}

interface HeldProps {
  readonly items: HeldGrants["roles"];
  readonly refersTo: string;
  readonly none: string;
}

function Held({ items, refersTo, none }: HeldProps) {
  if (items.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <List size="sm" spacing="xs">
      {items.map((item) => (
        <List.Item key={`${item.id} ${item.cabRoleId} ${item.source} ${item.connectionId}`}>
          <RecordLink refersTo={refersTo} id={item.id} label={item.name} />
          {item.cabRole !== null && `, ${item.cabRole}`}{" "}
          {item.connectionId === null ? (
            "(given by hand)"
          ) : (
            <>
              (given by{" "}
              <AnchorLink to="/directories/$connectionId/groups-and-roles" params={{ connectionId: String(item.connectionId) }} inherit>
                {item.connection}
              </AnchorLink>
              )
            </>
          )}
        </List.Item>
      ))}
    </List>
  );
}
