import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Home } from "../../../src/api/v1/shapes/home.ts";
import { Section } from "../../ui/page.tsx";
import classes from "./chart.module.css";

const shown = 8;

/** Active people of the largest sites, as bars that are a list: each leads to its people. */
export function PeopleBySite({ sites }: { readonly sites: Home["peopleBySite"] }) {
  const largest = Math.max(1, ...sites.map((site) => site.people));
  if (sites.length === 0) return null;
  return (
    <Section
      title="People by site"
      actions={
        sites.length > shown && (
          <Button variant="default" size="compact-sm" renderRoot={(props) => <Link to="/customers" {...props} />}>
            All customers
          </Button>
        )
      }
    >
      <ol className={classes.sites}>
        {sites.slice(0, shown).map(({ siteId, site, customer, people }) => (
          <li key={siteId}>
            <Link to="/users" search={{ site: siteId, active: true }} className={classes.site}>
              <span className={classes.siteName} dir="auto" title={`${site}, ${customer}`}>
                {site} <span className={classes.customer}>{customer}</span>
              </span>
              <span className={classes.people}>{people.toLocaleString()}</span>
              <span className={classes.siteBar} aria-hidden>
                <span style={{ width: `${Math.max(1, (people / largest) * 100)}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  );
}
