import { headings, judgeBudgets, listLines, listStalls } from "./budgets.ts";
import { deskHeadings, listDeskLines } from "./desk/judge-desk.ts";
import type { Measurement, Report } from "./report.ts";
import type { Verdict } from "./verdict.ts";
import { listWebLines, listWebRemarks, webHeadings } from "./web/list-web-lines.ts";

/** The report as plain text for a terminal. */
export function drawReport(report: Report): string {
  const verdicts = judgeBudgets(report);
  return [
    "",
    ...(report.measurements.length === 0 ? [] : [...drawTable([headings, ...listLines(report)]), ""]),
    ...(report.web.length === 0 ? [] : [...drawTable([webHeadings, ...listWebLines(report)]), "", ...listWebRemarks(report), ""]),
    ...(report.desk.length === 0 ? [] : [...drawTable([deskHeadings, ...listDeskLines(report)]), ""]),
    ...(verdicts.length === 0
      ? ["No budget speaks of these sizes."]
      : drawTable([["budget", "engine", "people", "figure", "to reach", ""], ...verdicts.map(lineOf)])),
    ...listStalls(report).flatMap((stall) => ["", `NOT TO BE TRUSTED: ${stall}`]),
    ...report.failures.flatMap(({ engine, people, says }) => ["", `FAILED on ${engine} with ${people} people: ${says}`]),
    "",
  ].join("\n");
}

/** A budget, its figure, and `ok` or `over`. */
export function lineOf({ work, engine, people, figure, limit, unit, isOver }: Verdict): readonly string[] {
  return [work, engine ?? "", people?.toLocaleString("en") ?? "", `${round(figure)} ${unit}`, `≤ ${limit} ${unit}`, isOver ? "over" : "ok"];
}

/** The steps of an import in words: `reading 2.1, planning 4.0, applying 5.2`. */
export function stepsOf({ steps }: Measurement): string {
  return Object.entries(steps)
    .map(([step, milliseconds]) => `${step} ${(milliseconds / 1000).toFixed(1)}`)
    .join(", ");
}

function round(figure: number): string {
  return Number.isInteger(figure) ? String(figure) : figure.toFixed(2);
}

function drawTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (/^[\d.,–]+$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
