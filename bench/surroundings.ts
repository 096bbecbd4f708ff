import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Surroundings } from "./report.ts";

const loadBefore = Math.round((loadavg()[0] ?? 0) * 10) / 10;

/** The machine and the versions, as a reader of the figures must know them; the load is that of when the benchmark began. */
export function describeSurroundings(postgresql: string | null): Surroundings {
  const processors = cpus();
  const pglite = new URL("../node_modules/@electric-sql/pglite/package.json", import.meta.url);
  // A package.json has a version.
  const { version } = JSON.parse(readFileSync(pglite, "utf8")) as { readonly version: string };
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? "unknown",
    megabytes: Math.round(totalmem() / 1e6),
    loadBefore,
    node: process.versions.node,
    pglite: version,
    postgresql,
  };
}
