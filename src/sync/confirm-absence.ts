import { attributesAsked, partsAsked } from "../core/compile-settings.ts";
import { listUnprovenAbsent } from "../mirror/find-people.ts";
import { saveAbsenceProofs, savePeople } from "../mirror/save-people.ts";
import { digestOf } from "../mirror/seen-table.ts";
import type { DirectorySource } from "../model/directory.ts";
import { foldText } from "../model/fold-text.ts";
import { isBroken, isPerson, type Person } from "../model/person.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { workInParallel } from "./work-in-parallel.ts";

export interface AbsenceToConfirm {
  readonly connectionId: number;
  readonly readingId: number;
  readonly settings: ConnectionSettings;
  readonly source: DirectorySource;
  /** Nobody outside the connection's scope is looked up: not being listed says nothing about them. */
  readonly isInScope: ((person: Person) => boolean) | null;
  readonly onProgress: OnProgress;
}

const lookUpsAtOnce = 10;

/**
 * Asks the directory directly for everybody whom the listing did not have and whom the desk knows. Only an answer that there is no
 * such account is kept as proof; an account that is there after all goes back into the mirror. Returns how many were looked up, and how
 * many are proven gone.
 */
export async function confirmAbsence(context: SyncContext, input: AbsenceToConfirm): Promise<{ lookedUp: number; gone: number }> {
  const { db } = context.database;
  const parts = partsAsked(input.settings);
  const absent = await listUnprovenAbsent(db, input.connectionId);
  const missing = absent.filter(isPerson).filter((person) => parts.includes(person.part) && (input.isInScope?.(person) ?? true));
  const total = missing.length;
  const proofs = new Map<string, string>();
  const request = { attributes: attributesAsked(input.settings) };
  const lookUpNext = async (): Promise<boolean> => {
    const person = missing.pop();
    if (person === undefined) return false;
    const answer = await input.source.lookUp(person.id, { part: person.part, ...request });
    if (answer.kind === "absent") proofs.set(person.id, answer.answer);
    if (answer.kind === "found" && !isBroken(answer.person)) {
      // No listing brought this record, so its digest is that of no content: the next listing writes it again.
      const found = { person: answer.person, emailKey: foldText(answer.person.email), digest: digestOf(person.id, "") };
      await savePeople(db, input.connectionId, input.readingId, [found]);
    }
    input.onProgress({ step: "lookingUp", done: total - missing.length, total });
    return true;
  };
  await workInParallel(lookUpsAtOnce, lookUpNext);
  await saveAbsenceProofs(db, input.connectionId, proofs);
  return { lookedUp: total, gone: proofs.size };
}
