import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";

/** Opens the plan that waits for review, and returns its address. */
async function openPreview(page: Page): Promise<string> {
  await page
    .getByRole("link", { name: /^Review:/ })
    .first()
    .click();
  await page.getByText("Nothing has been written yet. What you apply is this list, exactly.").waitFor();
  return page.url();
}

/** Publishes settings as somebody else would, in another window: over the same API, with the version that is in force. */
async function turnSwitch(page: Page, url: string): Promise<void> {
  const answer = await page.request.get(`${url}/v1/connections/2/settings`);
  const { settings } = await answer.json();
  const saved = await page.request.put(`${url}/v1/connections/2/settings`, {
    headers: { "if-match": answer.headers().etag ?? "", origin: url },
    data: { settings: { ...settings, keepsSiteOfExisting: !settings.keepsSiteOfExisting } },
  });
  assert.equal(saved.status(), 200, await saved.text());
}

test("a plan that went stale while it was open is not applied, and a browser that goes away in the middle stops nothing", {
  timeout: 180_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("Stale plans, and browsers that go away"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  await page.goto(demo.link);
  const preview = await openPreview(page);

  await t.test("settings published meanwhile: the old plan is refused with the reason, and a new one is a click away", async () => {
    await turnSwitch(page, demo.url);
    const apply = page.getByRole("button", { name: "Apply 859 changes" });
    if (await apply.isVisible()) await apply.click({ timeout: 2000 }).catch(() => undefined);
    await page
      .getByText(/version 2/)
      .first()
      .waitFor();
    const users = await (await page.request.get(`${demo.url}/v1/users?connection=2&limit=1`)).json();
    assert.ok(users.total < 100, `nothing was written: ${users.total} people of the directory are on the desk`);
    await page.goto(preview);
    await page.getByText("Out of date").waitFor();
    assert.equal(await page.getByRole("button", { name: /^Apply / }).count(), 0, "what is out of date can't be applied");
    await page.getByRole("button", { name: "Read again" }).first().click();
    await page.waitForURL((url) => url.href !== preview);
    await page.getByText("Nothing has been written yet. What you apply is this list, exactly.").waitFor();
  });

  await t.test("the browser goes away in the middle of an apply: the run goes on, and the page finds it again", async () => {
    const run = page.url();
    const wanted = Number(/\d+/.exec((await page.getByRole("button", { name: /^Apply \d+ changes/ }).textContent()) ?? "")?.[0]);
    await page.getByRole("button", { name: /^Apply \d+ changes/ }).click();
    await page
      .getByText(/Applying|applied/)
      .first()
      .waitFor();
    await page.close();
    const again = await browser.page.context().newPage();
    await again.goto(run);
    await again
      .locator("[data-result]")
      .filter({ hasText: `${wanted} applied, 0 failed` })
      .waitFor({ timeout: 60_000 });
  });
});
