import { Stack } from "@mantine/core";
import { HeldList } from "../../records/held-list.tsx";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/page.tsx";
import { SeatList } from "../licences/seat-list.tsx";

/** What a customer has bought: seats side by side, subscriptions, licences, and what is billed for them. */
export function CustomerLicences({ id }: { readonly id: number }) {
  const held = { customerId: String(id) };
  const preset = { customerId: id };
  return (
    <Stack gap="xl">
      <Section title="Seats" description="Bought, assigned and billed.">
        <SeatList customerId={id} />
      </Section>
      <Section title="Subscriptions">
        <HeldList
          name="subscription"
          held={held}
          preset={preset}
          shown={["quantity", "assignedQuantity", "price", "renewsOn", "status"]}
          empty={<Empty title="No subscription yet" />}
        />
      </Section>
      <Section title="Software licences">
        <HeldList
          name="softwareLicence"
          held={held}
          preset={preset}
          shown={["total", "used", "vendor", "endsOn", "isActive"]}
          empty={<Empty title="No software licence yet" />}
        />
      </Section>
      <Allowed to="invoices:read">
        <Section title="Recurring invoices">
          <HeldList
            name="recurringInvoice"
            held={held}
            preset={preset}
            shown={["everyMonths", "nextOn", "currency", "isActive"]}
            empty={<Empty title="No recurring invoice yet" />}
          />
        </Section>
      </Allowed>
    </Stack>
  );
}
