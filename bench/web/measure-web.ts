import assert from "node:assert/strict";
import { type GeneratedSize, generatedPerson } from "../../sandbox/seed/generated-people.ts";
import type { RunView } from "../../src/api/v1/shapes/run.ts";
import { findChromium } from "../../test/journeys/open-browser.ts";
import { type Expected, expectFirstImport, organisationOf } from "../organisation.ts";
import type { WebMeasurement } from "../report.ts";
import type { Task } from "../task.ts";
import { type Client, createClient } from "./create-client.ts";
import { startServer } from "./start-server.ts";
import { timePreview, timeUsers } from "./time-answers.ts";
import { visitPreview } from "./visit-preview.ts";

/** The web app with one import: looked at as a preview, then applied and looked for among the people of the desk. Counts must be what the organisation says. */
export async function measureWeb(task: Task): Promise<WebMeasurement> {
  const size = organisationOf(task.people, task.groups);
  const expected = expectFirstImport(size);
  await using server = await startServer(task);
  const client = createClient(server);
  const chromium = findChromium();

  // The browser comes first: it is to meet a server that nobody has asked for this plan.
  const visit = chromium === null ? null : await visitPreview(chromium, server, task.people);
  await assertPreview(client, server.runId, { people: task.people, expected });
  const preview = await timePreview(client, size, server.runId);
  await applyPlan(client, server.runId);
  await assertUsers(client, size, expected);
  const users = await timeUsers(client, size);
  return {
    engine: task.engine,
    people: task.people,
    works: [...(visit?.works ?? []), ...preview, ...users],
    scrolling: visit?.scrolling ?? null,
  };
}

async function assertPreview(client: Client, runId: number, { people, expected }: { people: number; expected: Expected }): Promise<void> {
  const count = async (query: string) => (await client.read<{ total: number }>(`/runs/${runId}/changes?${query}limit=1`)).total;
  assert.equal(await count(""), people, "the preview has a line for everybody");
  assert.equal(await count("kind=create&"), expected.created, "lines of people who are created");
  assert.equal(await count("kind=leftOut&"), expected.leftOut, "lines of people who are left out");
  assert.equal(await count("matchedBy=alias&"), expected.matched.alias, "lines of people recognised by an alias");
}

/** Applies the preview as the button does, and waits for its end. */
async function applyPlan(client: Client, runId: number): Promise<void> {
  const { planNumber, confirms } = await client.read<RunView>(`/runs/${runId}`);
  await client.send(`/runs/${runId}/apply`, { plan: planNumber, ...(confirms !== null && { confirms }) });
  for (;;) {
    const { state, says } = await client.read<RunView>(`/runs/${runId}`);
    if (state === "applied") return;
    assert.equal(state, "applying", `the plan was applied: ${says}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function assertUsers(client: Client, size: GeneratedSize, { created, matched }: Expected): Promise<void> {
  const imported = created + matched.email + matched.alias + matched.employeeNumber;
  const { total } = await client.read<{ total: number }>("/users?limit=1");
  assert.equal(total, imported, "everybody who was imported is in the list of users");
  // The first of all is never suspended.
  const { email } = generatedPerson(size, 0);
  const found = await client.read<{ total: number }>(`/users?q=${encodeURIComponent(email)}`);
  assert.equal(found.total, 1, "an address finds one user");
  const hits = await client.read<{ items: readonly { kind: string }[] }>(`/search?q=${encodeURIComponent(email)}`);
  assert.equal(hits.items.filter(({ kind }) => kind === "user").length, 1, "the search over everything finds the same");
}
