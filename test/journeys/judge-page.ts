import axe from "axe-core";
import type { Page } from "playwright-core";

/** Rules of accessibility that every screen keeps. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string; readonly html: string }[];
}

interface Shape {
  readonly headings: number;
  readonly title: string;
  readonly width: number;
  readonly scrollWidth: number;
  readonly widest: readonly string[];
}

/** What is wrong with the page as it is drawn now, a sentence each; nothing when all is well. */
export async function judgePage(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  // What measures itself needs a moment after the window has another size.
  await page
    .waitForFunction(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`, null, { timeout: 1_000 })
    .catch(() => {});
  const shape = await page.evaluate<Shape>(measure);
  const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], elementRef: false };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, nodes })))`,
  );
  const real: Violation[] = [];
  for (const violation of violations) {
    const nodes = await dropCovered(page, violation);
    if (nodes.length > 0) real.push({ ...violation, nodes });
  }
  return [...judgeShape(shape), ...real.map(describe)];
}

/** A bar that stays in sight covers whatever lies below it just then. What is large enough once it is scrolled to is no violation. */
async function dropCovered(page: Page, { id, nodes }: Violation): Promise<Violation["nodes"]> {
  if (id !== "target-size") return nodes;
  const kept: Violation["nodes"][number][] = [];
  for (const node of nodes) {
    const isCovered = node.failureSummary?.includes("obscured") === true;
    if (!isCovered || (await isStillSmall(page, node.target))) kept.push(node);
  }
  return kept;
}

async function isStillSmall(page: Page, target: readonly unknown[]): Promise<boolean> {
  const place = JSON.stringify(String(target[0]));
  return await page.evaluate<boolean>(`(async () => {
    const [x, y] = [scrollX, scrollY];
    document.querySelector(${place}).scrollIntoView({ block: "center" });
    const { violations } = await axe.run(${place}, { runOnly: { type: "rule", values: ["target-size"] } });
    scrollTo(x, y);
    return violations.length > 0;
  })()`);
}

/** Collects what the browser complains about from now on: errors of scripts, failed requests, breaches of the content policy. */
export function hearComplaints(page: Page): { readonly take: () => readonly string[] } {
  let complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`an error in a script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || /content.security.policy/i.test(message.text()))
      complaints.push(`the console says: ${message.text()}`);
  });
  return {
    take: () => {
      const taken = complaints;
      complaints = [];
      return taken;
    },
  };
}

function judgeShape({ headings, title, width, scrollWidth, widest }: Shape): readonly string[] {
  const faults: string[] = [];
  if (headings !== 1) faults.push(`it has ${headings} first headings instead of one`);
  if (!/^.+ · Muster$/.test(title)) faults.push(`its title is "${title}"`);
  if (scrollWidth > width) faults.push(`it scrolls sideways: ${scrollWidth} of ${width} pixels, because of ${widest.join(", ")}`);
  return faults;
}

function describe({ id, help, nodes }: Violation): string {
  const [first] = nodes;
  const places = nodes.length === 1 ? "" : ` and ${nodes.length - 1} more`;
  return `axe ${id}: ${help}, at ${first?.target.join(" ")}${places}: ${first?.html.slice(0, 160)} ${first?.failureSummary?.replaceAll(/\s+/g, " ")}`;
}

const measure = `(() => {
  const width = document.documentElement.clientWidth;
  const tooWide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return {
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    width,
    scrollWidth: document.documentElement.scrollWidth,
    widest: tooWide.slice(-3).map((one) => one.outerHTML.slice(0, 120)),
  };
})()`;
