import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { changeSearch, textOf } from "../../records/record-search.ts";
import { ReferencePicker } from "../../records/reference-picker.tsx";
import { Page } from "../../ui/page.tsx";
import { SeatList } from "./seat-list.tsx";

/** What was bought, assigned and billed, of every product at every customer, or at the one that the address names. */
export function SeatsPage() {
  const { search, setSearch } = useAddressSearch();
  const customerId = typeof search.customer === "number" ? search.customer : null;
  return (
    <Page title="Seats" subtitle="Bought, assigned and billed, side by side: what differs costs somebody money.">
      <SeatList
        {...(customerId !== null && { customerId })}
        q={textOf(search, "q")}
        onSearch={(q) => setSearch(changeSearch(search, { q }), true)}
        sort={textOf(search, "sort")}
        onSort={(sort) => setSearch(changeSearch(search, { sort: sort === "customer" ? undefined : sort }), false)}
        filter={
          <ReferencePicker
            isBare
            canCreate={false}
            label="Customer"
            refersTo="customer"
            value={customerId}
            onChange={(customer) => setSearch(changeSearch(search, { customer: customer ?? undefined }), false)}
          />
        }
      />
    </Page>
  );
}
