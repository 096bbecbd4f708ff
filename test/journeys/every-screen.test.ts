import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { apply, changeAccount, findLine, findUser, preview, type Scene } from "./drive-demo.ts";
import { hostileNames } from "./hostile-names.ts";
import { hearComplaints, judgePage } from "./judge-page.ts";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";
import { type Act, acts, otherEyes, type Screen } from "./screens.ts";
import { goTo, lookAround, openScene } from "./walk-screens.ts";

const names = hostileNames.map(({ account, givenName, familyName }) => ({ account, name: `${givenName} ${familyName}` }));

test("every screen, by day and by night, on a desk and on a phone: readable by everybody, and the browser has nothing to complain about", {
  timeout: 900_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("Every screen"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  const complaints = hearComplaints(page);
  const scene = await openScene(page, demo);
  const check = async (screen: Screen) => {
    await goTo(scene, screen);
    const faults = await judgeLooks(page);
    assert.deepEqual([...faults, ...complaints.take().filter((one) => screen.mayLog?.test(one) !== true)], []);
  };

  const play = async (act: Act) => {
    await act.prepare(scene);
    for (const screen of act.screens) await t.test(`${act.name}: ${screen.name}`, async () => await check(screen));
  };

  for (const act of acts) await play(act);

  await t.test("names that are code, pictures, written from right to left, or endless are shown as they are", async (t) => {
    scene.connectionId = 2;
    for (const { account, ...changes } of hostileNames) await changeAccount(scene, account, changes);
    scene.runId = await preview(scene);
    for (const { account, name } of names) {
      const q = encodeURIComponent(account);
      const open = await findLine(scene, q);
      await t.test(`in the preview: ${name}`, async () => {
        await check({ name: account, address: () => `/runs/${scene.runId}?q=${q}&open=${open}`, shows: "Before" });
        await assertShown(page, name);
      });
      await t.test(`why: ${name}`, async () => {
        await check({ name: account, address: () => `/why?connection=2&person=${q}`, shows: "Who goes where" });
        await assertShown(page, name);
      });
    }
    await apply(scene, scene.runId);
    for (const { account, name } of names)
      await t.test(`on the person's page: ${name}`, async () => {
        await check(await userPage(scene, account));
        await assertShown(page, name);
      });
    await t.test("in the list of users", async () => {
      await check({ name: "users", address: () => "/users?q=alderfinch.example", shows: "users" });
    });
  });

  for (const act of otherEyes) await play(act);
});

async function userPage(scene: Scene, account: string): Promise<Screen> {
  const id = await findUser(scene, encodeURIComponent(account));
  return { name: account, address: () => `/users/${id}`, shows: "Source and since" };
}

/** What is wrong with a screen, with the looks in which it is. */
async function judgeLooks(page: Page): Promise<readonly string[]> {
  const faults = new Map<string, string[]>();
  await lookAround(page, async ({ scheme, width }) => {
    for (const fault of await judgePage(page)) faults.set(fault, [...(faults.get(fault) ?? []), `${scheme} ${width}`]);
  });
  return [...faults].map(([fault, looks]) => `${looks.join(", ")}: ${fault}`);
}

/** A name is there letter by letter, and nothing was made of it. */
async function assertShown(page: Page, name: string): Promise<void> {
  assert.ok((await page.locator("#page").textContent())?.includes(name), `${name} is shown`);
  assert.equal(await page.locator("#page :is(img, script)").count(), 0, "no picture and no script came of it");
}
