import type { ReactNode } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { formatDuration, When } from "../../ui/when.tsx";
import { drawLimit } from "./limits-line.tsx";
import { ReadingLine } from "./plan-head.tsx";
import styles from "./run.module.css";
import { noFilters, type RunSearch } from "./run-search.ts";

interface Props {
  readonly run: RunView;
  readonly onChange: (change: RunSearch) => void;
}

/** What a run read, planned, weighed and wrote. A number leads to its rows. */
export function RunBlocks({ run, onChange }: Props) {
  const show = (search: RunSearch) => () => onChange({ ...noFilters, tab: undefined, ...search });
  return (
    <div className={styles.blocks}>
      {run.kind !== "undo" && (
        <Block title="Reading">
          <ReadingBlock run={run} />
        </Block>
      )}
      {run.counts !== null && (
        <Block title="Plan">
          <PlanBlock run={run} show={show} />
        </Block>
      )}
      {run.limits.length > 0 && run.kind !== "undo" && (
        <Block title="Limits">
          <dl className={styles.facts}>
            {run.limits.map((limit) => (
              <Fact key={limit.name} name={limitWords[limit.name]}>
                <Shown onClick={show({ counts: limit.name })} isWarning={limit.isTripped}>
                  {drawLimit(limit, run.isFirstImport)}
                </Shown>
                {limit.isTripped && <strong className={styles.waiting}> over</strong>}
              </Fact>
            ))}
          </dl>
        </Block>
      )}
      {run.result !== null && (
        <Block title="Result">
          <ResultBlock run={run} show={show} />
        </Block>
      )}
    </div>
  );
}

type Show = (search: RunSearch) => () => void;

const limitWords = { deactivations: "Deactivations", roleLosses: "Role losses", siteMoves: "Site moves", creations: "Creations" } as const;

const kindWords = {
  create: "create",
  update: "update",
  link: "link",
  reactivate: "reactivate",
  deactivate: "deactivate",
  unlink: "unlink",
  remove: "remove",
  decide: "to decide",
  leftOut: "left out",
  notFound: "not found",
  noLongerMapped: "no longer mapped",
} as const;

function ReadingBlock({ run }: { readonly run: RunView }) {
  const { reading } = run;
  if (reading === null) return <ReadingLine run={run} />;
  return (
    <>
      <ReadingLine run={run} />
      <dl className={styles.facts}>
        <Fact name="Requests">
          <PathLink href={`/runs/${run.id}?tab=requests`}>{reading.requests.toLocaleString()}</PathLink> in{" "}
          {formatDuration(reading.milliseconds)}
        </Fact>
        {reading.failedParts.map(({ part, says }) => (
          <Fact key={part} name={part}>
            {says}
          </Fact>
        ))}
      </dl>
    </>
  );
}

function PlanBlock({ run, show }: { readonly run: RunView; readonly show: Show }) {
  const { counts } = run;
  if (counts === null) return null;
  const kinds = (Object.keys(kindWords) as (keyof typeof kindWords)[]).filter((kind) => (counts.kinds[kind] ?? 0) > 0); // The keys of a constant.
  return (
    <dl className={`${styles.facts} ${styles.dense}`}>
      <Fact name="Plan">
        {run.planNumber} · <PathLink href={`/runs/${run.id}?tab=settings`}>settings v{run.settingsVersion}</PathLink>
      </Fact>
      {kinds.map((kind) => (
        <Fact key={kind} name={kindWords[kind]}>
          <Shown onClick={show({ kind })}>{(counts.kinds[kind] ?? 0).toLocaleString()}</Shown>
        </Fact>
      ))}
      {counts.siteMoves > 0 && (
        <Fact name="change site">
          <Shown onClick={show({ counts: "siteMoves" })}>{counts.siteMoves.toLocaleString()}</Shown>
        </Fact>
      )}
      {run.kind !== "undo" && (
        <Fact name="unchanged">
          <PathLink href={`/directories/${run.connectionId}/accounts?unchangedIn=${run.id}`}>{counts.unchanged.toLocaleString()}</PathLink>
        </Fact>
      )}
    </dl>
  );
}

function ResultBlock({ run, show }: { readonly run: RunView; readonly show: Show }) {
  const { result } = run;
  if (result === null) return null;
  return (
    <dl className={`${styles.facts} ${styles.wideLabels}`}>
      <Fact name="applied">
        <Shown onClick={show({ state: ["applied", "undone"] })}>{result.applied.toLocaleString()}</Shown>
      </Fact>
      <Fact name="failed">
        <Shown onClick={show({ state: "failed" })} isWarning={result.failed > 0}>
          {result.failed.toLocaleString()}
        </Shown>
      </Fact>
      {result.changedSince > 0 && (
        <Fact name="changed meanwhile">
          <Shown onClick={show({ state: "changedSince" })} isWarning>
            {result.changedSince.toLocaleString()}
          </Shown>
        </Fact>
      )}
      {result.unticked > 0 && (
        <Fact name="not chosen">
          <Shown onClick={show({ isTicked: "false" })}>{result.unticked.toLocaleString()}</Shown>
        </Fact>
      )}
      {run.undoneByRunId !== null && (
        <Fact name="taken back">
          <PathLink href={`/runs/${run.undoneByRunId}`}>by run {run.undoneByRunId}</PathLink>
        </Fact>
      )}
      {run.finishedAt !== null && (
        <Fact name="finished">
          <When at={run.finishedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.block} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Shown({
  onClick,
  isWarning = false,
  children,
}: {
  readonly onClick: () => void;
  readonly isWarning?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={`${styles.link} ${isWarning ? styles.waiting : ""}`} onClick={onClick}>
      {children}
    </button>
  );
}
