import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { RunStateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { runsQuery } from "../run/queries.ts";
import styles from "./import.module.css";

/** The last runs of a connection, in a line each. */
export function RecentRuns({ connectionId }: { readonly connectionId: number }) {
  const query = useQuery(runsQuery({ connectionId, limit: 5 }));
  return (
    <Section title="Last runs" actions={<PathLink href={`/directories/${connectionId}/activity`}>All activity</PathLink>}>
      <Loaded query={query} reading="the last runs">
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.quiet}>No run yet.</p>
          ) : (
            <ul className={styles.runs}>
              {items.map((run) => (
                <li key={run.id}>
                  <PathLink href={`/runs/${run.id}`}>
                    Run {run.id}, {run.what}
                  </PathLink>
                  <RunStateBadge state={run.state} says={run.stateSays} />
                  <span className={`${styles.quiet} ${styles.clamped}`} title={run.says}>
                    <When at={run.startedAt} /> · {run.says}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
