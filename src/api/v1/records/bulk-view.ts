import type { Outcome } from "../../../desk/records/change-many.ts";
import type { BulkResult } from "./bulk-shapes.ts";

interface Done {
  readonly preview: boolean;
  readonly digest: string;
  /** What was written, or would be, of every record in words: `Site: Leeds → Porto`. */
  readonly outcomes: readonly Outcome<readonly string[]>[];
  readonly nameOf: (id: number) => string;
}

type Line = BulkResult["lines"][number];

const order: readonly Line["kind"][] = ["refused", "changes", "same"];
const mostLines = 500;
const mostWords = 50;

/** What a change of many records did, or would do: counted, summed up, and a line a record. */
export function viewBulk({ preview, digest, outcomes, nameOf }: Done): BulkResult {
  const lines = outcomes.map((outcome): Line => ({ id: outcome.id, name: nameOf(outcome.id), kind: outcome.kind, says: sayOf(outcome) }));
  const count = (kind: Line["kind"]) => lines.filter((line) => line.kind === kind).length;
  const sorted = order.flatMap((kind) => lines.filter((line) => line.kind === kind));
  return {
    preview,
    total: lines.length,
    changes: count("changes"),
    same: count("same"),
    refused: count("refused"),
    summary: order.flatMap((kind) => sumUp(outcomes, kind)).slice(0, mostWords),
    lines: sorted.slice(0, mostLines),
    digest,
  };
}

function sayOf(outcome: Outcome<readonly string[]>): string {
  if (outcome.kind === "changes") return outcome.written.join("; ");
  return outcome.kind === "refused" ? outcome.says : "is so already";
}

function sumUp(outcomes: readonly Outcome<readonly string[]>[], kind: Line["kind"]): BulkResult["summary"] {
  const words = outcomes.flatMap((outcome) => {
    if (outcome.kind !== kind || outcome.kind === "same") return [];
    return outcome.kind === "changes" ? outcome.written : [outcome.says];
  });
  const counted = [...Map.groupBy(words, (says) => says)].map(([says, { length: n }]) => ({ kind, says, n }));
  return counted.toSorted((a, b) => b.n - a.n || a.says.localeCompare(b.says));
}
