import { explainTime } from "../core/explain-names.ts";
import type { ConditionLine, Why, WhyField, WhyImport, WhyMapping, WhyPast } from "../model/why.ts";

const width = 118;
const margin = 22;

/** Draws the *why* panel as lines of at most 118 characters, in the order of the questions people ask. Blocks without content take one line. */
export function drawWhy(why: Why): readonly string[] {
  switch (why.kind) {
    case "account":
      return [
        ...drawHead([why.name, why.email, `${why.directory} id ${why.externalId}`], why),
        ...drawBlock("1 Read", [why.read.join(" · ")]),
        ...why.imports.flatMap((one) => [
          ...(why.imports.length > 1 ? ["", `  ── as ${one.entity} ── ${one.sentence}`].flatMap(fold) : []),
          ...drawImport(one),
        ]),
        ...drawPast(why.before),
      ];
    case "broken":
      return [
        ...drawHead(
          ["(a record that can't be read)", why.externalId === null ? "without an id" : `${why.directory} id ${why.externalId}`],
          why,
        ),
        ...drawBlock("1 Read", [why.read.join(" · ")]),
        ...drawBlock("  It begins with", [why.excerpt]),
      ];
    case "deskOnly":
      return [
        ...drawHead([why.records[0]?.name ?? "", why.records[0]?.email ?? ""], why),
        ...drawBlock("1 Read", [why.read.join(" · ")]),
        ...drawBlock(
          "  On the desk",
          why.records.map(
            (record) => `${record.entity} #${record.recordId} ${record.name}, ${record.isActive ? "active" : "inactive"}: ${record.says}`,
          ),
        ),
        ...drawPast(why.before),
      ];
  }
}

function drawHead(parts: readonly string[], why: Why): readonly string[] {
  const head = parts.filter((part) => part !== "").join("   ");
  return [head, `${why.connection}, settings version ${why.settingsVersion}`, "", ...fold(`  ${why.sentence}`), ""];
}

function drawImport(one: WhyImport): readonly string[] {
  return [
    ...drawBlock("2 Same as whom?", [one.match.says, ...drawMatching(one)]),
    ...drawBlock("3 Who goes where", drawMappings(one)),
    ...drawBlock("4 Fields", drawFields(one.fields)),
    ...drawBlock(
      "5 Roles and boards",
      one.grants.length === 0 ? ["none"] : one.grants.map((grant) => `${grant.outcome} ${grant.what} (${grant.from})`),
    ),
    ...drawBlock("6 Guards", [one.guards.join(" · "), ...one.warnings.map((warning) => `! ${warning}`)]),
    ...drawBlock("7 What then", [one.alsoHappens.join(" · ")]),
  ];
}

function drawMatching({ match }: WhyImport): readonly string[] {
  const tried = match.tried.map((field) => `${field.position} ${field.by}: ${field.says}`);
  return [...tried, ...match.candidates.map((candidate) => `considered: ${candidate.says}`)];
}

const marks: Readonly<Record<WhyMapping["standing"], string>> = { decides: "✓", doesNotFit: "✗", wouldFit: "(✓)", notReached: "–" };

function drawMappings({ mappings, ifFirst }: WhyImport): readonly string[] {
  const decider = mappings.find((mapping) => mapping.standing === "decides");
  const longest = Math.max(0, ...mappings.map((mapping) => mapping.name.length));
  const lines = mappings.flatMap((mapping) => drawMapping(mapping, Math.min(longest, 30), decider));
  return [...(lines.length === 0 ? ["not tried"] : lines), ...(ifFirst === null ? [] : [ifFirst])];
}

function drawMapping(mapping: WhyMapping, longest: number, decider: WhyMapping | undefined): readonly string[] {
  const head = `${mapping.sequence} ${mapping.name.padEnd(longest)}  ${marks[mapping.standing].padEnd(3)}  `;
  const [first = everyone, ...rest] = mapping.conditions;
  const indent = " ".repeat(head.length);
  const lines = [`${head}${drawCondition(first)}`, ...rest.map((line) => `${indent}${drawCondition(line)}`)];
  const last = lines.length - 1;
  return lines.map((line, index) => (index === last ? line + verdictOf(mapping, decider) : line));
}

const everyone: ConditionLine = { depth: 0, joins: null, says: "everyone", found: "", holds: true };

function drawCondition({ depth, joins, says, found, holds }: ConditionLine): string {
  const word = joins === null ? "" : `${joins} `;
  return `${"  ".repeat(depth)}${word}${says}${found === "" ? "" : `?  ${found}`}  ${holds ? "yes" : "no"}`;
}

function verdictOf(mapping: WhyMapping, decider: WhyMapping | undefined): string {
  if (mapping.standing === "decides") return "  ← decides";
  if (mapping.standing === "doesNotFit" || decider === undefined) return "";
  return mapping.standing === "wouldFit" ? `  (would fit; ${decider.sequence} came first)` : "  (not reached)";
}

function drawFields(fields: readonly WhyField[]): readonly string[] {
  const told = fields.filter((field) => field.outcome !== "same");
  const same = fields.length - told.length;
  const rest = same === 0 ? [] : [`${same} ${told.length === 0 ? "" : "more "}as ${same === 1 ? "it" : "they"} should be`];
  if (told.length === 0) return rest.length === 0 ? ["not compared"] : rest;
  const rows = [["field", "before", "after", "from", "owner"], ...told.map(cellsOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.min(26, Math.max(...rows.map((row) => (row[column] ?? "").length))));
  return [...rows.flatMap((row) => drawRow(row, widths)), ...rest];
}

function cellsOf(field: WhyField): readonly string[] {
  return [
    field.label,
    field.before,
    field.outcome === "stays" ? "(stays)" : field.after,
    field.from,
    field.note === "" ? field.owner : field.note,
  ];
}

/** Long values run over their column rather than being cut; what then has no room stands below. */
function drawRow(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.slice(0, widths.length).map((cell, column) => cell.padEnd(widths[column] ?? 0));
  const [line, last] = [cells.join("  "), row.at(-1) ?? ""];
  return line.length + last.length + 2 <= width - margin ? [`${line}  ${last}`.trimEnd()] : [line.trimEnd(), `  ${last}`];
}

function drawPast(past: readonly WhyPast[]): readonly string[] {
  const isOfBoth = new Set(past.map((event) => event.entity)).size > 1;
  return [
    "",
    ...drawBlock(
      "8 Before",
      past.length === 0
        ? ["nothing that Muster knows of"]
        : past.map((event) => `${explainTime(new Date(event.at))}  ${isOfBoth ? `${event.entity}, ` : ""}${event.says}`),
    ),
  ];
}

/** A block: its title in the margin, its lines beside it. */
function drawBlock(title: string, lines: readonly string[]): readonly string[] {
  const folded = lines.filter((line) => line !== "").flatMap((line) => foldTo(line, width - margin));
  return (folded.length === 0 ? ["–"] : folded).map(
    (line, index) => (index === 0 ? `  ${title}`.padEnd(margin) : " ".repeat(margin)) + line,
  );
}

function fold(text: string): readonly string[] {
  return foldTo(text, width);
}

/** Breaks a line between words; what follows is indented as the line was, and two more. */
function foldTo(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  const indent = `${/^ */.exec(text)?.[0] ?? ""}  `;
  let rest = text;
  while (rest.length > room) {
    const at = rest.lastIndexOf(" ", room);
    const cut = at > indent.length ? at : room;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = indent + rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
