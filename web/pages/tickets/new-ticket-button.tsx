import type { ButtonProps } from "@mantine/core";
import { Allowed } from "../../session.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";

interface Props {
  /** What the ticket has already: `{ customerId: 2 }`. */
  readonly preset?: Readonly<Record<string, number>>;
  readonly variant?: ButtonProps["variant"];
  readonly size?: ButtonProps["size"];
}

/** Leads to the form of a new ticket, for those who may open one. */
export function NewTicketButton({ preset = {}, variant = "filled", size = "sm" }: Props) {
  return (
    <Allowed to="tickets:edit">
      <ButtonLink to="/tickets/new" search={preset} variant={variant ?? "filled"} size={size ?? "sm"}>
        New ticket
      </ButtonLink>
    </Allowed>
  );
}
