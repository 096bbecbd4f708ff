import { judgeDesk } from "./desk/judge-desk.ts";
import { type Engine, type Measurement, type Report, type ScenarioName, sumOf } from "./report.ts";
import { budgetSize, judge, type Verdict } from "./verdict.ts";
import { judgeFirstLoad, judgeWeb } from "./web/judge-web.ts";

const millionSize = 1_000_000;

/** Every budget that this report has a figure for. */
export function judgeBudgets(report: Report): readonly Verdict[] {
  const engines = [...new Set([...report.measurements, ...report.web, ...report.desk].map((one) => one.engine))];
  return [
    ...engines.flatMap((engine) => [
      ...judgeImports(report, engine),
      ...judgeMillion(report, engine),
      ...judgeGroups(report, engine),
      ...judgeWeb(report, engine),
      ...judgeDesk(report, engine),
    ]),
    ...judgeFirstLoad(report),
  ];
}

function judgeImports(report: Report, engine: Engine): readonly Verdict[] {
  const find = finder(report, engine, budgetSize);
  const [first, same, few, settings] = [find("first import"), find("nothing changed"), find("1 % changed"), find("settings changed")];
  const isPostgres = engine === "postgresql";
  const about = { engine, people: budgetSize };
  return [
    judge({ ...about, work: "first import", unit: "s", figure: seconds(first), limit: isPostgres ? 15 : 35 }),
    judge({ ...about, work: "first import to the floor", unit: "×", figure: ratio(first, find("floor")), limit: 3 }),
    judge({ ...about, work: "nothing changed", unit: "s", figure: seconds(same), limit: 3 }),
    judge({ ...about, work: "nothing changed to fetching alone", unit: "×", figure: ratio(same, find("fetching alone")), limit: 1.4 }),
    judge({ ...about, work: "nothing changed, desk rows", unit: "rows", figure: same?.deskRows ?? null, limit: 0 }),
    judge({ ...about, work: "1 % changed", unit: "s", figure: seconds(few), limit: 3 }),
    ...(isPostgres ? [judge({ ...about, work: "settings changed", unit: "s", figure: seconds(settings), limit: 3 })] : []),
    judge({ ...about, work: "memory", unit: "MB", figure: peak(settings ?? first), limit: isPostgres ? 300 : 1000 }),
    judge({ ...about, work: "user search meanwhile, p99", unit: "ms", figure: first?.searches?.p99 ?? null, limit: 150 }),
  ].filter((verdict) => verdict !== null);
}

function judgeMillion(report: Report, engine: Engine): readonly Verdict[] {
  const find = finder(report, engine, millionSize);
  const figure = peak(find("settings changed") ?? find("first import"));
  return [judge({ engine, people: millionSize, work: "memory at a million", unit: "MB", figure, limit: 300 })].filter(
    (verdict) => verdict !== null,
  );
}

function judgeGroups(report: Report, engine: Engine): readonly Verdict[] {
  const slow = report.measurements.find((one) => one.engine === engine && one.scenario === "500 groups at 50 ms");
  return [judge({ engine, people: slow?.people ?? 0, work: "500 groups at 50 ms", unit: "s", figure: seconds(slow), limit: 5 })].filter(
    (verdict) => verdict !== null,
  );
}

function finder({ measurements }: Report, engine: Engine, people: number) {
  return (scenario: ScenarioName) =>
    measurements.find((one) => one.engine === engine && one.people === people && one.scenario === scenario);
}

function seconds(one: Measurement | undefined): number | null {
  return one === undefined ? null : one.milliseconds / 1000;
}

function peak(one: Measurement | undefined): number | null {
  return one?.peakMegabytes ?? null;
}

/**
 * Scenarios in which the process stood still for longer than it computed in all: something held it, in it or around it, and the time
 * is not to be trusted before somebody knows what.
 */
export function listStalls({ measurements }: Report): readonly string[] {
  return measurements
    .filter((one) => one.longestPause > 1000 && one.longestPause > one.nodeCpu)
    .map(({ engine, people, scenario, longestPause, nodeCpu }) => {
      const [still, computed] = [longestPause, nodeCpu].map((milliseconds) => (milliseconds / 1000).toFixed(1));
      return `${scenario}, ${engine}, ${people.toLocaleString("en")} people: stood still for ${still} s, computed ${computed} s in all. Measure again.`;
    });
}

/** How many times as long one took; null where either is missing. */
export function ratio(one: Measurement | undefined, measure: Measurement | undefined): number | null {
  return one === undefined || measure === undefined || measure.milliseconds === 0
    ? null
    : Math.round((one.milliseconds / measure.milliseconds) * 100) / 100;
}

/** One line for each measurement, with its ratios to the floor and to fetching alone of the same engine and size. */
export function listLines(report: Report): readonly (readonly string[])[] {
  return report.measurements.map((one) => {
    const find = finder(report, one.engine, one.people);
    const isImport = one.scenario !== "floor" && one.scenario !== "fetching alone" && one.scenario !== "500 groups at 50 ms";
    const times = (measure: ScenarioName) => (isImport ? (ratio(one, find(measure))?.toFixed(2) ?? "–") : "–");
    return [
      one.engine,
      one.people.toLocaleString("en"),
      one.scenario,
      (one.milliseconds / 1000).toFixed(2),
      times("floor"),
      times("fetching alone"),
      [one.nodeCpu, one.databaseCpu, one.sandboxCpu].map((cpu) => (cpu === null ? "–" : (cpu / 1000).toFixed(1))).join(" + "),
      String(one.peakMegabytes),
      String(one.longestPause),
      String(sumOf(one.requests)),
      one.deskRows === null ? "–" : one.deskRows.toLocaleString("en"),
      one.searches === null ? "–" : String(one.searches.p99),
    ];
  });
}

export const headings: readonly string[] = [
  "engine",
  "people",
  "scenario",
  "s",
  "× floor",
  "× fetch",
  "CPU s: Node + database + sandbox",
  "peak MB",
  "pause ms",
  "requests",
  "desk rows",
  "search p99 ms",
];
