import { useLeftOut } from "../../queries/home.ts";
import { IconAlertTriangle } from "../../ui/icons.ts";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import classes from "./home.module.css";

/** Who is left out because something is wrong; nothing is drawn where nobody is. */
export function LeftOut() {
  const leftOut = useLeftOut();
  if (leftOut.isError) return <ProblemAlert error={leftOut.error} onRetry={() => void leftOut.refetch()} />;
  const items = leftOut.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section
      title={`Left out with errors (${items.length.toLocaleString()})`}
      description="Nothing waits for you here, and nobody was touched: look when there is time."
    >
      <ul className={classes.waiting}>
        {items.map((item) => (
          <li key={item.href} className={classes.waitingItem}>
            <span className={classes.kind} data-tone="neutral">
              <IconAlertTriangle size={18} aria-hidden />
            </span>
            <PathLink href={item.href} className={classes.waitingWords}>
              {item.connection}: {item.says}
            </PathLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
