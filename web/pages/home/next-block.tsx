import type { Home } from "../../../src/api/v1/shapes/home.ts";
import link from "../../ui/name-link.module.css";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./home.module.css";

/** What happens, or ends, within 30 days. */
export function NextBlock({ next }: { readonly next: Home["next"] }) {
  return (
    <Section title="Next">
      <div className={classes.card}>
        {next.length === 0 ? (
          <p className={classes.times}>Nothing expires within 30 days.</p>
        ) : (
          <ul className={classes.lines}>
            {next.map((item) => (
              <li key={`${item.at} ${item.says}`}>
                <PathLink href={item.href} className={link.name} dir="auto">
                  {item.says}
                </PathLink>
                <span className={classes.says}>
                  <When at={item.at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
