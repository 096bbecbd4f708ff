import type { Page } from "playwright-core";
import type { PlayedDemo } from "./play-demo.ts";
import type { Scene, Screen } from "./screens.ts";

/** How a screen is looked at: by day or by night, on a desk or on a phone. */
export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: "wide" | "narrow";
}

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** In this order only one thing changes from look to look. */
const looks: readonly Look[] = [
  { scheme: "light", width: "wide" },
  { scheme: "dark", width: "wide" },
  { scheme: "dark", width: "narrow" },
  { scheme: "light", width: "narrow" },
];

/** Signs in to a demo; nothing moves by itself on its pages. */
export async function openScene(page: Page, demo: PlayedDemo): Promise<Scene> {
  await look(page, { scheme: "light", width: "wide" });
  await page.goto(demo.link);
  await page.getByText("first import ready to review").first().waitFor();
  return { page, demo, connectionId: 2, runId: 0 };
}

/** Goes to a screen as a link of the app does, without loading the app anew, and waits until everything on it is there. */
export async function goTo(scene: Scene, screen: Screen): Promise<void> {
  const { page } = scene;
  await closeDialogs(page);
  await look(page, { scheme: "light", width: "wide" });
  const address = await screen.address(scene);
  // On the way over an address of its own, so that a screen starts afresh where the one before had the same address.
  for (const href of ["/keys-and-nothing-else", address]) await page.evaluate(`history.pushState(null, "", ${JSON.stringify(href)})`);
  await screen.steps?.(page);
  const last = page.getByText(screen.shows).filter({ visible: true }).first();
  await last.waitFor().catch(async () => {
    throw new Error(`${address} does not show ${screen.shows}. It shows:\n${(await page.locator("body").innerText()).slice(0, 2000)}`);
  });
  await settle(page);
}

/** Looks at a screen that is open in every way, one after the other. */
export async function lookAround(page: Page, onLook: (look: Look) => Promise<void>): Promise<void> {
  for (const one of looks) {
    await look(page, one);
    await settle(page);
    await onLook(one);
  }
}

async function look(page: Page, { scheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize(sizes[width]);
}

async function closeDialogs(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog").filter({ visible: true });
  for (let n = await dialog.count(); n > 0; n -= 1) await page.keyboard.press("Escape");
  await dialog.first().waitFor({ state: "hidden" });
}

/** Waits until nothing is being read, nothing moves, and what was drawn last is on the screen. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(isStill);
}

const isStill = `new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(
  document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null &&
  document.getAnimations().every((one) => one.playState !== "running" || one.effect?.getComputedTiming().endTime === Infinity)
), 0)))`;
