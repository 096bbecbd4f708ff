import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, openBrowser } from "./open-browser.ts";
import { playDemo } from "./play-demo.ts";
import { acts, otherEyes } from "./screens.ts";
import { shrinkPicture } from "./shrink-picture.ts";
import { goTo, lookAround, openScene } from "./walk-screens.ts";

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

/** `npm run screenshots`: a picture of every screen, in every look, for the documents. Names of screens may follow: only these then. */
const executable = findChromium();
if (executable === null) throw new Error("No Chromium was found. Set CHROMIUM_PATH, or install Chromium.");
const wanted = process.argv.slice(2);
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

await using demo = await playDemo();
await using browser = await openBrowser(executable);
const { page } = browser;
const scene = await openScene(page, demo);
for (const act of [...acts, ...otherEyes]) {
  await act.prepare(scene);
  for (const screen of act.screens) {
    if (wanted.length > 0 && !wanted.includes(screen.name)) continue;
    await goTo(scene, screen);
    await lookAround(page, async ({ scheme, width }) => {
      writeFileSync(join(folder, `${screen.name}-${scheme}-${width}.png`), shrinkPicture(await page.screenshot({ caret: "hide" })));
    });
    console.log(screen.name);
  }
}
