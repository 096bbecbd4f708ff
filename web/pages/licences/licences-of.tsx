import { Table, VisuallyHidden } from "@mantine/core";
import { RecordLink } from "../../records/record-value.tsx";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { useLicencesOf, useRelease } from "./queries.ts";

/** The licences that a user or an asset holds. */
export function LicencesOf({ path, id }: { readonly path: "users" | "assets"; readonly id: number }) {
  const licences = useLicencesOf(path, id);
  const release = useRelease();
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
                    <Allowed to="licences:edit">
                      <ConfirmButton
                        size="xs"
                        variant="subtle"
                        isDestructive
                        label="Take back…"
                        confirmTitle={`Take ${item.licence} back?`}
                        confirmBody={`It is free for somebody else then. Nothing is sent to the vendor.`}
                        onConfirm={() => release.mutateAsync(item)}
                      />
                    </Allowed>
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
