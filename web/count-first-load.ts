import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("dist", import.meta.url));
const assets = join(dist, "files");

/** The compressed scripts of a first visit of Home, in bytes. */
export interface FirstLoad {
  readonly brotli: number;
  readonly gzip: number;
  readonly files: readonly { readonly file: string; readonly brotli: number; readonly gzip: number }[];
}

/** Counts, in the built web app, every script that Home needs before it is drawn. @throws Error where the app was not built */
export function countFirstLoad(): FirstLoad {
  const entry = /src="\/files\/([^"]+\.js)"/.exec(readFileSync(join(dist, "index.html"), "utf8"))?.[1] ?? "";
  const home = readdirSync(assets).find((file) => /^home-page-.*\.js$/.test(file)) ?? "";
  const files = [...new Set([...withImports(entry), ...withImports(home)])].map((file) => ({
    file,
    brotli: statSync(join(assets, `${file}.br`)).size,
    gzip: statSync(join(assets, `${file}.gz`)).size,
  }));
  return {
    brotli: files.reduce((sum, one) => sum + one.brotli, 0),
    gzip: files.reduce((sum, one) => sum + one.gzip, 0),
    files: files.toSorted((a, b) => b.brotli - a.brotli),
  };
}

/** A script with everything that it imports before it runs. */
function withImports(file: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  const script = readFileSync(join(assets, file), "utf8");
  for (const [, imported = ""] of script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) withImports(imported, found);
  return found;
}
