import { useQuery } from "@tanstack/react-query";
import { useRunProgress } from "../../live/use-run-progress.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { runQuery } from "../run/queries.ts";
import { LiveProgress } from "../run/run-at-work.tsx";
import styles from "./import.module.css";

/** The run that is at work on this connection, whoever started it. */
export function LiveImport({ runId }: { readonly runId: number }) {
  const query = useQuery(runQuery(runId));
  const { progress } = useRunProgress(runId, query.data?.state);
  return (
    <Section title="At work now" actions={<PathLink href={`/runs/${runId}`}>To run {runId}</PathLink>}>
      <div className={styles.card}>
        <Loaded query={query} reading={`run ${runId}`}>
          {(run) => <LiveProgress run={run} progress={progress} />}
        </Loaded>
      </div>
    </Section>
  );
}
