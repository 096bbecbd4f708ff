import { type Fault, Invalid } from "../model/errors.ts";
import type { ParsedConfig, Path } from "./parse-config-file.ts";

/** Collects what is wrong with a configuration, each with its place in the file. */
export interface Faults {
  readonly add: (path: Path, says: string) => void;
  /** Does something that finds its own faults: they are moved to a place in the file, and the answer is null. */
  readonly take: <T>(path: Path, work: () => T) => T | null;
  /** @throws Invalid with everything collected so far, in order of the lines, if anything was */
  readonly stop: () => void;
}

export function createFaults(config: ParsedConfig): Faults {
  const found: (Fault & { readonly line: number })[] = [];
  const add = (path: Path, says: string) => void found.push({ at: config.place(path), says, line: config.lineOf(path) });
  return {
    add,
    take(path, work) {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        for (const fault of error.faults) add(path, fault.says);
        return null;
      }
    },
    stop() {
      if (found.length > 0) throw new Invalid(found.toSorted((a, b) => a.line - b.line).map(({ at, says }) => ({ at, says })));
    },
  };
}
