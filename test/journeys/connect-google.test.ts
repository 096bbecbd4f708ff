import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { startGoogleSandbox } from "../../sandbox/google/server.ts";
import { findFreePort, makeMuster, type UnderWay, writeConfig } from "../start-muster.ts";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";

const name = "Test & Co";
const admin = "admin@alderfinch.example";

/** The address that a waiting `connect` printed. */
async function readAddress(connecting: UnderWay, said: string[]): Promise<string> {
  connecting.child.stdout?.on("data", (text: string) => said.push(text));
  await connecting.said(/\/auth\/connect\/google\/start\?\S+\s/);
  return /http\S+\/auth\/connect\/google\/start\?\S+/.exec(said.join(""))?.[0] ?? "";
}

async function chooseAccount(page: Page): Promise<void> {
  if (await page.getByRole("heading", { name: "Choose an account" }).isVisible()) await page.getByRole("button", { name: admin }).click();
}

test("G1 G2 connecting Google in a browser: a box left unticked is named with its cure, all boxes connect", {
  timeout: 180_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("G1 connect Google"));
  const sandbox = await startGoogleSandbox({});
  const own = sandbox.credentials().find((one) => one.domain === "alderfinch.example");
  const port = await findFreePort();
  await using muster = makeMuster({ MUSTER_PORT: String(port), TEST_CLIENT_SECRET: own?.clientSecret ?? "" });
  try {
    const server = muster.start("serve", "--quiet");
    await server.said(/Open this once/);
    muster.write("muster.yml", writeConfig(sandbox, "alderfinch.example", "oauthClient"));
    assert.equal((await muster.run("config", "apply", "muster.yml")).code, 0);
    assert.equal((await muster.run("import", name)).code, 2, "nothing is read before somebody connected");
    await using browser = await openBrowser(executable);
    const { page } = browser;

    const first = muster.start("connect", name);
    await page.goto(await readAddress(first, []));
    await chooseAccount(page);
    await page.getByRole("checkbox", { name: /admin\.directory\.group\.readonly/ }).uncheck();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: `${name} is connected` }).waitFor();
    assert.equal(new URL(page.url()).origin, `http://localhost:${port}`);
    assert.match((await page.textContent("main")) ?? "", /not everything was granted\. Connect again and leave every box ticked/);
    assert.match((await page.textContent("main")) ?? "", /groups and their members.*admin\.directory\.group\.readonly/);
    const told = await first.ended;
    assert.equal(told.code, 0, told.err);
    assert.match(told.out, /not granted: groups and their members/);

    const second = muster.start("connect", name);
    await page.goto(await readAddress(second, []));
    await chooseAccount(page);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: `${name} is connected` }).waitFor();
    assert.match((await page.textContent("main")) ?? "", /Connected as admin@alderfinch\.example\./);
    assert.equal(((await page.textContent("main")) ?? "").includes("Not granted"), false);
    const connected = await second.ended;
    assert.equal(connected.code, 0, connected.err);

    assert.match((await muster.run("import", name)).out, /870 create · 33 left out/);
    server.child.kill("SIGTERM");
    const stopped = await server.ended;
    assert.equal(stopped.code, 0, stopped.err);
  } finally {
    await sandbox.close();
  }
});
