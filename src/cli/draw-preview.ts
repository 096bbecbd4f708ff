import { explainBecause, explainLeftOut } from "../core/explain-because.ts";
import { explainCounts } from "../core/explain-counts.ts";
import { explainCount, explainMapping, type Names } from "../core/explain-names.ts";
import { explainEntities, explainRunState } from "../core/explain-run.ts";
import { quoteCommand } from "../core/quote-command.ts";
import { LeftOutReason } from "../model/change.ts";
import { planNumber, type Run } from "../model/run.ts";
import type { StoredLine } from "../sync/save-changes.ts";
import { drawLimits, drawOfWhich, drawReading, drawSum } from "./draw-counts.ts";
import { drawLines, nameOf } from "./draw-lines.ts";
import type { Preview } from "./list-preview.ts";

export interface PreviewToDraw {
  readonly run: Run;
  readonly connection: string;
  readonly preview: Preview;
  readonly names: Names;
}

/** A plan in full: reading, counts, limits, the first lines, who is left out and why, what waits for an answer. */
export function drawPreview({ run, connection, preview, names }: PreviewToDraw): readonly string[] {
  const { counts } = run;
  return [
    `${connection} · ${names.directory} · ${explainEntities(run.entities)}, run ${run.id}`,
    ...(run.reading === null ? ["From our copy of the directory; nothing was asked of it."] : drawReading(run.reading)),
    ...(counts === null ? [] : [`${explainCounts(counts)}   ${drawSum(counts)}`, `  ${drawOfWhich(counts)}`, drawLimits(run.limits)]),
    ...(preview.lines.length === 0 ? [] : ["", ...drawLines(preview.lines, names), ...drawMore(preview, run)]),
    ...drawMissing(preview.missing, names, run),
    ...drawLeftOut(run, preview, names),
    ...drawDecisions(preview.decisions, connection, names),
  ];
}

function drawMore({ lines, total }: Preview, run: Run): readonly string[] {
  return total <= lines.length
    ? []
    : [`… and ${total - lines.length} more: ${quoteCommand("runs", "show", String(run.id), "--lines", String(total))}`];
}

function drawMissing(missing: readonly StoredLine[], names: Names, run: Run): readonly string[] {
  if (missing.length === 0) return [];
  const remark = run.kind === "scheduled" ? "" : " A manual import never deactivates anyone for absence.";
  return ["", `Linked, and left as they are:${remark}`, ...missing.map(({ change }) => `  ${nameOf(change)}: ${becauseOf(change, names)}`)];
}

function drawLeftOut({ counts }: Run, { leftOutBy, heldBecause }: Preview, names: Names): readonly string[] {
  const reasons = LeftOutReason.options.flatMap((reason) => {
    const n = counts?.leftOut[reason] ?? 0;
    if (n === 0) return [];
    const row = (of: number, says: string) => `  ${String(of).padStart(5)}  ${says}`;
    if (reason === "mappingLeavesOut" && leftOutBy.size > 0)
      return [...leftOutBy].map(([mappingId, of]) => row(of, explainByMapping(mappingId, names)));
    if (reason === "held" && heldBecause.size > 0) return [...heldBecause].map(([because, of]) => row(of, `held back, because ${because}`));
    return [row(n, explainLeftOut(reason, null, names))];
  });
  return reasons.length === 0 ? [] : ["", "Left out:", ...reasons];
}

function explainByMapping(mappingId: number, names: Names): string {
  const mapping = names.settings.mappings.find((candidate) => candidate.id === mappingId);
  return `left out on purpose by ${mapping === undefined ? `mapping #${mappingId}, which is gone` : explainMapping(mapping)}`;
}

function drawDecisions(decisions: readonly StoredLine[], connection: string, names: Names): readonly string[] {
  if (decisions.length === 0) return [];
  return [
    "",
    `To decide (${explainCount(decisions.length, "person", "people")}):`,
    ...decisions.map(({ change }) => `  ${nameOf(change)}: ${becauseOf(change, names)}`),
    `  Side by side, with the commands that answer:  ${quoteCommand("decide", connection)}`,
  ];
}

function becauseOf({ because }: StoredLine["change"], names: Names): string {
  const particular = because.filter((one) => one.kind !== "placed");
  return (particular.length > 0 ? particular : because).map((one) => explainBecause(one, names)).join("; ");
}

/**
 * What can be done with a run now: the sentence and the exact commands. While another plan of the connection waits for approval
 * (`waiting`), an import's own plan is not offered, only an answer to that one.
 */
export function drawNext(run: Run, connection: string, waiting: Run | null): readonly string[] {
  const plan = planNumber(run);
  switch (run.state) {
    case "planned":
      if (waiting !== null && waiting.id !== run.id && run.kind !== "undo") return drawBlocked(waiting, connection);
      return [
        ...(run.says === null || isBlocked(run) ? [] : [run.says]),
        ...(run.limits.some((limit) => limit.isTripped) && run.kind !== "undo" ? [overLimit] : []),
        `Nothing has been written yet. What you apply is this list, exactly: plan ${plan}, settings version ${run.settingsVersion}.`,
        `Apply it:  ${approveCommand(run, connection)}`,
      ];
    case "waiting":
      return [`${run.says ?? "Waiting for you."} Plan ${plan}.`, ...drawAnswers(run, connection)];
    case "applied":
      return [run.says ?? "Applied.", `Take it back:  ${quoteCommand("undo", String(run.id))}`];
    default:
      return [run.says ?? `Run ${run.id} is ${explainRunState(run.state)}.`];
  }
}

const overLimit = "This is over a limit: with --apply it would wait for you; approving this plan applies it all the same.";

/** Whether the run was planned while another plan waited; by now that one may have its answer. */
function isBlocked({ says }: Run): boolean {
  return says !== null && /^Run \d+ waits for approval/.test(says);
}

function drawBlocked(waiting: Run, connection: string): readonly string[] {
  return [
    `Nothing has been written: plan ${planNumber(waiting)} waits for approval, and comes first. This list is what an import would do without it.`,
    `Look at plan ${planNumber(waiting)}:`.padEnd(answersBegin) + quoteCommand("runs", "show", String(waiting.id)),
    ...drawAnswers(waiting, connection),
  ];
}

const answersBegin = 38;

function drawAnswers(run: Run, connection: string): readonly string[] {
  const plan = planNumber(run);
  return [
    `Approve ${plan}, and nothing else:`.padEnd(answersBegin) + approveCommand(run, connection),
    `Reject ${plan}, hold its people back:`.padEnd(answersBegin) + quoteCommand("import", connection, "--reject", plan),
  ];
}

/** The command that applies exactly this plan. */
export function approveCommand(run: Run, connection: string): string {
  return quoteCommand("import", connection, "--approve", planNumber(run));
}
