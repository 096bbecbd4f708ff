import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openBrowser } from "../../test/journeys/open-browser.ts";
import type { Scrolling, Times, WebWork } from "../report.ts";
import { summarise } from "../summarise.ts";
import type { Served } from "./start-server.ts";
import { type PageWatch, watchPage } from "./watch-page.ts";

declare const watch: PageWatch;

/** The preview in a browser: how long until it is there, and what scrolling costs. */
export interface Visit {
  readonly works: readonly { readonly work: WebWork; readonly times: Times }[];
  readonly scrolling: Scrolling;
}

const newBrowsers = 3;
const visitsAgain = 5;

/** Opens the preview in browsers that know nothing, then in one that has the scripts, and scrolls through it. */
export async function visitPreview(chromium: string, served: Served, changes: number): Promise<Visit> {
  const nobodyLooked: number[] = [];
  const first: number[] = [];
  for (let turn = 0; turn < newBrowsers; turn += 1) {
    await using browser = await openBrowser(chromium);
    (turn === 0 ? nobodyLooked : first).push(await open(browser.page, served, changes));
  }
  await using browser = await openBrowser(chromium);
  first.push(await open(browser.page, served, changes));
  const again: number[] = [];
  for (let turn = 0; turn < visitsAgain; turn += 1) again.push(await open(browser.page, served, changes));
  const { far, scrolling } = await scroll(browser.page);
  return {
    works: [
      { work: "preview opens, nobody looked before", times: summarise(nobodyLooked) },
      { work: "preview opens, first visit", times: summarise(first) },
      { work: "preview opens, scripts cached", times: summarise(again) },
      { work: "rows at a far place", times: summarise(far) },
    ],
    scrolling,
  };
}

/** Milliseconds from the navigation until the first rows are drawn. */
async function open(page: Page, { url, runId, cookie }: Served, changes: number): Promise<number> {
  if ((await page.context().cookies()).length === 0) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.context().addCookies([{ ...cookie, url, httpOnly: true, sameSite: "Lax" }]);
    await page.addInitScript(watchPage);
  }
  await page.goto("about:blank");
  await page.goto(`${url}/runs/${runId}`, { waitUntil: "commit" });
  const milliseconds = await within(
    10_000,
    "rows of the preview",
    page.evaluate(() => watch.firstRows()),
  );
  assert.equal(await page.evaluate(() => watch.countRows()), changes, "the grid has a row for every change");
  await page.waitForLoadState("networkidle");
  return milliseconds;
}

const wheelTurns = 60;

/** By wheel a few hundred rows down, then with the scroll bar to the middle, the end, a quarter, and back to the middle. */
async function scroll(page: Page): Promise<{ far: readonly number[]; scrolling: Scrolling }> {
  await page.evaluate(() => watch.startOver());
  await page.getByRole("grid").hover({ position: { x: 400, y: 200 } });
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, 400);
  const far: number[] = [];
  for (const share of [0.5, 1, 0.25, 0.75]) {
    far.push(
      await within(
        10_000,
        "rows at a far place",
        page.evaluate((place) => watch.dragTo(place), share),
      ),
    );
  }
  return { far, scrolling: await page.evaluate(() => watch.seen()) };
}

async function within<T>(limit: number, what: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`There were no ${what} within ${limit / 1000} s.`)), limit);
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
