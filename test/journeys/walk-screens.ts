import type { Page } from "playwright-core";
import type { Scene } from "./drive-demo.ts";
import type { PlayedDemo } from "./play-demo.ts";
import type { Screen } from "./screens.ts";

/** How a screen is looked at: by day or by night, on a desk or on a phone. */
export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: "wide" | "narrow";
}

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

const patienceMs = 15_000;

const byDay: Look = { scheme: "light", width: "wide" };

/** In this order only one thing changes from look to look. */
const looks: readonly Look[] = [
  byDay,
  { scheme: "dark", width: "wide" },
  { scheme: "dark", width: "narrow" },
  { scheme: "light", width: "narrow" },
];

/** Signs in to a demo; nothing moves by itself on its pages. */
export async function openScene(page: Page, demo: PlayedDemo): Promise<Scene> {
  await look(page, byDay);
  await page.goto(demo.link);
  await page.getByText("first import ready to review").first().waitFor();
  return { page, demo, connectionId: 2, runId: 0 };
}

/** Goes to a screen as a link of the app does, without loading the app anew, and waits until everything on it is there. */
export async function goTo(scene: Scene, screen: Screen): Promise<void> {
  const { page } = scene;
  await closeDialogs(page);
  await look(page, byDay);
  // Nothing of the screen before stays marked: neither what had the focus, nor what the mouse was over.
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement?.blur()");
  const address = await screen.address(scene);
  // On the way over an address of its own, so that a screen starts afresh where the one before had the same address.
  for (const href of ["/keys-and-nothing-else", address]) await page.evaluate(`history.pushState(null, "", ${JSON.stringify(href)})`);
  await screen.steps?.(page);
  const last = page.getByText(screen.shows).filter({ visible: true }).first();
  await last.waitFor().catch(async () => {
    throw new Error(`${address} does not show ${screen.shows}. It shows:\n${await page.locator("main").textContent()}`);
  });
  await settle(page, byDay);
}

/** Looks at a screen that is open in every way, one after the other. */
export async function lookAround(page: Page, onLook: (look: Look) => Promise<void>): Promise<void> {
  for (const one of looks) {
    await look(page, one);
    await settle(page, one);
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

/** Waits until a page has the colours that it should have, reads nothing, moves nothing, and what was drawn last is on the screen. */
async function settle(page: Page, { scheme }: Look): Promise<void> {
  const isStill = await page.evaluate<boolean>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const isStill = () =>
      document.documentElement.dataset.mantineColorScheme === "${scheme}" &&
      document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null &&
      document.getAnimations().every((one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity);
    await frame();
    const started = performance.now();
    while (performance.now() - started < ${patienceMs}) {
      await frame();
      if (isStill()) return true;
    }
    return false;
  })()`);
  if (!isStill) throw new Error(`${page.url()} does not come to rest.`);
}
