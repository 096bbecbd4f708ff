interface Step {
  readonly at: string;
  readonly value: number;
}

interface Plot {
  readonly from: number;
  readonly until: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A line of steps as the path of an SVG: a quantity holds until the next one begins, the last one until the end. */
export function drawSteps(steps: readonly Step[], { from, until, top, width, height }: Plot): string {
  const x = (at: number) => round(((at - from) / Math.max(1, until - from)) * width);
  const y = (value: number) => round(height - (value / Math.max(1, top)) * height);
  const sorted = steps.toSorted((a, b) => a.at.localeCompare(b.at));
  const [first] = sorted;
  if (first === undefined) return "";
  const lines = sorted.slice(1).map((step) => `H${x(Date.parse(step.at))}V${y(step.value)}`);
  return `M${x(Date.parse(first.at))} ${y(first.value)}${lines.join("")}H${round(width)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
