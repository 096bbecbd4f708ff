import assert from "node:assert/strict";
import { test } from "node:test";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";
import { openScene } from "./walk-screens.ts";

test("an asset is created, edited by two, looked up by a saved view and deleted, in the browser", { timeout: 180_000 }, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("The desk's records"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  await openScene(page, demo);
  const dialog = page.getByRole("dialog");

  await t.test("what is missing is said at its field, and a site is found by a few letters", async () => {
    await page.goto(`${demo.url}/assets`);
    await page.getByRole("button", { name: "New asset" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Plotter");
    await dialog.getByRole("button", { name: "Create the asset" }).click();
    await dialog.getByText("is missing").first().waitFor();
    await dialog.getByRole("combobox", { name: /^Type/ }).click();
    await page.getByRole("option", { name: "Desktop" }).click();
    await dialog.getByRole("combobox", { name: /^Site/ }).fill("lee");
    await page
      .getByRole("option", { name: /^Leeds/ })
      .first()
      .click();
    await dialog.getByRole("button", { name: "Create the asset" }).click();
    await page.getByRole("heading", { name: "Plotter" }).waitFor();
  });

  await t.test("whoever saves second keeps the input, sees what was saved, and saves on top", async () => {
    await page.getByRole("button", { name: "Edit" }).click();
    await dialog.getByRole("textbox", { name: "Tag" }).fill("AF-77");
    const path = `/v1${new URL(page.url()).pathname}`;
    await page.evaluate(`(async () => {
      const { version } = await (await fetch("${path}")).json();
      const headers = { "content-type": "application/json", "if-match": '"' + version + '"' };
      await fetch("${path}", { method: "PATCH", headers, body: JSON.stringify({ key: "PL-1" }) });
    })()`);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Owen Achterberg saved: PL-1").waitFor();
    await dialog.getByRole("button", { name: "Save mine on top" }).click();
    await dialog.waitFor({ state: "hidden" });
    const saved = await page.evaluate<{ key: string; tag: string }>(`fetch("${path}").then((answer) => answer.json())`);
    assert.deepEqual([saved.key, saved.tag], ["PL-1", "AF-77"]);
  });

  await t.test("a form that was not saved asks before it goes", async () => {
    await page.getByRole("button", { name: "Edit" }).click();
    await dialog.getByRole("textbox", { name: "Tag" }).fill("AF-78");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Stay here" }).click();
    assert.equal(await page.getByRole("textbox", { name: "Tag" }).inputValue(), "AF-78");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await page.getByText("AF-77").waitFor();
  });

  await t.test("a view keeps a filter under a name", async () => {
    await page.goto(`${demo.url}/assets?q=plotter`);
    await page.getByRole("button", { name: "View: not saved" }).click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByRole("textbox", { name: "Save what is shown now as" }).fill("Plotters");
    await page.getByRole("button", { name: "Save the view" }).click();
    await page.goto(`${demo.url}/assets`);
    await page.getByRole("button", { name: "View: All assets" }).click();
    await page.getByRole("menuitem", { name: "Plotters" }).click();
    await page.getByText("1 asset", { exact: true }).waitFor();
  });

  await t.test("it is gone after a question", async () => {
    await page.getByRole("link", { name: "Plotter" }).click();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Assets" }).waitFor();
    await page.goto(`${demo.url}/assets?q=plotter`);
    await page.getByText("No asset fits these filters").waitFor();
  });
});
