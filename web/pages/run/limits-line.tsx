import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import styles from "./run.module.css";
import { noFilters, type RunSearch } from "./run-search.ts";

type Limit = RunView["limits"][number];

const words: Readonly<Record<Limit["name"], string>> = {
  deactivations: "deactivations",
  roleLosses: "role losses",
  siteMoves: "site moves",
  creations: "creations",
};

interface Props {
  readonly run: RunView;
  readonly search: RunSearch;
  readonly onChange: (change: RunSearch) => void;
}

/** Every limit with what the ticked rows count towards it. A number leads to its rows. */
export function LimitsLine({ run, search, onChange }: Props) {
  const tripped = run.limits.filter((limit) => limit.isTripped);
  return (
    <div className={styles.limits}>
      <strong className={`${styles.iconed} ${tripped.length === 0 ? styles.good : styles.waiting}`}>
        {tripped.length === 0 ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
        {tripped.length === 0 ? "Limits kept" : "Over a limit"}
      </strong>
      {run.limits.map((limit) => (
        <button
          key={limit.name}
          type="button"
          className={`${styles.link} ${search.counts === limit.name ? styles.active : ""}`}
          aria-pressed={search.counts === limit.name}
          title={explainLimit(limit, run.isFirstImport)}
          onClick={() => onChange({ ...noFilters, counts: search.counts === limit.name ? undefined : limit.name, show: "all" })}
        >
          {words[limit.name]} {drawLimit(limit, run.isFirstImport)}
          {limit.isTripped ? " — over" : ""}
        </button>
      ))}
      <Allowed to="directories:edit">
        <AnchorLink to="/directories/$connectionId/limits" params={{ connectionId: String(run.connectionId) }}>
          edit
        </AnchorLink>
      </Allowed>
    </div>
  );
}

/** `9/50`, `684/— (first import)`: the value, and what is allowed. */
export function drawLimit(limit: Limit, isFirstImport: boolean): string {
  const allowed = [
    limit.count === null ? null : limit.count.toLocaleString(),
    limit.percent === null ? null : `${limit.percent.toLocaleString()} %`,
  ].filter((part) => part !== null);
  const value = limit.value.toLocaleString();
  if (allowed.length > 0) return `${value}/${allowed.join(" or ")}`;
  return `${value}/—${limit.name === "creations" && isFirstImport ? " (first import)" : ""}`;
}

function explainLimit(limit: Limit, isFirstImport: boolean): string {
  const share = `${limit.share.toFixed(1)} % of ${limit.base.toLocaleString()} people`;
  if (limit.count === null && limit.percent === null)
    return limit.name === "creations" && isFirstImport ? "A first import creates as many as there are" : `No limit; now ${share}`;
  return `Now ${share}. One person alone never trips a percentage.`;
}
