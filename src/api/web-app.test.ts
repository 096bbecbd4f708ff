import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { type Database, openDatabase } from "../store/open-database.ts";
import { createServer } from "./server.ts";
import { makeNeeds } from "./testing/make-needs.ts";

const script = "console.log('the app');";
let folder: string;
let database: Database;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-web-"));
  mkdirSync(join(folder, "files"));
  writeFileSync(
    join(folder, "index.html"),
    '<meta name="csp-nonce" content="{nonce}"><script type="module" src="/files/app-1a2b.js"></script>',
  );
  writeFileSync(join(folder, ".built-from"), "a secret of the build");
  for (const [name, text] of [
    ["files/app-1a2b.js", script],
    ["icon.svg", "<svg/>"],
  ] as const) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
  }
  database = await openDatabase({ memory: true });
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = { accept: "text/html" }, webFolder: string | null = folder) =>
  createServer(makeNeeds(database, { webFolder })).request(`http://localhost:7780${path}`, { headers });

test("every address of the web app is its one page, also for whoever is not signed in", async () => {
  for (const path of ["/", "/users/412", "/directories/2/who-goes-where", "/why?connection=2&person=a.b@example.test", "/no-such-page"]) {
    const answer = await get(path);
    assert.equal(answer.status, 200, path);
    assert.match(await answer.text(), /app-1a2b\.js/);
    assert.equal(answer.headers.get("cache-control"), "no-store");
  }
  assert.equal((await get("/", {})).status, 200, "a program that accepts anything");
});

test("each page carries a nonce of its own, and no script but ours may run", async () => {
  const [one, other] = [await get("/"), await get("/")];
  const nonceOf = async (answer: Response) => /content="([^"]+)"/.exec(await answer.text())?.[1] ?? "";
  const nonce = await nonceOf(one);
  assert.ok(nonce.length >= 22);
  assert.notEqual(nonce, await nonceOf(other));
  const policy = one.headers.get("content-security-policy") ?? "";
  const directives = new Map(policy.split("; ").map((text) => [text.split(" ")[0], text.split(" ").slice(1).join(" ")]));
  assert.equal(directives.get("default-src"), "'none'");
  assert.equal(directives.get("script-src"), "'self'");
  assert.equal(directives.get("style-src"), `'self' 'nonce-${nonce}'`);
  assert.equal(directives.get("connect-src"), "'self'");
  assert.equal(directives.get("frame-ancestors"), "'none'");
  assert.equal(directives.get("base-uri"), "'none'");
  assert.equal(directives.get("form-action"), "'none'");
  assert.equal(policy.includes("unsafe"), false);
});

test("files are sent as they were compressed, in the best way that a browser takes, and kept for good", async () => {
  const ask = (encoding: string) => get("/files/app-1a2b.js", { "accept-encoding": encoding });
  const [brotli, gzip, plain] = [await ask("gzip, deflate, br"), await ask("gzip"), await ask("identity")];
  assert.deepEqual(
    [brotli, gzip, plain].map((answer) => answer.headers.get("content-encoding")),
    ["br", "gzip", null],
  );
  assert.equal(brotliDecompressSync(await brotli.arrayBuffer()).toString(), script);
  assert.equal(gunzipSync(await gzip.arrayBuffer()).toString(), script);
  assert.equal(await plain.text(), script);
  for (const answer of [brotli, gzip, plain]) {
    assert.match(answer.headers.get("content-type") ?? "", /javascript/);
    assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  }
  assert.equal(brotli.headers.get("vary"), "Accept-Encoding");
  const icon = await get("/icon.svg", {});
  assert.match(icon.headers.get("content-type") ?? "", /^image\/svg\+xml/);
  assert.match(icon.headers.get("cache-control") ?? "", /must-revalidate$/);
});

test("a file that is not there is not there, and nothing beside the app's files is sent", async () => {
  for (const path of ["/files/gone-9z.js", "/favicon.ico", "/robots.txt", "/files/..%2f.built-from", "/index.html.br"])
    assert.equal((await get(path, { accept: "*/*" })).status, 404, path);
  for (const path of ["/.built-from", "/files/%2e%2e/.built-from"])
    assert.equal((await (await get(path)).text()).includes("secret"), false, path);
  assert.equal((await get("/users/412", { accept: "application/json" })).status, 404);
  assert.equal((await get("/v1/users", { accept: "text/html" })).status, 401);
});

test("without a build there is a page that says how to build it; the API works", async () => {
  for (const webFolder of [null, join(folder, "files")]) {
    const answer = await get("/", undefined, webFolder);
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /The web app has not been built\. Build it with:.*npm run build/s);
    assert.equal((await get("/v1/openapi.json", undefined, webFolder)).status, 200);
  }
});
