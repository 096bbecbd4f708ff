import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Home } from "../../../src/api/v1/shapes/home.ts";
import { CountLink } from "../../ui/count-link.tsx";
import link from "../../ui/name-link.module.css";
import { Section } from "../../ui/page.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./home.module.css";

const shown = 6;

/** How many directories are well, and the names of the others. */
export function DirectoriesBlock({ directories }: { readonly directories: Home["directories"] }) {
  const { healthy, others, lastRead, lastChange } = directories;
  const more = others.length - shown;
  return (
    <Section title="Directories">
      <div className={classes.card}>
        <ul className={classes.lines}>
          {healthy > 0 && (
            <li>
              <CountLink n={healthy} label="healthy" to="/directories" search={{ state: "healthy" }} />
            </li>
          )}
          {others.slice(0, shown).map(({ connectionId, name, says }) => (
            <li key={connectionId}>
              <Link to="/directories/$connectionId" params={{ connectionId: String(connectionId) }} className={link.name} dir="auto">
                {name}
              </Link>
              <span className={classes.says} dir="auto">
                {says}
              </span>
            </li>
          ))}
          {more > 0 && (
            <li>
              <CountLink n={more} label="more" to="/directories" />
            </li>
          )}
        </ul>
        <p className={classes.times}>
          Last read <When at={lastRead} /> · last change <When at={lastChange} />
        </p>
        <Button variant="default" size="compact-sm" renderRoot={(props) => <Link to="/directories" {...props} />}>
          All directories
        </Button>
      </div>
    </Section>
  );
}
