import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { listSeats } from "../../billing/list-seats.ts";
import { previewInvoice } from "../../billing/preview-invoice.ts";
import { createApp } from "../create-app.ts";
import { startSandboxProcess } from "./sandbox-process.ts";
import { seedDemo } from "./seed-demo.ts";
import { seedDesk } from "./seed-desk.ts";

test("the demo's desk has assets, tickets, seats and an invoice, and its people are as they were", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "muster-desk-"));
  const app = await createApp({ MUSTER_DATA: folder });
  const sandbox = await startSandboxProcess(0);
  t.after(async () => {
    await sandbox.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { db } = app.database;
  const now = app.context.now();
  const people = async () =>
    await sql`select 'user' as kind, count(*), sum(version) from users union all select 'agent', count(*), sum(version) from agents union all select 'due', count(*), 0 from due`.execute(
      db,
    );
  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]?.n;

  assert.equal(await seedDemo(app, sandbox, AbortSignal.timeout(60_000)), true);
  assert.equal(await seedDemo(app, sandbox, AbortSignal.timeout(60_000)), false, "a second start finds everything there");
  const before = (await people()).rows;
  await seedDesk(db, now);
  assert.deepEqual((await people()).rows, before);

  assert.deepEqual([await count("assets"), await count("tickets"), await count("outgoing_mail")], [26, 12, 0]);
  const roles = await sql<{ n: number }>`select count(*)::int as n from agent_roles where rights <> '{}' and not is_administrator`.execute(
    db,
  );
  assert.equal(roles.rows[0]?.n, 3);
  const seats = await listSeats(db, {}, { from: 0, limit: 20 });
  assert.deepEqual(
    seats.items.map((one) => [one.name, one.bought, one.assigned]),
    [
      ["ArchiDraw Professional 2026", 12, 11],
      ["Endpoint backup", 35, 30],
      ["Google Workspace Business Plus", 905, 903],
      ["PDF editor", 40, 8],
      ["RenderFarm seat", 5, 5],
    ],
  );
  const invoice = await sql<{ id: number }>`select id from recurring_invoices`.execute(db);
  const next = await previewInvoice(db, { id: invoice.rows[0]?.id ?? 0, on: null, now });
  assert.equal(next.comparedWith.isIssued, true);
  assert.ok(next.lines.every((line) => line.before !== null));
});
