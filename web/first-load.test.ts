import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { countFirstLoad } from "./count-first-load.ts";

const assets = fileURLToPath(new URL("dist/files", import.meta.url));
const limit = 300 * 1024;

test("Home loads at most 300 KB of compressed script", (t) => {
  const { files, brotli, gzip } = countFirstLoad();
  t.diagnostic(`${files.length} scripts: ${Math.round(brotli / 1024)} KB brotli, ${Math.round(gzip / 1024)} KB gzip`);
  for (const one of files.slice(0, 5)) t.diagnostic(`${one.file} ${Math.round(one.brotli / 1024)} KB`);
  assert.ok(gzip <= limit, `${gzip} bytes with gzip, the limit is ${limit}`);
});

test("No font is downloaded", () => {
  assert.deepEqual(
    readdirSync(assets).filter((file) => /\.(woff2?|ttf|otf)/.test(file)),
    [],
  );
});
