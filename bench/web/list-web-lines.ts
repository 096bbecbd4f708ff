import type { Report } from "../report.ts";

export const webHeadings: readonly string[] = ["engine", "people", "web app", "times", "p50 ms", "p99 ms", "longest ms"];

/** One line for everything that was timed of the web app. */
export function listWebLines({ web }: Report): readonly (readonly string[])[] {
  return web.flatMap(({ engine, people, works }) =>
    works.map(({ work, times }) => [
      engine,
      people.toLocaleString("en"),
      work,
      String(times.count),
      ...[times.p50, times.p99, times.max].map((time) => time.toFixed(1)),
    ]),
  );
}

/** What scrolling and the first load came to, a sentence each. */
export function listWebRemarks({ web, firstLoad }: Report): readonly string[] {
  return [
    ...web.flatMap(({ engine, people, scrolling }) =>
      scrolling === null
        ? [`${engine}, ${people.toLocaleString("en")} people: there is no browser, so that the preview was neither opened nor scrolled.`]
        : [
            `${engine}, ${people.toLocaleString("en")} people: scrolling kept at most ${scrolling.mostRows} rows in the page; ${sayTask(scrolling.longestTask)}.`,
          ],
    ),
    ...(firstLoad === null
      ? []
      : [
          `The first load takes ${firstLoad.files.length} scripts: ${kilobytes(firstLoad.gzip)} KB with gzip, ${kilobytes(firstLoad.brotli)} KB with Brotli.`,
        ]),
  ];
}

function sayTask(longest: number): string {
  return longest === 0 ? "no task of the page took 50 ms" : `its longest task took ${longest} ms`;
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
