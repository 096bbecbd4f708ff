import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import type { ConnectionHealth } from "../../../src/model/health.ts";
import classes from "./directories.module.css";
import { states } from "./directories-search.ts";

interface Props {
  readonly rows: readonly ConnectionRow[];
  readonly chosen: ConnectionHealth | undefined;
  readonly onChoose: (state: ConnectionHealth | undefined) => void;
}

/** Filters by state, each with how many it shows; states that nothing is in are not offered. */
export function StateTabs({ rows, chosen, onChoose }: Props) {
  const offered = states.filter(({ value }) => value === chosen || rows.some((row) => row.health === value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are filters, not fields of a form
    <div role="group" aria-label="State" className={classes.tabs}>
      <button type="button" className={classes.tab} aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        all <span>{rows.length.toLocaleString()}</span>
      </button>
      {offered.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className={classes.tab}
          aria-pressed={chosen === value}
          onClick={() => onChoose(chosen === value ? undefined : value)}
        >
          {label} <span>{rows.filter((row) => row.health === value).length.toLocaleString()}</span>
        </button>
      ))}
    </div>
  );
}
