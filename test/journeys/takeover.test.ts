import assert from "node:assert/strict";
import { test } from "node:test";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";

const nUsers = 10_000;

/** Users as another system exports them: in the encoding of its age, with a column that nobody could guess. */
function writeUsers(): Buffer {
  const lines = Array.from({ length: nUsers }, (_, n) => `${n + 1};Zoë Muster ${n + 1};zoe${n + 1}@nordlicht.example;12;${44 - (n % 9)}`);
  return Buffer.from(["Nr;Mitarbeiterin;Email;Client;Shoe size", ...lines, `${nUsers + 1};Nobody;;99;40`].join("\r\n"), "latin1");
}

test("P12 customers and 10,000 users are taken over from files in the browser, looked at before, and taken back", {
  timeout: 400_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("P12 a take-over"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  page.setDefaultTimeout(120_000);
  const countUsers = async (q: string) => (await (await page.request.get(`${demo.url}/v1/users?limit=1&q=${q}`)).json()).total;
  await page.goto(demo.link);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(`${demo.url}/settings`);
  await page.getByRole("link", { name: "Take-over" }).click();
  await page.getByRole("textbox", { name: "Which system the files come from" }).fill("HaloPSA");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByRole("heading", { name: "Take-over 1 from HaloPSA" }).waitFor();

  await t.test("a file says its separator and its encoding, and a column that nothing is known of is given its field", async () => {
    const customers = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from("Id,Name\n12,Nordlicht\n") };
    await page.getByRole("region", { name: "Customers" }).locator("input[type=file]").setInputFiles(customers);
    await page.getByText("1 line · 2 columns between commas · UTF-8").waitFor();
    const users = page.getByRole("region", { name: "Users" });
    await users.locator("input[type=file]").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: writeUsers() });
    await users.getByText(/10,001 lines · 5 columns between semicolons · WINDOWS-1252/).waitFor();
    await users.getByText("Zoë Muster 1 · Zoë Muster 2 · Zoë Muster 3").waitFor();
    for (const [column, field] of [
      ["Nr fills", /^Id/],
      ["Mitarbeiterin fills", /^Name/],
    ] as const) {
      await users.getByRole("combobox", { name: column }).click();
      await page.getByRole("option", { name: field }).click();
    }
    await page.getByText("Planning writes nothing to the desk.").waitFor();
    await page.getByRole("button", { name: "See what would change" }).click();
  });

  await t.test("the preview counts and filters, and says why somebody can't be taken over; nothing is written yet", async () => {
    await page.getByRole("button", { name: /^10,002 new/ }).waitFor();
    await page.getByRole("button", { name: /^1.* can't be taken over/ }).click();
    await page.getByRole("row", { name: /Nobody.*there is no customer "99"/ }).waitFor();
    assert.equal(await countUsers("nordlicht"), 0);
  });

  await t.test("what is written is the preview, after its number was typed", async () => {
    await page.getByRole("button", { name: "Take over 10,002 records…" }).click();
    const question = page.getByRole("dialog");
    assert.ok(await question.getByRole("button", { name: "Take over 10,002 records" }).isDisabled(), "nothing was typed yet");
    await question.getByRole("textbox").fill("10002");
    await question.getByRole("button", { name: "Take over 10,002 records" }).click();
    await page.getByText("10,002 records taken over").waitFor();
    assert.equal(await countUsers("nordlicht"), nUsers);
  });

  await t.test("the way back is a preview too, and leaves alone whom somebody changed since", async () => {
    const [zoe] = (await (await page.request.get(`${demo.url}/v1/users?limit=1&q=zoe77@nordlicht.example`)).json()).items;
    const { version } = await (await page.request.get(`${demo.url}/v1/users/${zoe.id}`)).json();
    const changed = await page.request.patch(`${demo.url}/v1/users/${zoe.id}`, {
      headers: { "if-match": `"${version}"`, origin: demo.url },
      data: { values: { title: "Lighthouse keeper" } },
    });
    assert.equal(changed.status(), 200, await changed.text());
    await page.getByRole("button", { name: "Undo: see what would be taken back" }).click();
    await page.getByRole("heading", { name: "Undo of take-over 1 from HaloPSA" }).waitFor();
    await page.getByRole("button", { name: /left alone/ }).click();
    await page.getByRole("row", { name: /Zoë Muster 77/ }).waitFor();
    const takeBack = page.getByRole("button", { name: /^Take back [\d,]+ records…/ });
    const n = /[\d,]+/.exec((await takeBack.textContent()) ?? "")?.[0] ?? "";
    await takeBack.click();
    const question = page.getByRole("dialog");
    await question.getByRole("textbox").fill(n.replace(",", ""));
    await question.getByRole("button", { name: /^Take back/ }).click();
    await page.getByText(`${n} records taken back`).waitFor();
    assert.equal(await countUsers("nordlicht"), 1, "only whom somebody changed since is left");
  });
});
