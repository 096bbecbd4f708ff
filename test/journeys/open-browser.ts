import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is: CHROMIUM_PATH, the system's, Playwright's; null where there is none. */
export function findChromium(): string | null {
  return (
    [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", chromium.executablePath()].find(
      (path) => path !== undefined && path !== "" && existsSync(path),
    ) ?? null
  );
}

/**
 * What a journey does without a browser: on a build server it fails, because there it must run; elsewhere it says loudly that it did not.
 * Returns why it can't run, for the test's `skip`.
 */
export function explainNoChromium(journey: string): string {
  const says = `${journey}: NOT TRIED, because no Chromium was found. Set CHROMIUM_PATH, or install Chromium.`;
  if (process.env.CI === "true") throw new Error(says);
  console.error(`\n!!! ${says}\n`);
  return says;
}

/** A browser without history, that is closed and forgotten at the end. Use with `await using`. */
export async function openBrowser(executablePath: string): Promise<AsyncDisposable & { readonly page: Page }> {
  const folder = mkdtempSync(join(tmpdir(), "muster-browser-"));
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: flags });
  context.setDefaultTimeout(20_000);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
