import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";

/** Waits until the page says something, wherever. */
async function reads(page: Page, says: RegExp): Promise<void> {
  await page
    .getByText(says)
    .first()
    .waitFor()
    .catch(async () => assert.fail(`The page does not say ${says}. It says:\n${await page.locator("main").textContent()}`));
}

/** Waits for the sentence that a run ended with. */
async function endsWith(page: Page, says: RegExp): Promise<void> {
  await page
    .locator("[data-result]")
    .filter({ hasText: says })
    .waitFor({ timeout: 60_000 })
    .catch(async () => assert.fail(`The run did not end with ${says}. The page says:\n${await page.locator("main").textContent()}`));
}

/** Makes something happen through the demo's drawer. */
async function happen(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Make something happen" }).click();
  await page.getByRole("button", { name: `Make it happen: ${title}` }).click();
  await reads(page, /It happened/);
}

async function closeDrawer(page: Page): Promise<void> {
  await page.getByRole("dialog", { name: "Make something happen" }).getByRole("button", { name: "Close", exact: true }).click();
  await drawerIsGone(page);
}

/** A drawer that still slides out takes no clicks: what follows would be lost in it. */
async function drawerIsGone(page: Page): Promise<void> {
  await page.getByRole("dialog", { name: "Make something happen" }).waitFor({ state: "detached" });
}

async function runSchedule(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Now run the schedule of Alder & Finch" }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await drawerIsGone(page);
}

test("the first five minutes: see, decide, apply, be protected, take back, on the demo as a newcomer starts it", {
  timeout: 300_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("The first five minutes"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });

  await t.test("0:00 the terminal says what it did in a few lines, and gives a link", () => {
    assert.ok(demo.lines.length <= 14, demo.lines.join("\n"));
    const text = demo.lines.join("\n");
    assert.match(text, /Brightwater IT\s+46 accounts read\s+21 agents, 25 users\s+46 changes applied/);
    assert.match(text, /Alder & Finch\s+903 accounts read\s+859 changes planned\s+waiting for you/);
    assert.match(text, /684 create · 158 update · 17 link · 9 unchanged · 2 to decide · 33 left out/);
    assert.notEqual(demo.link, "");
  });

  await t.test("0:45 home: what waits, and that this is a demo", async () => {
    await page.goto(demo.link);
    await reads(page, /Alder & Finch: first import ready to review, 859 changes/);
    await reads(page, /2 people to decide/);
    await reads(page, /Google is played by a sandbox on this machine\. Nothing leaves it\./);
    await page
      .getByRole("link", { name: /^Review:/ })
      .first()
      .click();
  });

  await t.test("1:05 the preview: tiles filter, a row opens to before and after", async () => {
    await reads(page, /Nothing has been written yet\. What you apply is this list, exactly\./);
    await page.getByRole("button", { name: /^158 update/ }).click();
    await reads(page, /158 rows/);
    assert.match(page.url(), /kind=update/);
    const first = page.getByRole("button", { name: /^update \d/ }).first();
    await first.click();
    await page.getByRole("columnheader", { name: "Before" }).last().waitFor();
    await page.getByRole("button", { name: /^158 update/ }).click();
  });

  await t.test("1:35 found by alias: it knew that two addresses are one person", async () => {
    await page.getByRole("button", { name: "Found by" }).click();
    await page.getByRole("checkbox", { name: /alias.*11/ }).check();
    await page.keyboard.press("Escape");
    await reads(page, /11 rows/);
    await page.getByRole("button", { name: "Mary Okafor" }).click();
    await reads(page, /because (?:her|his|their|its|the) alias|alias .*equals the desk's e-mail/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear filters" }).first().click();
  });

  await t.test("1:50 why: which rule decided, and what the other order would do", async () => {
    await page.getByLabel("Search in these changes").fill("lindqvist");
    await page.waitForURL(/q=lindqvist/);
    await page.getByRole("button", { name: "Tomas Lindqvist" }).click();
    await reads(page, /is the first that fits/);
    await page.getByRole("button", { name: "What if 3 came first?" }).click();
    await reads(page, /came first: Porto/);
    await page.keyboard.press("Escape");
    await page.getByLabel("Search in these changes").fill("");
  });

  await t.test("2:20 search: why somebody is not imported", async () => {
    const preview = page.url();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: "Search everything" }).fill("reception");
    await page
      .getByRole("option", { name: /reception@/ })
      .first()
      .click();
    await reads(page, /[Ll]eft out on purpose/);
    await reads(page, /org unit is under \/Rooms/);
    await page.goto(preview);
  });

  await t.test("2:30 apply, and again: nothing to do", async () => {
    await page.getByRole("button", { name: "Apply 859 changes" }).click();
    await endsWith(page, /859 applied, 0 failed, 2 wait for a decision\./);
    await page.getByRole("button", { name: "Run again" }).click();
    await endsWith(page, /Nothing to do\. 903 read, 0 changes, 0 writes/);
  });

  await t.test("2:45 people to decide: two keys, and the answers are kept", async () => {
    await page.goto(`${demo.url}/`);
    await page
      .getByRole("link", { name: /^Decide:/ })
      .first()
      .click();
    await reads(page, /Marta Nowak|João Silva/);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("1");
    await reads(page, /1 open/);
    await reads(page, /Your answer is kept: by id, until you change it here\./);
    await page.getByRole("heading", { name: "Who is Marta Nowak?" }).waitFor();
    await page.locator("button:not([disabled])", { hasText: "A new person" }).waitFor();
    await page.keyboard.press("1");
    await reads(page, /No open questions/);
  });

  await t.test("2:55 an empty answer stops before the first change", async () => {
    await happen(page, "Google answers with an empty list");
    await runSchedule(page);
    await endsWith(page, /Stopped before the first change\..*0 accounts.*903.*Nobody was deactivated, nothing was written\./);
    const active = await page.request.get(`${demo.url}/v1/users?active=true&limit=1&connection=2`);
    assert.equal((await active.json()).total, 869, "everybody is active as before, the one who left included");
  });

  await t.test("3:10 with a whole answer the same schedule goes on: two decisions, and one who really left", async () => {
    await page.getByRole("button", { name: "Make something happen" }).click();
    await page.getByRole("button", { name: "Put everything back" }).click();
    await reads(page, /Put back/);
    await closeDrawer(page);
    await page.getByRole("button", { name: "Try again now" }).click();
    await endsWith(page, /3 applied, 0 failed/);
  });

  await t.test("3:25 Porto closes: the run waits, nothing is written", async () => {
    await happen(page, "Porto closes");
    await runSchedule(page);
    await reads(page, /Waiting for you\. 61 people would be deactivated: 7\.0 % of 870\. Your limit is 25 people or 5 %\./);
    await reads(page, /Nothing has been written, not even the first/);
    await reads(page, /Looks like: .*61.*\/Porto/);
  });

  await t.test("3:50 somebody edits meanwhile: exactly this plan is applied, the edit is spared", async () => {
    await happen(page, "Somebody edits Kofi while you read");
    await closeDrawer(page);
    await page.getByRole("button", { name: "Approve these 66 changes…" }).click();
    await page.getByLabel("Type 61 to confirm").fill("61");
    await page.getByRole("button", { name: "Approve 66 changes" }).click();
    await endsWith(page, /65 applied/);
    await reads(page, /Kofi Mensah was changed by .+ after this plan was made/);
  });

  await t.test("4:20 undo: what people changed since is left alone", async () => {
    const run = /\/runs\/(\d+)/.exec(page.url())?.[1] ?? "";
    const found = await (await page.request.get(`${demo.url}/v1/users?q=rui.costa&limit=2`)).json();
    await page.goto(`${demo.url}/users/${found.items[0].id}`);
    await page.getByRole("button", { name: /^Edit/ }).click();
    await page.getByRole("textbox", { name: /Mobile/ }).fill("+351 910 000 000");
    await page.getByRole("button", { name: /^Save/ }).click();
    await reads(page, /\+351 910 000 000/);
    await page.goto(`${demo.url}/runs/${run}`);
    await page.getByRole("button", { name: "Undo this run" }).click();
    await reads(page, /64 changes will be taken back\. 1 is left alone: Rui Costa was edited by hand/);
    await page.getByRole("button", { name: /^Take back 64 changes/ }).click();
    // Two people whom the run created are deleted again: their number is typed first.
    await page.getByLabel("Type 2 to confirm").fill("2");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Take back/ })
      .click();
    await endsWith(page, new RegExp(`As before run ${run}, except 1`));
  });

  await t.test("4:45 a person: the old name stands in the history, same id, same person", async () => {
    const found = await (await page.request.get(`${demo.url}/v1/users?q=duarte&limit=5`)).json();
    const ines = found.items.find((one: { readonly name: string }) => one.name.startsWith("Inês"));
    await page.goto(`${demo.url}/users/${ines.id}`);
    await page.getByRole("tab", { name: "History" }).click();
    await reads(page, /Duarte Reis/);
    await reads(page, /[Ss]ame Google id/);
  });

  await t.test("5:00 one's own directory: what is needed, and how long it takes", async () => {
    await page.getByRole("link", { name: "Use my own directory" }).click();
    await reads(page, /a Google admin account/);
    await reads(page, /10 minutes/);
  });

  assert.deepEqual(troubles, [], "the browser had nothing to complain about, the content policy included");
});
