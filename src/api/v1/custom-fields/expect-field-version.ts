import { findLastEdit, getCustomField } from "../../../desk/save-custom-field.ts";
import { Conflict } from "../../../model/errors.ts";
import type { Db } from "../../../store/open-database.ts";
import { ChangedMeanwhile } from "../../errors.ts";

interface Seen {
  readonly id: number;
  readonly version: number;
}

/** Saves over the version that somebody saw. @throws NotFound, ChangedMeanwhile with who was first, and what `save` throws */
export async function expectFieldVersion<T>(db: Db, seen: Seen, save: () => Promise<T>): Promise<T> {
  await assertVersion(db, seen);
  return await save().catch(async (error: unknown) => {
    // Somebody may have been first between the two.
    if (error instanceof Conflict) await assertVersion(db, seen);
    throw error;
  });
}

async function assertVersion(db: Db, { id, version }: Seen): Promise<void> {
  const field = await getCustomField(db, id);
  if (field.version === version) return;
  const last = await findLastEdit(db, id);
  const by = last?.actor ?? "somebody";
  throw new ChangedMeanwhile(`${by} changed ${field.label} meanwhile. Nothing was saved; what you typed is still yours to save.`, {
    version: field.version,
    by,
    at: (last?.at ?? new Date(0)).toISOString(),
  });
}
