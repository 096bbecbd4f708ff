import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Vault } from "../connections/vault.ts";
import { Invalid } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { explainMailProblem } from "./explain-mail-problem.ts";
import { findMailPassword, findMailSettings } from "./mail-settings.ts";
import { openTransport } from "./open-transport.ts";

/** Sends one mail at once by the settings that are saved, and says how that went. @throws Invalid where there are none */
export async function testMail(
  { db, vault, now, timeoutMs }: { readonly db: Kysely<Tables>; readonly vault: Vault; readonly now: Date; readonly timeoutMs?: number },
  to: string,
): Promise<{ readonly isSent: boolean; readonly says: string }> {
  const kept = await findMailSettings(db);
  if (kept === null) throw new Invalid([{ at: "to", says: "there are no mail settings yet: save them first" }]);
  const password = await findMailPassword(db, vault);
  const { host, port } = kept.settings;
  const transport = openTransport(kept.settings, { password, ...(timeoutMs !== undefined && { timeoutMs }) });
  try {
    const text = `This is a test of the mail settings.\n\nIt came by ${host}, port ${port}.`;
    await transport.send({ messageId: randomUUID(), to, subject: "Test of the mail settings", text, at: now });
    return { isSent: true, says: `${host}:${port} took the mail to ${to}.` };
  } catch (error) {
    return { isSent: false, says: explainMailProblem(error, kept.settings, password).says };
  } finally {
    transport.close();
  }
}
