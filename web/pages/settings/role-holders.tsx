import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Entity } from "../../../src/model/desk.ts";
import { askPeople } from "../../queries/person.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PersonLink } from "../../ui/person-link.tsx";

const shown = 50;

/** Who has a role, whoever gave it. */
export function RoleHolders({ entity, role }: { readonly entity: Entity; readonly role: string }) {
  const holders = useQuery({
    queryKey: [`${entity}s`, "holders", role],
    queryFn: () => askPeople(entity, { role, limit: String(shown) }),
  });
  return (
    <Loaded query={holders} reading="who has the role">
      {({ items, total }) =>
        total === 0 ? (
          <Empty title="Nobody has this role">
            Give it by hand on {entity === "user" ? "a user's" : "an agent's"} page, or let a group of a directory give it.
          </Empty>
        ) : (
          <>
            <Text size="sm" mb="xs">
              <CountLink n={total} label={total === 1 ? entity : `${entity}s`} to={`/${entity}s`} search={{ role }} />
            </Text>
            <List size="sm" listStyleType="none" spacing="xs">
              {items.map((person) => (
                <List.Item key={person.id}>
                  <PersonLink entity={entity} id={person.id} name={person.name} />
                  {!person.isActive && " (inactive)"}
                </List.Item>
              ))}
            </List>
            {total > items.length && (
              <Text size="sm" c="dimmed">
                The first {items.length} of {total.toLocaleString()}.
              </Text>
            )}
          </>
        )
      }
    </Loaded>
  );
}
