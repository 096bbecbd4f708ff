import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { useKind, useRecords } from "../../queries/records.ts";
import { useMe } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { useSeatsOf } from "../licences/queries.ts";
import classes from "./customer.module.css";
import { useNewestTickets } from "./customer-tickets.tsx";
import { DirectoryLinks } from "./directory-links.tsx";

/** Where a customer is, where its people come from, and how much belongs to it: every number leads to what it counts. */
export function CustomerHead({ customer }: { readonly customer: CustomerView }) {
  const { permissions } = useMe();
  const { mainSite, domains, directories } = customer;
  const hasDirectory = permissions.includes("directories:read") && directories.length > 0;
  return (
    <>
      <div>
        {mainSite !== null && (
          <>
            Main site{" "}
            <AnchorLink to="/sites/$id" params={{ id: String(mainSite.id) }} inherit>
              {mainSite.name}
            </AnchorLink>
          </>
        )}
        {domains.length > 0 && ` · ${domains.join(", ")}`}
        {hasDirectory && (
          <>
            {" · "}
            <DirectoryLinks directories={directories} />
          </>
        )}{" "}
        {customer.isVip && <StateBadge tone="info">VIP</StateBadge>}{" "}
        {!customer.isActive && <StateBadge tone="neutral">inactive</StateBadge>}
      </div>
      <Figures customer={customer} />
    </>
  );
}

function Figures({ customer: { id, users, activeUsers } }: { readonly customer: CustomerView }) {
  const { permissions } = useMe();
  const customerId = String(id);
  const seats = useSeatsOf(id, permissions.includes("licences:read"));
  const assets = useRecords(useKind("asset"), { customerId, isActive: "true", limit: "1" }, permissions.includes("assets:read"));
  const tickets = useNewestTickets(id, permissions.includes("tickets:read"));
  const bought = seats.data?.reduce((sum, seat) => sum + seat.bought, 0);
  const owned = assets.data?.total;
  const open = tickets.data?.total;
  const inactive = users - activeUsers;
  return (
    <ul className={classes.figures} aria-label="What belongs to it" aria-busy={[seats, assets, tickets].some(({ isLoading }) => isLoading)}>
      <li>
        <CountLink n={activeUsers} label="people" to="/users" search={{ customer: id, active: true }} />
        {inactive > 0 && (
          <>
            {" and "}
            <CountLink n={inactive} label="inactive" to="/users" search={{ customer: id, active: false }} />
          </>
        )}
      </li>
      {bought !== undefined && (
        <li>
          <CountLink n={bought} label={bought === 1 ? "seat" : "seats"} to={`/customers/${id}`} search={{ tab: "licences" }} />
        </li>
      )}
      {owned !== undefined && (
        <li>
          <CountLink n={owned} label={owned === 1 ? "asset" : "assets"} to="/assets" search={{ customerId: id, isActive: true }} />
        </li>
      )}
      {open !== undefined && (
        <li>
          <CountLink n={open} label={open === 1 ? "open ticket" : "open tickets"} to="/tickets" search={{ view: "open", customerId: id }} />
        </li>
      )}
    </ul>
  );
}
