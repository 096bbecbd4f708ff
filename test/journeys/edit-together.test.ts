import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { findFreePort, makeMuster } from "../start-muster.ts";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";

/** Follows a link that signs in once. */
async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function openRules(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/directories/2/who-goes-where`);
  await page.getByRole("button", { name: "Leeds studio", exact: true }).waitFor();
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: from, exact: true }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(to);
  await page.getByRole("button", { name: to, exact: true }).waitFor();
  await kept(page);
  await page.getByRole("button", { name: `Close: Rule: ${to}` }).click();
}

/** Waits until the server has the draft. */
async function kept(page: Page): Promise<void> {
  await page.getByText("Keeping…").waitFor({ state: "hidden" });
  await page.getByText("Kept: you may leave and come back.").waitFor();
}

async function rulesOf(page: Page): Promise<readonly string[]> {
  const names = page
    .getByRole("list", { name: /^Rules/ })
    .getByRole("listitem")
    .locator("[aria-pressed]");
  return await names.allTextContents();
}

test("G4 a draft of who goes where: its effect is seen before it is published, and two people who edit the same rule lose nothing", {
  timeout: 240_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("G4 editing together"));
  const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
  const url = `http://localhost:${port}`;
  await using muster = makeMuster({ MUSTER_PORT: String(port), MUSTER_SANDBOX_PORT: String(sandboxPort) });
  const said: string[] = [];
  const demo = muster.start("demo");
  demo.child.stdout?.on("data", (text: string) => said.push(text));
  await demo.said(/Stop with Ctrl-C.*\n/);
  await using owens = await openBrowser(executable);
  await using joaos = await openBrowser(executable);
  const [owen, joao] = [owens.page, joaos.page];
  await signIn(owen, /http:\/\/\S+\/welcome\/\S+/.exec(said.join(""))?.[0] ?? "");
  const link = await muster.run("link", "--agent", "joao.silva@alderfinch.example");
  await signIn(joao, /http:\/\/\S+\/welcome\/\S+/.exec(link.out)?.[0] ?? "");

  await openRules(owen, url);
  await owen.getByRole("button", { name: "870 placed" }).waitFor();
  await owen.getByRole("button", { name: "33 left out" }).waitFor();
  await owen.getByRole("button", { name: "Move Porto up" }).click();
  await owen.getByRole("button", { name: "Porto gets 62 accounts" }).waitFor();
  await kept(owen);
  await owen.getByRole("button", { name: "See the effect" }).click();
  await owen.getByText("1 account goes elsewhere").waitFor({ timeout: 60_000 });
  await owen.getByRole("listitem").filter({ hasText: "Tomas Lindqvist: Leeds → Porto" }).waitFor();
  await owen.getByRole("button", { name: "Hide the effect" }).click();
  await rename(owen, "Leeds studio", "Leeds, says Owen");

  await openRules(joao, url);
  assert.deepEqual(await rulesOf(joao), ["Not people", "Leeds studio", "Porto", "Everyone else"], "a draft is its author's own");
  await rename(joao, "Leeds studio", "Leeds, says João");
  await joao.getByText("Owen Achterberg has a draft of these settings too.").waitFor();
  await rename(joao, "Everyone else", "The rest");
  await joao.getByRole("button", { name: "Publish 2 changes" }).click();
  await joao.getByText("Draft, not in force:").waitFor({ state: "hidden" });

  await owen.getByRole("button", { name: "Publish 2 changes" }).click();
  await owen.getByText(/João Silva published version 2 .*Nothing of yours is lost/).waitFor();
  await owen.getByRole("button", { name: "See what changed" }).click();
  await owen.getByText('Rule 4 "Everyone else" renamed "The rest"').waitFor();
  await owen.getByRole("button", { name: "Put my changes on top" }).click();
  const question = owen.getByRole("dialog", { name: "Both of you changed these" });
  await question.getByRole("radio", { name: /^Mine/ }).waitFor();
  assert.equal(await question.getByRole("radiogroup").count(), 1, "only what both changed is asked");
  await question.getByRole("radio", { name: /^Mine: changed its name to "Leeds, says Owen"/ }).check();
  await question.getByRole("button", { name: "Put my changes on top" }).click();
  await owen.getByText("Draft, not in force:").waitFor();
  assert.deepEqual(await rulesOf(owen), ["Not people", "Porto", "Leeds, says Owen", "The rest"]);
  await owen.getByRole("button", { name: "Publish 2 changes" }).click();
  await owen.getByText("Draft, not in force:").waitFor({ state: "hidden" });

  await openVersion(owen, url, 2);
  await owen.getByRole("button", { name: "Restore version 2" }).click();
  await owen.getByRole("dialog").getByRole("button", { name: "Restore version 2" }).click();
  await owen.getByText("Draft, not in force:").waitFor();
  await owen.getByRole("button", { name: "2 changes", exact: true }).waitFor();
});

async function openVersion(page: Page, url: string, version: number): Promise<void> {
  await page.goto(`${url}/directories/2/versions`);
  await page.getByRole("button", { name: `Version ${version}`, exact: true }).click();
}
