import { topOf } from "../home/top-of.ts";
import { drawSteps } from "./draw-steps.ts";
import classes from "./licences.module.css";
import type { Quantity } from "./queries.ts";

const width = 600;
const height = 160;

/** Bought and assigned as steps over time. The table below says the same in figures. */
export function QuantityChart({ quantities }: { readonly quantities: readonly Quantity[] }) {
  const from = Math.min(...quantities.map(({ at }) => Date.parse(at)));
  const until = Math.max(Date.now(), from + 1);
  const top = topOf(Math.max(1, ...quantities.flatMap(({ quantity, assigned }) => [quantity, assigned])));
  const plot = { from, until, top, width, height };
  const newest = quantities.toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.legend}>
        <span>
          <span className={classes.swatch} data-line="bought" aria-hidden /> bought
        </span>
        <span>
          <span className={classes.swatch} data-line="assigned" aria-hidden /> assigned
        </span>
      </figcaption>
      <div className={classes.plot}>
        <div className={classes.scale} aria-hidden>
          <span>{top.toLocaleString()}</span>
          <span>{(top / 2).toLocaleString()}</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={newest === undefined ? "No quantity" : `Now ${newest.quantity} bought, ${newest.assigned} assigned`}
          className={classes.lines}
        >
          <path className={classes.grid} d={`M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}`} />
          <path
            data-line="assigned"
            d={drawSteps(
              quantities.map(({ at, assigned }) => ({ at, value: assigned })),
              plot,
            )}
          />
          <path
            data-line="bought"
            d={drawSteps(
              quantities.map(({ at, quantity }) => ({ at, value: quantity })),
              plot,
            )}
          />
        </svg>
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{new Date(from).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" })}</span>
        <span>today</span>
      </div>
    </figure>
  );
}
