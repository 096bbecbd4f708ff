import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";

/** Software licences that users and assets hold. */
export function SoftwareLicencesPage() {
  return (
    <KindListPage
      name="softwareLicence"
      title="Software licences"
      subtitle="Licences that users and assets hold: how many were bought, how many are in use."
      shown={["customerId", "total", "used", "vendor", "endsOn", "isActive"]}
      filters={["customerId", "isActive", "endsOn"]}
      empty={<Empty title="No software licence yet">Create one, then assign it to users and assets on its page.</Empty>}
    />
  );
}
