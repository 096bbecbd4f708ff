import { topOf } from "../home/top-of.ts";
import { drawSteps } from "../licences/draw-steps.ts";
import type { Seat, SeatMonths } from "../licences/queries.ts";
import classes from "./customer.module.css";

interface Props {
  readonly seat: Seat;
  readonly months: SeatMonths["months"];
}

/** So long the line of today's figures is, or nobody would see what changed since the month began. */
const tailMs = 10 * 86_400_000;
const width = 120;
const height = 32;

/** Bought (filled) and assigned (dashed) over a year, from zero, as small as a word. */
export function SeatChart({ seat, months }: Props) {
  const [first] = months;
  if (first === undefined) return null;
  const now = Date.now();
  const steps = [
    ...months.map(({ on, ...counts }) => ({ at: `${on}T00:00:00.000Z`, ...counts })),
    { ...seat, at: new Date(now).toISOString() },
  ];
  const top = topOf(Math.max(1, ...steps.flatMap(({ bought, assigned }) => [bought, assigned])));
  const plot = { from: Date.parse(first.on), until: now + tailMs, top, width, height };
  const bought = drawSteps(
    steps.map(({ at, bought: value }) => ({ at, value })),
    plot,
  );
  const assigned = drawSteps(
    steps.map(({ at, assigned: value }) => ({ at, value })),
    plot,
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sayGrowth(first, seat)}
      className={classes.chart}
    >
      <title>{sayGrowth(first, seat)}</title>
      <path data-part="area" d={`${bought}V${height}H0Z`} />
      <path data-part="bought" d={bought} />
      <path data-part="assigned" d={assigned} />
    </svg>
  );
}

function sayGrowth(first: SeatMonths["months"][number], { bought, assigned }: Seat): string {
  const said = (from: number, to: number) => (from === to ? to.toLocaleString() : `${from.toLocaleString()} → ${to.toLocaleString()}`);
  return `Bought ${said(first.bought, bought)}, assigned ${said(first.assigned, assigned)}`;
}
