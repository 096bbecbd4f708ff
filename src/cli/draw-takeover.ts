import { type TakeoverAction, type TakeoverKind, takeoverKinds } from "../model/takeover.ts";
import type { Db } from "../store/open-database.ts";
import { listTakeoverLines, type StoredTakeoverLine } from "../takeover/save-plan.ts";
import type { Takeover } from "../takeover/takeover-store.ts";
import { drawTable, shorten } from "./draw-table.ts";

const linesShown = 20;

/** The lines of a take-over that a terminal shows: what can't be written first, then the beginning of the plan. */
export interface TakeoverPreview {
  readonly lines: readonly {
    readonly row: number | null;
    readonly kind: TakeoverKind;
    readonly action: TakeoverAction;
    readonly name: string;
    readonly state: string;
    readonly says: string | null;
  }[];
  readonly total: number;
}

/** Reads what is shown of a plan. */
export async function loadTakeoverPreview(db: Db, { id, state }: Takeover): Promise<TakeoverPreview> {
  const sheet = { from: 0, limit: linesShown };
  const all = await listTakeoverLines(db, id, {}, sheet);
  const filters = state === "planned" ? [{ action: "refused" }, { action: "spared" }] : [{ state: "failed" }, { state: "leftOut" }];
  const worst: StoredTakeoverLine[] = [];
  for (const filter of filters) worst.push(...(await listTakeoverLines(db, id, filter, sheet)).items);
  const shown = state === "planned" ? [...worst, ...all.items.filter((line) => !worst.some((one) => one.seq === line.seq))] : worst;
  return { lines: shown.slice(0, linesShown).map(toShown), total: all.total };
}

function toShown({ line, state, says }: StoredTakeoverLine): TakeoverPreview["lines"][number] {
  return { row: line.row, kind: line.kind, action: line.action, name: line.name, state, says };
}

/** Draws a take-over as it stands: how many lines do what, and the first of them. */
export function drawTakeover(takeover: Takeover, { lines, total }: TakeoverPreview): readonly string[] {
  const { id, system, undoesId, state, counts, outcomes } = takeover;
  const rows = takeoverKinds.flatMap((kind) =>
    Object.entries(counts[kind] ?? {}).map(([action, n]) => [`${kind}s`, explainAction(action), String(n)]),
  );
  const columns = [
    { title: "Records", width: 12 },
    { title: "", width: 40 },
    { title: "Lines", width: 10 },
  ];
  const results = Object.entries(outcomes).map(([outcome, n]) => `${n} ${outcome === "leftOut" ? "left out" : outcome}`);
  return [
    undoesId === null ? `Take-over ${id} from ${system}` : `Take-over ${id}: undo of take-over ${undoesId} from ${system}`,
    "",
    ...drawTable(columns, rows),
    ...(lines.length === 0 ? [] : ["", ...lines.map(drawLine)]),
    ...(state === "planned" && total > lines.length ? [`… and ${total - lines.length} more`] : []),
    ...(state === "planned" || results.length === 0 ? [] : ["", `${results.join(", ")}.`]),
  ];
}

function drawLine({ row, kind, action, name, says }: TakeoverPreview["lines"][number]): string {
  const place = row === null ? "" : `, line ${row}`;
  return `${kind} ${name === "" ? "without a name" : shorten(name, 60)}${place}: ${explainAction(action)}${says === null ? "" : `: ${shorten(says, 200)}`}`;
}

function explainAction(action: string): string {
  const words: Readonly<Record<string, string>> = {
    create: "new",
    update: "changed",
    same: "as it is",
    refused: "can't be taken over",
    remove: "goes again",
    restore: "gets former values back",
    spared: "left alone",
  };
  return words[action] ?? action;
}
