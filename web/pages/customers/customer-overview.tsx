import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { RecordDetails } from "../../records/record-details.tsx";
import { EditRecordButton } from "../../records/record-page.tsx";
import type { AnyRecord, KindView } from "../../records/record-types.ts";
import { Allowed } from "../../session.tsx";
import { Section } from "../../ui/page.tsx";
import layout from "../../ui/wide-and-narrow.module.css";
import classes from "./customer.module.css";
import { CustomerSeats } from "./customer-seats.tsx";
import { CustomerTickets } from "./customer-tickets.tsx";
import { DirectoryBlock } from "./directory-block.tsx";

interface Props {
  readonly kind: KindView;
  readonly record: AnyRecord;
  readonly customer: CustomerView;
}

/** A customer at a glance: what it pays for, what it waits for, where its people come from. */
export function CustomerOverview({ kind, record, customer }: Props) {
  return (
    <div className={`${layout.blocks} ${classes.blocks}`}>
      <div className={`${layout.column} ${classes.wide}`}>
        <Allowed to="licences:read">
          <CustomerSeats id={customer.id} />
        </Allowed>
        <Allowed to="tickets:read">
          <CustomerTickets id={customer.id} />
        </Allowed>
      </div>
      <div className={`${layout.column} ${classes.narrow}`}>
        <Allowed to="directories:read">
          <DirectoryBlock customer={customer} />
        </Allowed>
        <Section title="Details" actions={<EditRecordButton kind={kind} record={record} size="compact-sm" />}>
          <RecordDetails kind={kind} record={record} without={["name"]} isShort />
        </Section>
      </div>
    </div>
  );
}
