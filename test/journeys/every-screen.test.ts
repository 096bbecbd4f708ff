import assert from "node:assert/strict";
import { test } from "node:test";
import { hearComplaints, judgePage } from "./judge-page.ts";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";
import { acts } from "./screens.ts";
import { goTo, lookAround, openScene } from "./walk-screens.ts";

test("every screen, by day and by night, on a desk and on a phone: readable by everybody, and the browser has nothing to complain about", {
  timeout: 400_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("Every screen"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  const complaints = hearComplaints(page);
  const scene = await openScene(page, demo);

  for (const act of acts) {
    await act.prepare(scene);
    for (const screen of act.screens)
      await t.test(`${act.name}: ${screen.name}`, async () => {
        await goTo(scene, screen);
        const faults: string[] = [];
        await lookAround(page, async ({ scheme, width }) => {
          for (const fault of await judgePage(page)) faults.push(`${scheme}, ${width}: ${fault}`);
        });
        faults.push(...complaints.take().filter((one) => screen.mayLog?.test(one) !== true));
        assert.deepEqual(faults, []);
      });
  }
});
