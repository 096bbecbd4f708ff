import type { Output, ProgressLine } from "./app.ts";
import { unitOf } from "./progress.ts";

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
const linesEveryMs = 1000;
const drawsEveryMs = 80;

/** Speaks to a terminal: one bar that redraws itself; where that is not possible, a line a second. With `--json` progress is silent. */
export function createTerminalOutput({ isJson, out, aside, now }: TerminalOptions): Output {
  const isLive = aside.isTTY === true && !isJson;
  let hasBar = false;
  let lastDrawn = Number.NEGATIVE_INFINITY;
  let lastLabel = "";
  const clearBar = () => {
    if (hasBar) aside.write("\r\x1b[2K");
    hasBar = false;
  };
  return {
    isJson,
    line: (text = "") => {
      if (isJson) return;
      clearBar();
      out.write(`${text}\n`);
    },
    result: (value) => {
      if (isJson) out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    progress: (state) => {
      if (isJson) return;
      if (state === null) {
        clearBar();
        lastDrawn = Number.NEGATIVE_INFINITY;
        return;
      }
      const isLast = isLive && state.total !== null && state.done >= state.total;
      const isTooSoon = now() - lastDrawn < (isLive ? drawsEveryMs : linesEveryMs);
      if (isTooSoon && state.label === lastLabel && !isLast) return;
      lastDrawn = now();
      lastLabel = state.label;
      if (isLive) aside.write(`\r\x1b[2K${drawBar(state).slice(0, (aside.columns ?? 80) - 1)}`);
      else aside.write(`${drawText(state)}\n`);
      hasBar = isLive;
    },
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
