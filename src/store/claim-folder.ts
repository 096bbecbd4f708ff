import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Conflict } from "../model/errors.ts";

/** Folders that this very process holds: in a container every start may have the same process number. */
const held = new Set<string>();

/**
 * Takes a data folder for this process: the embedded database may be open once only. A mark left by a process that has died is
 * taken over.
 */
export function claimFolder(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mark = join(folder, "muster.pid");
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(mark, String(process.pid), { flag: "wx" });
      held.add(mark);
      return {
        release: () => {
          held.delete(mark);
          rmSync(mark, { force: true });
        },
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const holder = Number(readFileSync(mark, "utf8"));
      if (held.has(mark) || (holder !== process.pid && isAlive(holder))) {
        throw new Conflict(
          `The data folder ${folder} is in use by process ${holder}. Stop it first, or set DATABASE_URL to a PostgreSQL, which many may use.`,
        );
      }
      rmSync(mark, { force: true });
    }
  }
  throw new Conflict(`The data folder ${folder} was taken by another process just now.`);
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
