import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { placedCommands } from "../src/cli/commands.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const list = (pattern: string) => globSync(pattern, { cwd: root }).toSorted();

const code = [...list("{src,sandbox,bench,test}/**/*.ts"), ...list("web/**/*.{ts,tsx}").filter((file) => !file.startsWith("web/dist"))];
const documents = list("{*.md,docs/**/*.md,src/**/*.md,sandbox/*.md}");

test("no file of the product or the sandbox has more than 400 lines", () => {
  const long = code.filter((file) => !file.startsWith("test") && read(file).split("\n").length - 1 > 400);
  assert.deepEqual(long, []);
});

test("the compiler and the linter are not asked to look away", () => {
  assert.deepEqual(
    find(/@ts-(ignore|nocheck|expect-error)|biome-ignore-all|biome-ignore.*(noExplicitAny|noNonNull|noDefaultExport|noFloating)/),
    [],
  );
  const { rules } = JSON.parse(read("biome.json")).linter;
  assert.equal(rules.suspicious.noExplicitAny, "error");
  assert.equal(rules.style.noNonNullAssertion, "error");
  assert.equal(rules.style.noDefaultExport, "error");
  assert.equal(rules.nursery.noFloatingPromises, "error");
});

test("nothing is put off in a comment, and no test is switched off", () => {
  assert.deepEqual(find(/\b(TODO|FIXME)\b/), []);
  // A test may skip itself where the machine lacks something (`t.skip`), and says so.
  assert.deepEqual(find(/\b(?:test|it|describe|suite)\.(?:skip|only|todo)\b|\{ (?:skip|only|todo): true/), []);
});

test("relative imports name the file with its ending, and nothing is exported by default", () => {
  assert.deepEqual(find(/^(?:import|export|\}) ?.*from "\.[^"]*(?<!\.tsx?|\.css)"|^import "\.[^"]*(?<!\.tsx?|\.css)"/m), []);
  assert.deepEqual(find(/^export default /m), []);
});

test("every dependency has an exact version, and the lockfile names no registry", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)));
  assert.deepEqual(loose, []);
  assert.equal(/"resolved"\s*:/.test(read("package-lock.json")), false);
});

test("every run-time dependency stands in a decision record", () => {
  const decisions = list("docs/decisions/*.md").map(read).join("\n");
  const { dependencies } = JSON.parse(read("package.json"));
  assert.deepEqual(
    Object.keys(dependencies).filter((name) => !decisions.includes(`\`${name}\``)),
    [],
  );
});

test("every relative link of a document leads somewhere", () => {
  const broken = documents.flatMap((file) =>
    linksOf(file)
      .filter((link) => !leadsSomewhere(file, link))
      .map((link) => `${file}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test("every command stands in the command line's document, with its usage", () => {
  const text = read("docs/command-line.md");
  const missing = placedCommands.map(({ command }) => command.usage).filter((usage) => !text.includes(usage));
  assert.deepEqual(missing, []);
});

test("the change log has the version of the package", () => {
  assert.ok(read("CHANGELOG.md").includes(`## [${JSON.parse(read("package.json")).version}]`));
});

/** Places that a pattern finds in the code, this file apart: it has to name what it forbids. */
function find(pattern: RegExp): readonly string[] {
  return code.filter((file) => file !== join("test", "repository.test.ts") && pattern.test(read(file)));
}

function linksOf(file: string): readonly string[] {
  const prose = read(file).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? "").filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : join(dirname(file), path);
  if (!existsSync(join(root, target))) return false;
  if (anchor === undefined) return true;
  const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map((found) => found[1] ?? "");
  return headings.some((heading) => anchorOf(heading) === anchor);
}

/** The name under which a heading is linked to, as hosts of repositories make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}
