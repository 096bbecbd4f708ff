import { Table, Text } from "@mantine/core";
import type { ConnectionCheck } from "../../../src/api/v1/shapes/connection.ts";

/** A few people as read, so that an administrator sees that it is the right directory. */
export function PeopleSample({ people }: { readonly people: ConnectionCheck["sample"] }) {
  return (
    <div>
      <Text fw={600} size="sm" id="people-sample">
        {people.length} people as read
      </Text>
      <Table.ScrollContainer minWidth={480} type="native">
        <Table aria-labelledby="people-sample" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>E-mail</Table.Th>
              <Table.Th>Org unit</Table.Th>
              <Table.Th>Account</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((person) => (
              <Table.Tr key={person.id}>
                <Table.Td dir="auto">{person.name}</Table.Td>
                <Table.Td dir="auto">{person.email}</Table.Td>
                <Table.Td dir="auto">{person.orgUnit}</Table.Td>
                <Table.Td>{person.standing}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
