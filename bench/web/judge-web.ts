import type { Engine, Report, Times, WebMeasurement, WebWork } from "../report.ts";
import { budgetSize, judge, type Verdict } from "../verdict.ts";

const kilobyte = 1024;

/** The budgets of the web app on one engine. */
export function judgeWeb({ web }: Report, engine: Engine): readonly Verdict[] {
  const measured = web.find((one) => one.engine === engine && one.people === budgetSize);
  if (measured === undefined) return [];
  const about = { engine, people: budgetSize };
  const opens = (work: WebWork) => judge({ ...about, work, unit: "s", figure: seconds(findTimes(measured, work)), limit: 1 });
  const answers = (work: WebWork) => judge({ ...about, work, unit: "ms", figure: findTimes(measured, work)?.p99 ?? null, limit: 100 });
  const { scrolling } = measured;
  return [
    opens("preview opens, nobody looked before"),
    opens("preview opens, first visit"),
    opens("preview opens, scripts cached"),
    judge({ ...about, work: "scrolling, rows in the page", unit: "rows", figure: scrolling?.mostRows ?? null, limit: 100 }),
    judge({ ...about, work: "scrolling, longest task", unit: "ms", figure: scrolling?.longestTask ?? null, limit: 50 }),
    answers("preview, first rows"),
    answers("preview, middle"),
    answers("preview, filtered"),
    answers("preview, sorted"),
    answers("search for everything"),
    answers("users, searched"),
    answers("users, at any place"),
    answers("users, sorted"),
  ].filter((verdict) => verdict !== null);
}

/** The budget of the script that the first page needs. */
export function judgeFirstLoad({ firstLoad }: Report): readonly Verdict[] {
  const figure = firstLoad === null ? null : Math.round(firstLoad.gzip / kilobyte);
  const verdict = judge({ engine: null, people: null, work: "script of the first load, gzip", unit: "KB", figure, limit: 300 });
  return verdict === null ? [] : [verdict];
}

function findTimes({ works }: WebMeasurement, work: WebWork): Times | undefined {
  return works.find((one) => one.work === work)?.times;
}

function seconds(times: Times | undefined): number | null {
  return times === undefined ? null : times.p50 / 1000;
}
