import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";

/** Devices and other things that the desk looks after. */
export function AssetsPage() {
  return (
    <KindListPage
      name="asset"
      title="Assets"
      subtitle="Devices and other things that the desk looks after, with who uses them."
      shown={["typeId", "key", "customerId", "siteId", "userIds", "statusId", "isActive"]}
      filters={["typeId", "customerId", "statusId", "isActive"]}
      views={[
        { name: "In use", query: "isActive=true" },
        { name: "Nobody uses them", query: "isActive=true&userIds=none" },
        { name: "Inactive", query: "isActive=false" },
      ]}
      empty={
        <Empty
          title="No asset yet"
          action={
            <ButtonLink to="/settings/$path" params={{ path: "asset-types" }} variant="default">
              See the types of assets
            </ButtonLink>
          }
        >
          Create one here, take over a list from a file, or let a program add them through the API. What an asset is described by is decided
          by its type.
        </Empty>
      }
    />
  );
}
