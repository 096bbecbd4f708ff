import { z } from "@hono/zod-openapi";
import { ChangeKind } from "../../../model/change.ts";
import { Entity } from "../../../model/desk.ts";
import { ApplyCounts, LimitVerdict, PlanCounts, ReadingSummary, RunKind, RunState } from "../../../model/run.ts";
import { Limit } from "../../../model/settings.ts";
import { PageQuery, ProgressView, RecordId, WholeNumber } from "./common.ts";

/** What to import. A *scheduled* import is one as the clock would start it: it may deactivate for proven absence. */
export const ImportToStart = z
  .strictObject({
    connectionId: WholeNumber,
    kind: z.enum(["manual", "scheduled", "replan"]).default("manual"),
    entities: z.array(Entity).min(1).default(["user", "agent"]),
    /** Applies at once where no limit is tripped; otherwise it stays a preview. */
    applies: z.boolean().default(false),
  })
  .openapi("ImportToStart");
export type ImportToStart = z.input<typeof ImportToStart>;

export const StartedRun = z.object({ runId: z.number() }).openapi("StartedRun");

/** One row of a list of runs. */
export const RunRow = z
  .object({
    id: z.number(),
    connectionId: z.number(),
    connection: z.string(),
    kind: RunKind,
    /** `import`, `scheduled import, users`, `undo of run 12`. */
    what: z.string(),
    state: RunState,
    /** `applied`, `waits for you`. */
    stateSays: z.string(),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    milliseconds: z.number().nullable(),
    read: z.number().nullable(),
    created: z.number(),
    updated: z.number(),
    deactivated: z.number(),
    /** Roles and boards gained and lost. */
    rolesGained: z.number(),
    rolesLost: z.number(),
    leftOut: z.number(),
    result: ApplyCounts.nullable(),
    says: z.string(),
    undoesRunId: z.number().nullable(),
    /** The applied run that took this one back, wholly or in part. */
    undoneByRunId: z.number().nullable(),
    /** In a folded list: the row stands for this many runs without changes in a row, itself being the newest; null for an ordinary row. */
    folded: z.object({ n: z.number().int(), oldestId: z.number(), oldestAt: z.iso.datetime() }).nullable(),
  })
  .openapi("RunRow");
export type RunRow = z.infer<typeof RunRow>;

/** How runs came out, as a filter: `partly` left something out or failed somewhere, `failed` wrote nothing, `undone` was taken back. */
export const RunResult = z.enum(["open", "applied", "partly", "noChanges", "failed", "rejected", "undone"]);
export type RunResult = z.infer<typeof RunResult>;

/** Which runs to list, newest first. What-if runs are only listed when their kind is asked for. */
export const RunsQuery = PageQuery.extend({
  connectionId: RecordId.optional(),
  kind: z.union([RunKind, z.array(RunKind)]).optional(),
  state: z.union([RunState, z.array(RunState)]).optional(),
  result: z.union([RunResult, z.array(RunResult)]).optional(),
  /** Started at or after, and before. */
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Shows runs without changes that follow each other as one row. */
  folded: z.enum(["true", "false"]).default("false"),
});
export type RunsQuery = z.infer<typeof RunsQuery>;

/** What may be done with a run now; `because` says why not. */
const Possible = z.object({ isPossible: z.boolean(), because: z.string().nullable() });

/** One run with everything that its page, the preview and the approval show. */
export const RunView = z
  .object({
    ...RunRow.shape,
    entities: z.array(Entity),
    type: z.string(),
    account: z.string(),
    settingsVersion: z.number(),
    currentSettingsVersion: z.number(),
    planNumber: z.string(),
    /** The full hash: what an approval names, as entity tag. */
    planHash: z.string().nullable(),
    reading: ReadingSummary.nullable(),
    /** In words: `Complete reading: 903 accounts, 2 pages, 2.1 s (first one)`. */
    readingSays: z.array(z.string()),
    isReadingComplete: z.boolean(),
    readAt: z.iso.datetime().nullable(),
    /** A preview is believed until then. */
    validUntil: z.iso.datetime().nullable(),
    /** Why the preview should be made anew (settings changed, too old); null while it is fresh. */
    staleBecause: z.string().nullable(),
    counts: PlanCounts.nullable(),
    /** Lines that write, ticked ones, and all. */
    effects: z.number().int(),
    ticked: z.number().int(),
    lines: z.number().int(),
    /** Ticked lines that take something away (deactivate, remove, lose a role): an apply asks twice when there are any. */
    takesAway: z.number().int(),
    /** The number that an apply has to name as `confirms`; null where nothing is taken away and no limit is exceeded. */
    confirms: z.number().int().nullable(),
    limits: z.array(LimitVerdict),
    isFirstImport: z.boolean(),
    /** For a plan that waits: the answers to the five questions, and what the tripped rows have in common. */
    approval: z
      .object({
        sentence: z.string(),
        /** The head: `Stopped before the first change: …`. */
        stopped: z.string(),
        looksLike: z.string().nullable(),
        untilThen: z.string(),
        told: z.string(),
        recorded: z.string(),
        /** People whom the exceeded limits count. */
        tripped: z.number().int(),
        /** What rejecting does. */
        rejecting: z.string(),
        /** Limits to save, so that a plan like this one goes through by itself. */
        raise: z.array(z.object({ name: LimitVerdict.shape.name, limit: Limit })),
        expiresAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** What happens besides the lines: tickets, mails, managers, linked people who are missing; a sentence each. */
    sideEffects: z.array(z.string()),
    /** People who are or were left alone, with why: changed after the plan was made, failed, not to be taken back. */
    spared: z.array(z.object({ seq: z.number(), name: z.string(), email: z.string(), says: z.string() })),
    progress: ProgressView.nullable(),
    can: z.object({
      apply: Possible,
      approve: Possible,
      reject: Possible,
      undo: Possible,
      cancel: Possible,
      tick: Possible,
      retry: Possible,
    }),
    /** Who else has this run open. */
    alsoLooking: z.array(z.string()),
  })
  .openapi("Run");
export type RunView = z.infer<typeof RunView>;

/** Filters of a plan's lines; each may be given several times. */
export const ChangeFilter = z.object({
  kind: z.union([ChangeKind, z.array(ChangeKind)]).optional(),
  mapping: z.union([z.string(), z.array(z.string())]).optional(),
  site: z.union([z.string(), z.array(z.string())]).optional(),
  matchedBy: z.union([z.string(), z.array(z.string())]).optional(),
  field: z.union([z.string(), z.array(z.string())]).optional(),
  warning: z.union([z.string(), z.array(z.string())]).optional(),
  reason: z.union([z.string(), z.array(z.string())]).optional(),
  entity: Entity.optional(),
  /** `siteMoves`, `roleLosses`, `deactivations`, `creations`: lines that a limit counts; `tripped`: those of tripped limits; `roleGains`: lines that give a role or a board. */
  counts: z.enum(["siteMoves", "roleLosses", "roleGains", "deactivations", "creations", "tripped"]).optional(),
  state: z.union([z.string(), z.array(z.string())]).optional(),
  isTicked: z.enum(["true", "false"]).optional(),
  /** Part of a name, an address, or a directory id. */
  q: z.string().max(200).optional(),
  /** `name`, `-name`, `what`, `site`; without it: what takes something away first. */
  sort: z.string().optional(),
});
export type ChangeFilter = z.infer<typeof ChangeFilter>;

/** A window of a plan's lines. */
export const ChangesQuery = ChangeFilter.extend(PageQuery.shape);
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/** A plan's lines as a file; every filter applies. */
export const ExportQuery = ChangeFilter.extend({ format: z.enum(["csv", "json"]).default("csv") });
export type ExportQuery = z.infer<typeof ExportQuery>;

/** One line of a plan as the preview's grid shows it. */
export const ChangeRow = z
  .object({
    seq: z.number(),
    entity: Entity,
    kind: ChangeKind,
    externalId: z.string().nullable(),
    recordId: z.number().nullable(),
    name: z.string(),
    email: z.string(),
    what: z.string(),
    before: z.string(),
    after: z.string(),
    goesTo: z.string(),
    because: z.string(),
    sentence: z.string(),
    movesSite: z.boolean(),
    losesRole: z.boolean(),
    isEffect: z.boolean(),
    isTicked: z.boolean(),
    /** What to look at twice, a sentence each; `marks` are the same in a few words. */
    warnings: z.array(z.string()),
    marks: z.array(z.string()),
    state: z.string(),
    /** What became of the line, where something is to be said. */
    says: z.string().nullable(),
    rolesGained: z.array(z.string()),
    rolesLost: z.array(z.string()),
  })
  .openapi("ChangeRow");
export type ChangeRow = z.infer<typeof ChangeRow>;

/** A line opened: every field with before, after and source. */
export const ChangeDetail = z
  .object({
    ...ChangeRow.shape,
    fields: z.array(
      z.object({
        label: z.string(),
        before: z.string(),
        after: z.string(),
        from: z.string(),
        overwritesHandEdit: z.boolean(),
        note: z.string().nullable(),
      }),
    ),
    reasons: z.array(z.string()),
    matched: z.string(),
  })
  .openapi("ChangeDetail");
export type ChangeDetail = z.infer<typeof ChangeDetail>;

const Facet = z.array(z.object({ value: z.string(), label: z.string(), n: z.number().int() }));

/** What the filters of a plan offer, with counts over the whole plan. */
export const ChangeFacets = z
  .object({
    kind: Facet,
    entity: Facet,
    mapping: Facet,
    site: Facet,
    matchedBy: Facet,
    field: Facet,
    warning: Facet,
    reason: Facet,
    state: Facet,
    siteMoves: z.number(),
    roleLosses: z.number(),
  })
  .openapi("ChangeFacets");
export type ChangeFacets = z.infer<typeof ChangeFacets>;

/** Rows to tick or untick: by place, or everything that a filter lets through. A filter that is spelled wrong must not mean everything. */
export const TicksToSet = z
  .strictObject({ isTicked: z.boolean(), seqs: z.array(WholeNumber).optional(), filter: ChangeFilter.strict().optional() })
  .openapi("TicksToSet");
export type TicksToSet = z.infer<typeof TicksToSet>;

/** Applies exactly the plan that is named; where something is taken away, `confirms` is the number of lines that do. */
export const PlanToApply = z
  .strictObject({
    plan: z.string(),
    confirms: z.number().int().optional(),
    /** Leaves out the lines that tripped a limit: *approve all but*. They are held. */
    without: z.literal("tripped").optional(),
    reason: z.string().max(500).optional(),
  })
  .openapi("PlanToApply");
export type PlanToApply = z.infer<typeof PlanToApply>;

export const PlanToReject = z.strictObject({ plan: z.string(), reason: z.string().max(500).optional() }).openapi("PlanToReject");

/** What to take back: the whole run, or rows of it. */
export const UndoToPlan = z.strictObject({ seqs: z.array(WholeNumber).min(1).nullable() }).openapi("UndoToPlan");

/** Events of a run, each with its JSON: `progress` while it works, `state` when that changes, `end` once it is over. */
export const RunEvents = z
  .discriminatedUnion("event", [
    z.object({ event: z.literal("progress"), data: ProgressView }),
    z.object({ event: z.literal("state"), data: z.object({ state: RunState, says: z.string() }) }),
    z.object({ event: z.literal("looking"), data: z.object({ alsoLooking: z.array(z.string()) }) }),
    z.object({ event: z.literal("end"), data: z.object({ state: RunState, says: z.string() }) }),
  ])
  .openapi("RunEvents");
export type RunEvents = z.infer<typeof RunEvents>;

/** A step of a run, in order. */
export const RunEvent = z.object({ at: z.iso.datetime(), says: z.string() }).openapi("RunEvent");
export type RunEvent = z.infer<typeof RunEvent>;

/** Tabs of the run page: what happened when, what was asked of the directory, which settings were used. */
export const RunRecord = z
  .object({
    log: z.array(RunEvent),
    requests: z.array(z.object({ what: z.string(), n: z.number().int() })),
    settings: z.object({
      version: z.number(),
      savedBy: z.string().nullable(),
      savedAt: z.iso.datetime().nullable(),
      sinceThen: z.array(z.string()),
    }),
  })
  .openapi("RunRecord");
export type RunRecord = z.infer<typeof RunRecord>;
