import { Table, VisuallyHidden } from "@mantine/core";
import { RecordLink } from "../../records/record-value.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { useLicencesOf } from "./queries.ts";
import { TakeBack } from "./take-back.tsx";

/** The licences that a user or an asset holds. */
export function LicencesOf({ path, id }: { readonly path: "users" | "assets"; readonly id: number }) {
  const licences = useLicencesOf(path, id);
  return (
    <Loaded query={licences} reading="the licences">
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="No licence">Assign one on the page of a software licence.</Empty>
        ) : (
          <StackingTable label="Licences" minWidth="30rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Licence</Table.Th>
                <Table.Th>Since</Table.Th>
                <Table.Th>Assigned by</Table.Th>
                <Table.Th>
                  <VisuallyHidden>What can be done</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.id}>
                  <Table.Td data-label="Licence">
                    <RecordLink refersTo="softwareLicence" id={item.licenceId} label={item.licence} />
                  </Table.Td>
                  <Table.Td data-label="Since">
                    <When at={item.since} />
                  </Table.Td>
                  <Table.Td data-label="Assigned by">{item.by}</Table.Td>
                  <Table.Td>
                    <TakeBack assignment={item} question={`Take ${item.licence} back?`} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </StackingTable>
        )
      }
    </Loaded>
  );
}
