import type { Output, ProgressLine } from "./app.ts";
import { drawDone, unitOf } from "./progress.ts";

/** What is written to: a terminal, a file or a pipe. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

export interface TerminalOptions {
  readonly isJson: boolean;
  /** Lines and results. */
  readonly out: Sink;
  /** Progress, so that whoever keeps the lines keeps nothing else. */
  readonly aside: Sink;
  readonly now: () => number;
}

const barWidth = 24;
const linesEveryMs = 5000;
const drawsEveryMs = 80;

/**
 * Speaks to a terminal: one bar that redraws itself. Where that is not possible, a line for each step when it is over, and one every five
 * seconds while it lasts. With `--json` progress is silent.
 */
export function createTerminalOutput({ isJson, out, aside, now }: TerminalOptions): Output {
  const progress = aside.isTTY === true ? createBar(aside, now) : createProgressLines(aside, now);
  return {
    isJson,
    line: (text = "") => {
      if (isJson) return;
      progress(null);
      out.write(`${text}\n`);
    },
    result: (value) => {
      if (isJson) out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    progress: (state) => {
      if (!isJson) progress(state);
    },
  };
}

function createBar(aside: Sink, now: () => number): Output["progress"] {
  let hasBar = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let label = "";
  return (state) => {
    if (state === null) {
      if (hasBar) aside.write("\r\x1b[2K");
      hasBar = false;
      drawnAt = Number.NEGATIVE_INFINITY;
      return;
    }
    const isLast = state.total !== null && state.done >= state.total;
    if (now() - drawnAt < drawsEveryMs && state.label === label && !isLast) return;
    drawnAt = now();
    label = state.label;
    hasBar = true;
    aside.write(`\r\x1b[2K${drawBar(state).slice(0, (aside.columns ?? 80) - 1)}`);
  };
}

function createProgressLines(aside: Sink, now: () => number): Output["progress"] {
  let step: ProgressLine | null = null;
  let saidAt = 0;
  return (state) => {
    if (step !== null && state?.label !== step.label) aside.write(`${drawDone(step)}\n`);
    if (state?.label !== step?.label) saidAt = now();
    step = state;
    if (state === null || now() - saidAt < linesEveryMs) return;
    saidAt = now();
    aside.write(`${drawText(state)}\n`);
  };
}

function drawText({ label, done, total }: ProgressLine): string {
  return `${label}: ${done}${total === null ? "" : ` of ${total}`}${unitOf(label)}`;
}

function drawBar(state: ProgressLine): string {
  if (state.total === null || state.total === 0) return ` ${drawText(state)}`;
  const full = Math.round(barWidth * Math.min(1, state.done / state.total));
  return ` ${"█".repeat(full)}${"░".repeat(barWidth - full)} ${drawText(state)}`;
}
