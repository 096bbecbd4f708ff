import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { headings, judgeBudgets, listLines, listStalls } from "./budgets.ts";
import { deskHeadings, listDeskLines } from "./desk/judge-desk.ts";
import { lineOf, stepsOf } from "./draw-report.ts";
import type { Report } from "./report.ts";
import type { Verdict } from "./verdict.ts";
import { listWebLines, listWebRemarks, webHeadings } from "./web/list-web-lines.ts";

const results = new URL("RESULTS.md", import.meta.url);
const notes = new URL("notes.md", import.meta.url);

/** Writes RESULTS.md: figures of this report, and for what is over its budget the reason from notes.md. */
export function writeResults(report: Report): void {
  writeFileSync(results, describeReport(report, existsSync(notes) ? readFileSync(notes, "utf8") : ""));
}

/** The report as Markdown. `notes` has a section for each budget that is over: `## first import, postgresql`. */
export function describeReport(report: Report, notes: string): string {
  const { date, cores, processor, megabytes, loadBefore, node, pglite, postgresql } = report.surroundings;
  const verdicts = judgeBudgets(report);
  const over = verdicts.filter((verdict) => verdict.isOver);
  const imports = report.measurements.filter((one) => Object.keys(one.steps).length > 0);
  return [
    "# Results of the benchmark",
    "",
    "Written by `npm run bench -- --write-results`; the texts about what is over come from `notes.md`.",
    "",
    `${date}, ${cores} cores (${processor}), ${(megabytes / 1000).toFixed(0)} GB. Node ${node}, PGlite ${pglite}, PostgreSQL ${postgresql ?? "not measured"}.`,
    `Importing process, database and sandbox share the machine, whose load before was ${loadBefore}.`,
    "",
    ...sectionOf("Remarks", [findSection(notes, "remarks")]),
    ...sectionOf("Not to be trusted", listStalls(report)),
    "## Budgets",
    "",
    ...drawTable(["work", "engine", "people", "figure", "to reach", ""], verdicts.map(lineOf)),
    "",
    ...(over.length === 0
      ? []
      : [
          "## What is over, why, and what is next",
          "",
          ...over.flatMap((verdict) => [`**${titleOf(verdict)}**: ${findNote(notes, verdict)}`, ""]),
        ]),
    ...(report.failures.length === 0
      ? []
      : [
          "## What failed",
          "",
          ...report.failures.map(({ engine, people, says }) => `- ${engine}, ${people} people: ${says.split("\n")[0]}`),
          "",
        ]),
    "## Everything measured",
    "",
    ...drawTable(headings, listLines(report)),
    "",
    "## Where the time of imports goes, in seconds",
    "",
    ...drawTable(
      ["engine", "people", "scenario", "steps"],
      imports.map((one) => [one.engine, one.people.toLocaleString("en"), one.scenario, stepsOf(one)]),
    ),
    "",
    legend,
    "",
    ...(report.web.length === 0 ? [] : describeWeb(report)),
    ...(report.desk.length === 0 ? [] : describeDesk(report)),
  ].join("\n");
}

const legend = [
  "_Floor_: fetch, parse, hash, insert into bare tables; no mapping, plan or safety. _Fetching alone_ keeps nothing. Both ask what the imports ask.",
  "_First import_: three mappings with conditions, twelve fields, managers, 500 groups that give user roles; a fifth of the people are on the desk",
  "before, to be recognised by address, alias or employee number, and somebody searches for users all the while. _Settings changed_: everybody is",
  "planned again without asking the directory. Peak memory is that of the process so far; each engine and size has a process of its own.",
].join("\n");

function describeWeb(report: Report): readonly string[] {
  return [
    "## The web app",
    "",
    ...drawTable(webHeadings, listWebLines(report)),
    "",
    ...listWebRemarks(report).map((remark) => `- ${remark}`),
    "",
    webLegend,
    "",
  ];
}

function describeDesk(report: Report): readonly string[] {
  return ["## The desk", "", ...drawTable(deskHeadings, listDeskLines(report)), "", deskLegend, ""];
}

const deskLegend = [
  "So many users, so many assets and so many tickets of 500 customers. What the server takes to answer, one request after the other, other places",
  "and other words each time; rights, names of what is referred to, and the count of everything that the filter lets through are among it.",
].join("\n");

const webLegend = [
  "Server, database and a headless Chromium share the machine. _Opens_: from the navigation until the first rows of a preview with a line for",
  "everybody are drawn, signed in, 1440 × 900; _nobody looked before_: the browser is new, and nobody asked the server for this plan before;",
  "_first visit_: somebody asked for the plan, the browser is new. _Rows at a far place_: from letting go of the scroll bar until the rows there are",
  "drawn. Scrolling is sixty turns of the wheel, then the scroll bar to the middle, the end, and two other places. All else is what the server",
  "takes to answer, one request after the other; filters and orders that nobody asked for before are among them.",
].join("\n");

function titleOf({ work, engine }: Verdict): string {
  return engine === null ? work : `${work}, ${engine}`;
}

function findNote(notes: string, verdict: Verdict): string {
  return findSection(notes, titleOf(verdict)) || "no note yet.";
}

/** A section of the notes in one paragraph; empty where there is none. */
function findSection(notes: string, title: string): string {
  const section = notes.split(/^## /m).find((text) => text.split("\n")[0]?.trim() === title);
  return section?.split("\n").slice(1).join(" ").replaceAll(/\s+/g, " ").trim() ?? "";
}

function sectionOf(title: string, paragraphs: readonly string[]): readonly string[] {
  const said = paragraphs.filter((paragraph) => paragraph !== "");
  return said.length === 0 ? [] : [`## ${title}`, "", ...said.flatMap((paragraph) => [paragraph, ""])];
}

function drawTable(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}
