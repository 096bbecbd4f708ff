import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { explainNoChromium, findChromium, openBrowser } from "./open-browser.ts";
import { type PlayedDemo, playDemo } from "./play-demo.ts";

interface Program {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<ReturnType<typeof JSON.parse>>;
}

/** A program that talks to the desk as it would to a HaloPSA: with a token for its id and secret. */
async function connectProgram(page: Page, { url }: PlayedDemo): Promise<Program> {
  const me = await (await page.request.get(`${url}/v1/me`)).json();
  const made = await page.request.post(`${url}/v1/applications`, {
    headers: { origin: url },
    data: { name: "Chat bridge", kind: "services", scopes: ["edit:tickets"], agentId: me.agent.id },
  });
  const { clientId, secret } = await made.json();
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret, scope: "edit:tickets" });
  const { access_token } = await answerOf(await fetch(`${url}/auth/token`, { method: "POST", body: form }));
  return {
    ask: async (method, path, body) =>
      await answerOf(
        await fetch(`${url}/api${path}`, {
          method,
          headers: { authorization: `Bearer ${access_token}`, ...(body !== undefined && { "content-type": "application/json" }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      ),
  };
}

async function answerOf(answer: Response): Promise<ReturnType<typeof JSON.parse>> {
  const text = await answer.text();
  assert.ok(answer.ok, `${answer.url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

async function choose(page: Page, field: string, option: string | RegExp, typed?: string): Promise<void> {
  const box = page.getByRole("combobox", { name: field, exact: true });
  await box.click();
  if (typed !== undefined) await box.fill(typed);
  await page.getByRole("option", { name: option }).first().click();
}

/** Changes a ticket as somebody else would, in another window. */
async function saveElsewhere(page: Page, { url }: PlayedDemo, ticket: number, values: object): Promise<void> {
  const { version } = await (await page.request.get(`${url}/v1/tickets/${ticket}`)).json();
  const saved = await page.request.patch(`${url}/v1/tickets/${ticket}`, {
    headers: { "if-match": `"${version}"`, origin: url },
    data: values,
  });
  assert.equal(saved.status(), 200, await saved.text());
}

test("D4 A1 a ticket is opened in the browser, answered by a program through /api and then by an agent, and both see both", {
  timeout: 180_000,
}, async (t) => {
  const executable = findChromium();
  if (executable === null) return t.skip(explainNoChromium("A ticket between browser and program"));
  await using demo = await playDemo();
  await using browser = await openBrowser(executable);
  const { page } = browser;
  await page.goto(demo.link);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const program = await connectProgram(page, demo);

  await t.test("the list leads to the form by a key, the user brings customer and site, and the type says the rest", async () => {
    await page.goto(`${demo.url}/tickets`);
    await page.getByRole("row", { name: /no internet in the whole office/ }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("heading", { name: "New ticket" }).waitFor();
    await choose(page, "User", /Petra Thorne/, "thorne");
    await page.locator("input[value^='Alder']").waitFor();
    await choose(page, "Type", "Incident");
    await page.getByText(/^Left empty: Medium, as Incident says/).waitFor();
    await page.getByRole("textbox", { name: "Summary" }).fill("The door of the server room stands open");
    await page.getByRole("textbox", { name: "Details" }).fill("Since this morning. <b>Nobody</b> has the key.");
    await page.getByRole("button", { name: "Open the ticket" }).click();
    await page.getByRole("heading", { level: 1, name: /#\d+ The door of the server room stands open/ }).waitFor();
    await page.getByText("Since this morning. <b>Nobody</b> has the key.").first().waitFor();
  });
  const ticket = Number(/\d+$/.exec(page.url())?.[0]);

  await t.test(
    "a reply that is being written is there again after a look elsewhere, beside what the program answered meanwhile",
    async () => {
      await page.getByText(/Goes by mail to Petra Thorne, petra.thorne@alderfinch.example\. It waits at first/).waitFor();
      await page.getByRole("textbox", { name: "What you write" }).fill("I am on my way with");
      const [read] = (await program.ask("GET", "/Tickets?search=server room")).tickets;
      assert.deepEqual([read.id, read.summary], [ticket, "The door of the server room stands open"]);
      await page.getByRole("link", { name: "Customers", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
      await program.ask("POST", "/Actions", [{ ticket_id: ticket, outcome: "Reply to the user", note: "The janitor was told." }]);
      await page.goto(`${demo.url}/tickets/${ticket}`);
      await page.getByText("The janitor was told.").waitFor();
      assert.equal(await page.getByRole("textbox", { name: "What you write" }).inputValue(), "I am on my way with");
    },
  );

  await t.test("the agent's answer goes with a file, says who sees it, and the program reads both answers", async () => {
    await page.getByRole("textbox", { name: "What you write" }).fill("I am on my way with the key.");
    await choose(page, "What you do", "Reply and wait");
    await page.getByText("Public: the user sees it · sets the status to Waiting for the user").waitFor();
    const photo = { name: "door.txt", mimeType: "text/plain", buffer: Buffer.from("a picture of a door") };
    await page.locator("input[type=file]").setInputFiles(photo);
    await page.getByRole("button", { name: "Reply and wait" }).click();
    await page.getByRole("listitem").filter({ hasText: "I am on my way with the key." }).getByRole("link", { name: "door.txt" }).waitFor();
    await page.getByText("Status: New → Waiting for the user").waitFor();
    const { actions } = await program.ask("GET", `/Actions?ticket_id=${ticket}&excludesys=true`);
    const notes: string[] = actions.map((action: { readonly note: string }) => action.note);
    for (const note of ["The janitor was told.", "I am on my way with the key."]) assert.ok(notes.includes(note), notes.join(" | "));
    assert.equal((await program.ask("GET", `/Tickets/${ticket}`)).status_id, 3, "the program sees that it waits");
  });

  await t.test("a private note is told apart by words", async () => {
    await choose(page, "What you do", "Private note");
    await page.getByText("Goes to nobody by mail: only agents see it.").waitFor();
    await page.getByRole("textbox", { name: "What you write" }).fill("The lock is older than the house.");
    await page.getByRole("button", { name: "Private note" }).click();
    const note = page.getByRole("listitem").filter({ hasText: "The lock is older than the house." });
    await note.getByText("Private: only agents see it").waitFor();
  });

  await t.test(
    "two people change a ticket at once: another field goes on top, the same field is asked about, and nothing is lost",
    async () => {
      await page.getByRole("button", { name: "Change: Team" }).click();
      await saveElsewhere(page, demo, ticket, { externalId: "CHAT-7" });
      await choose(page, "Team", "First line");
      await page.getByRole("button", { name: "Change: Team" }).waitFor();
      await page.getByRole("button", { name: "Change: Priority" }).click();
      await saveElsewhere(page, demo, ticket, { priorityId: 1 });
      await choose(page, "Priority", "Low");
      await page.getByText("Now it is: Critical. What you chose stands above and was not saved.").waitFor();
      await page.getByRole("button", { name: "Save mine on top" }).click();
      await page.getByRole("button", { name: "Change: Priority" }).waitFor();
      const { labels, externalId } = await (await page.request.get(`${demo.url}/v1/tickets/${ticket}`)).json();
      assert.deepEqual([labels.teamId, labels.priorityId, externalId], ["First line", "Low", "CHAT-7"]);
    },
  );

  await t.test("several tickets are changed at once, after a preview of what changes for how many", async () => {
    await page.goto(`${demo.url}/tickets?view=unassigned`);
    await page.getByRole("checkbox", { name: `Choose ticket ${ticket}` }).check();
    await page.getByRole("button", { name: /^Choose all \d+ of this list/ }).click();
    await page.getByRole("button", { name: "Change…" }).click();
    await choose(page, "Which field", "Agent");
    await choose(page, "New agent", /Joel Pritchard/, "joel");
    await page.getByText("3 tickets would change").waitFor();
    await page.getByRole("button", { name: "Change 3 tickets" }).click();
    await page.getByText("Every open ticket has an agent").waitFor();
  });
});
