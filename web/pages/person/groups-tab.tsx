import { Table, Text } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { usePersonGroups } from "../../queries/person.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { LinkedText } from "../../why/linked-text.tsx";

/** The directory groups that somebody belongs to, the way there, and what each gave. */
export function GroupsTab({ person }: { person: PersonView }) {
  const groups = usePersonGroups(person.entity, person.id);
  const nameOf = (connectionId: number) => person.links.find((link) => link.connectionId === connectionId)?.connection ?? "";
  return (
    <Loaded query={groups} reading="the groups">
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="In no group that was read">
            <Text size="sm">
              Groups are read when a rule or a role asks about them. Choose groups under Groups & roles of the directory, and they appear
              here with what they give.
            </Text>
          </Empty>
        ) : (
          <Table.ScrollContainer minWidth={480} scrollAreaProps={{ tabIndex: 0 }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Group</Table.Th>
                  <Table.Th>Belongs by</Table.Th>
                  <Table.Th>Gives</Table.Th>
                  <Table.Th>Directory</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((group) => (
                  <Table.Tr key={`${group.connectionId} ${group.groupId}`}>
                    <Table.Td dir="auto">{group.name}</Table.Td>
                    <Table.Td dir="auto">{group.isDirect ? "directly" : `via ${group.path.join(" › ")}`}</Table.Td>
                    <Table.Td>
                      {group.gives.length === 0 ? (
                        "nothing"
                      ) : (
                        <LinkedText text={group.gives.join(", ")} connectionId={group.connectionId} />
                      )}
                    </Table.Td>
                    <Table.Td>
                      <AnchorLink
                        to="/directories/$connectionId/groups-and-roles"
                        params={{ connectionId: String(group.connectionId) }}
                        size="sm"
                      >
                        {nameOf(group.connectionId)}
                      </AnchorLink>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}
