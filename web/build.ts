import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const web = fileURLToPath(new URL(".", import.meta.url));
const folder = join(web, "dist");
const stampFile = join(folder, ".built-from");
// Built aside and moved into place when it is whole, so that a server never serves half of it, and two builds don't mix.
const aside = join(web, "..", "node_modules", ".cache", `muster-web-${process.pid}`);

/** Builds the web app into `web/dist`, unless what stands there was made of these very files. */
if (isStale()) {
  const sources = readSources();
  await build({
    root: web,
    configFile: false,
    logLevel: "warn",
    plugins: [react()],
    build: {
      outDir: aside,
      emptyOutDir: true,
      // Devices stand at /assets.
      assetsDir: "files",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      // Browsers since 2024: our styles say light-dark(), which older targets would rewrite.
      cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    },
  });
  await compress(aside);
  await writeFile(join(aside, ".built-from"), sources);
  await moveIntoPlace();
}

async function moveIntoPlace(): Promise<void> {
  const old = `${aside}-old`;
  await mkdir(folder, { recursive: true });
  await rename(folder, old);
  await rename(aside, folder);
  await rm(old, { recursive: true, force: true });
}

function isStale(): boolean {
  return !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== readSources();
}

/** A mark of everything that the app is made of. */
function readSources(): string {
  const root = join(web, "..");
  const files = globSync(["web/**/*.{ts,tsx,css,html,svg}", "src/{model,core}/**/*.ts", "package-lock.json"], { cwd: root })
    .filter((file) => !file.startsWith("web/dist/"))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** Lays compressed twins beside the files, so that no answer is compressed while somebody waits. */
async function compress(folder: string): Promise<void> {
  const files = globSync("**/*.{js,css,html,svg}", { cwd: folder });
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const content = await readFile(path);
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      await writeFile(`${path}.br`, await promisify(brotliCompress)(content, quality));
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}
