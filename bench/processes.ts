import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

const running = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Ends a process with this one, whatever happens. */
export function keepWatch(child: ChildProcess): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

// The kernel counts in hundredths of a second for everybody (USER_HZ).
const millisecondsOfTick = 10;

/** User and system time of a process of this machine in milliseconds, `withEnded` with that of its children that are gone; null where there is no /proc. */
export function cpuOf(pid: number, withEnded = false): number | null {
  const fields = statOf(pid);
  if (fields === null) return null;
  // Fields 14 to 17 of proc(5): utime, stime, cutime, cstime; the first of these is the third.
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
  return (utime + stime + (withEnded ? cutime + cstime : 0)) * millisecondsOfTick;
}

/** The parent of a process; null where there is no /proc. */
export function parentOf(pid: number): number | null {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? null : Number(parent);
}

/** The living children of a process. */
export function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces.
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
