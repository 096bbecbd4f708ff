import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";

/** The sites of all customers. */
export function SitesPage() {
  return (
    <KindListPage
      name="site"
      title="Sites"
      subtitle="Where the people of customers are. Every user and every asset belongs to one."
      shown={["customerId", "isMain", "isActive", "city", "country", "phone"]}
      filters={["customerId", "isActive", "isMain"]}
      views={[{ name: "Main sites", query: "isMain=true" }]}
      empty={<Empty title="No site yet">A customer gets its main site when it is created.</Empty>}
    />
  );
}
