import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Which folders of `src/` a folder may import from, besides itself. The drawing in ARCHITECTURE.md shows the same. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  model: [],
  core: ["model"],
  sources: ["model"],
  store: ["model"],
  mirror: ["model", "store"],
  desk: ["model", "store"],
  mail: ["model", "core", "store", "connections"],
  tickets: ["model", "core", "store", "desk", "mail"],
  billing: ["model", "core", "store", "desk"],
  webhooks: ["model", "core", "store", "connections"],
  connections: ["model", "core", "store"],
  access: ["model", "core", "store", "connections"],
  takeover: ["model", "core", "store", "desk"],
  config: ["model", "core", "store", "mirror", "desk", "connections"],
  sync: ["model", "core", "store", "mirror", "desk", "connections"],
  insights: ["model", "core", "store", "mirror", "desk", "connections", "sync"],
  api: [
    "model",
    "core",
    "sources",
    "store",
    "mirror",
    "desk",
    "billing",
    "webhooks",
    "mail",
    "tickets",
    "connections",
    "access",
    "config",
    "sync",
    "insights",
    "takeover",
  ],
  cli: [
    "model",
    "core",
    "sources",
    "store",
    "mirror",
    "desk",
    "billing",
    "webhooks",
    "mail",
    "tickets",
    "connections",
    "access",
    "config",
    "sync",
    "insights",
    "api",
    "takeover",
  ],
};

const purePackages = ["zod", "re2js", "luxon"];
const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.|\bcrypto\.|\bfetch\(|\bset(Timeout|Interval|Immediate)\(/;

const files = globSync("{src,sandbox}/**/*.ts", { cwd: root }).map((file) => file.split(sep).join("/"));
const isTest = (file: string) => file.endsWith(".test.ts") || file.includes("/testing/");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const folderOf = (file: string) => file.split("/")[1] ?? "";

test("a folder of src imports from the folders that it may know, and from no others", () => {
  const product = files.filter((file) => file.startsWith("src/") && !isTest(file));
  assert.ok(product.length > 100, "the product's files were found");
  assert.deepEqual([...new Set(product.map(folderOf))].toSorted(), Object.keys(mayKnow).toSorted());
  const allows = (file: string, target: string) =>
    target.startsWith("src/") && [folderOf(file), ...(mayKnow[folderOf(file)] ?? [])].includes(folderOf(target));
  assert.deepEqual(strayImports(product, allows), []);
});

test("the sandbox and the product import nothing of each other, tests apart", () => {
  const sandbox = files.filter((file) => file.startsWith("sandbox/") && !isTest(file));
  assert.deepEqual(
    strayImports(sandbox, (_file, target) => target.startsWith("sandbox/")),
    [],
  );
});

test("model and core are pure: no packages of Node, no clock, chance, environment or network", () => {
  const pure = files.filter((file) => /^src\/(model|core)\//.test(file) && !isTest(file));
  const packages = pure.flatMap((file) => importsOf(file).filter((name) => !name.startsWith(".") && !purePackages.includes(name)));
  assert.deepEqual(packages, []);
  assert.deepEqual(
    pure.filter((file) => impure.test(withoutComments(read(file)))),
    [],
  );
});

test("the web app runs nothing of the server: of src it takes pure rules, and types of the API", () => {
  const web = globSync("web/**/*.{ts,tsx}", { cwd: root, exclude: (name) => name.includes("dist") }).map((file) =>
    file.split(sep).join("/"),
  );
  assert.ok(web.length > 50, "the web app's files were found");
  assert.deepEqual(
    strayImports(web, (_file, target) => target.startsWith("web/") || /^src\/(core|model|api\/v1)\//.test(target)),
    [],
  );
  const runsServerCode = web.flatMap((file) =>
    [...read(file).matchAll(/^import (?!type )[^;]*? from "([^"]*\/src\/[^"]+)"/gm)]
      .map((found) => found[1] ?? "")
      .filter((name) => !name.includes("/src/core/"))
      .map((name) => `${file} → ${name}`),
  );
  assert.deepEqual(runsServerCode, []);
});

test("what a directory says is never drawn as HTML", () => {
  const web = globSync("web/**/*.tsx", { cwd: root });
  assert.deepEqual(
    web.filter((file) => /dangerouslySetInnerHTML|\.innerHTML/.test(read(file))),
    [],
  );
});

function strayImports(from: readonly string[], allows: (file: string, target: string) => boolean): readonly string[] {
  return from.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) =>
        normalize(join(dirname(file), name))
          .split(sep)
          .join("/"),
      )
      .filter((target) => !allows(file, target) || isTest(target))
      .map((target) => `${file} → ${target}`),
  );
}

function importsOf(file: string): readonly string[] {
  const statement =
    /^(?:import|export) (?:type )?(?:\{[^}]*\}|\* as \w+|\w+(?:, \{[^}]*\})?) from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...read(file).matchAll(statement)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}
