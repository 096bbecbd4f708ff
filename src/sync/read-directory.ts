import { canonicalJson } from "../core/canonical-json.ts";
import { attributesAsked, groupsAsked, partsAsked } from "../core/compile-settings.ts";
import { explainCount } from "../core/explain-names.ts";
import { doubtAboutAbsence } from "../core/guard.ts";
import { loadDigests } from "../mirror/find-people.ts";
import { type CompletePart, readPart } from "../mirror/read-part.ts";
import { type Asked, analyzeMirror, closeReading, findLastComplete, startReading } from "../mirror/readings.ts";
import { markAbsent } from "../mirror/save-people.ts";
import { createSeenTable, type SeenTable } from "../mirror/seen-table.ts";
import type { DirectorySource } from "../model/directory.ts";
import { DirectoryRefused } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import type { Person } from "../model/person.ts";
import type { ReadingSummary } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import { adoptMissingLinks } from "./adopt-missing-links.ts";
import { confirmAbsence } from "./confirm-absence.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { markDue } from "./due.ts";
import { keepHolds } from "./holds.ts";
import { readGroups } from "./read-groups.ts";

export interface ReadInput {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly source: DirectorySource;
  /** A scheduled run with a switch on looks every missing person up. */
  readonly confirmsAbsence: boolean;
  /** Takes a step down for the run's log. */
  readonly note: (says: string) => Promise<void>;
  readonly onProgress: OnProgress;
}

/** How a reading came out: `stopped` when the answer is not to be believed and nothing may follow from it. */
export type ReadOutcome =
  | { readonly kind: "read"; readonly summary: ReadingSummary }
  | { readonly kind: "stopped"; readonly summary: ReadingSummary; readonly says: string };

/**
 * Reads a directory into the mirror: people, then the groups that settings name. Absence is marked only from a reading that is proof
 * of it; anything else leaves the mirror's other records as they are.
 * @throws DirectoryRefused when every part failed, or groups did
 */
export async function readDirectory(context: SyncContext, input: ReadInput): Promise<ReadOutcome> {
  const { db } = context.database;
  const { connectionId, settings, source } = input;
  const startedAt = context.now();
  const asked = askedOf(settings);
  const last = await findLastComplete(db, connectionId);
  const readingId = await startReading(db, { connectionId, asked, now: startedAt });
  try {
    const digests = await loadDigests(db, connectionId);
    if (last !== null && !sameAttributes(last.asked, asked)) await keepHolds(db, connectionId, readingId);
    const seen = createSeenTable(digests.length / 16);
    seen.load(digests);
    const { parts, failures } = await readParts(context, input, readingId, seen);
    const people = parts.reduce((sum, part) => sum + part.people, 0);
    const isComplete = failures.length === 0;
    const isSameQuestion = last !== null && sameQuestion(last.asked, asked);
    const doubt = isComplete
      ? doubtAboutParts(parts, last, isSameQuestion, settings.limits.shrinkPercent)
      : "a customer directory could not be read";
    const isShrunken = isSameQuestion && doubt !== null;
    const summary: ReadingSummary = {
      readingId,
      people,
      before: last?.people ?? null,
      pages: parts.reduce((sum, part) => sum + part.pages, 0),
      requests: source.requestCount(),
      milliseconds: 0,
      notEvidenceBecause: doubt,
      parts: Object.fromEntries(parts.map((part) => [part.part, part.people])),
      failedParts: failures.map(({ part, error }) => ({ part, says: error.message })),
    };
    if (isComplete && people === 0 && (last?.people ?? 0) > 0) {
      return { kind: "stopped", summary: await close(context, summary, "failed", source, startedAt), says: emptyAnswer(last?.people ?? 0) };
    }
    const groups = await readGroups(context, {
      connectionId,
      source,
      groupIds: groupsAsked(settings),
      isFirst: last === null,
      onProgress: input.onProgress,
    });
    if (groups > 0) await input.note(`${explainCount(groups, "group", "groups")} read, with everything inside.`);
    const unseen = doubt === null ? seen.listUnseen() : [];
    const absent = await markAbsent(db, connectionId, readingId, unseen);
    await markDue(db, connectionId, absent, "missing");
    if (isComplete && people > 0) await adoptMissingLinks(db, connectionId, readingId, parts[0]?.part ?? "my_customer");
    if (isComplete && people > 0 && !isShrunken && input.confirmsAbsence) {
      const { lookedUp, gone } = await confirmAbsence(context, {
        connectionId,
        readingId,
        settings,
        source,
        isInScope: createScopeTest(settings.scope),
        onProgress: input.onProgress,
      });
      if (lookedUp > 0)
        await input.note(`${explainCount(lookedUp, "missing person", "missing people")} looked up directly: ${gone} proven gone.`);
    }
    if (last === null) await analyzeMirror(db);
    return { kind: "read", summary: await close(context, summary, stateOf(isComplete, isShrunken), source, startedAt) };
  } catch (error) {
    await closeReading(db, readingId, "failed", null, context.now());
    throw error;
  }
}

/** Every customer directory must be believable by itself: one that came back empty is not hidden by the others. */
function doubtAboutParts(
  parts: readonly CompletePart[],
  last: Awaited<ReturnType<typeof findLastComplete>>,
  isSameQuestion: boolean,
  shrinkPercent: number,
): string | null {
  for (const { part, people } of parts) {
    const doubt = doubtAboutAbsence({ people, before: last === null ? null : (last.parts[part] ?? 0), isSameQuestion, shrinkPercent });
    if (doubt !== null) return doubt;
  }
  return null;
}

/** A shrunken reading is no measure for the next one: else the same short answer would be believed the second time. */
function stateOf(isComplete: boolean, isShrunken: boolean): "complete" | "partial" | "doubted" {
  if (!isComplete) return "partial";
  return isShrunken ? "doubted" : "complete";
}

function askedOf(settings: ConnectionSettings): Asked {
  return {
    parts: [...partsAsked(settings)],
    attributes: [...attributesAsked(settings)],
    scope: { orgUnits: settings.scope.orgUnits, domains: settings.scope.domains },
  };
}

function sameQuestion(before: Asked, now: Asked): boolean {
  return canonicalJson({ parts: before.parts, scope: before.scope }) === canonicalJson({ parts: now.parts, scope: now.scope });
}

function sameAttributes(before: Asked, now: Asked): boolean {
  return canonicalJson(before.attributes) === canonicalJson(now.attributes);
}

async function close(
  context: SyncContext,
  summary: ReadingSummary,
  state: Parameters<typeof closeReading>[2],
  source: DirectorySource,
  startedAt: Date,
): Promise<ReadingSummary> {
  const now = context.now();
  const closed: ReadingSummary = {
    ...summary,
    requests: source.requestCount(),
    requestsByKind: source.requestCounts(),
    milliseconds: now.getTime() - startedAt.getTime(),
  };
  await closeReading(context.database.db, summary.readingId, state, closed, now);
  return closed;
}

interface PartFailure {
  readonly part: string;
  readonly error: DirectoryRefused;
}

/** One customer directory after the other. Of several, one that refuses does not stop the others; a refused sign-in stops them all. */
async function readParts(
  context: SyncContext,
  input: ReadInput,
  readingId: number,
  seen: SeenTable,
): Promise<{ parts: CompletePart[]; failures: PartFailure[] }> {
  const { db, batchSize, breathe } = context.database;
  const names = partsAsked(input.settings);
  const parts: CompletePart[] = [];
  const failures: PartFailure[] = [];
  for (const part of names) {
    const before = parts.reduce((sum, read) => sum + read.people, 0);
    const pagesBefore = parts.reduce((sum, read) => sum + read.pages, 0);
    try {
      const read = await readPart({
        db,
        batchSize,
        breathe,
        readingId,
        seen,
        source: input.source,
        connectionId: input.connectionId,
        request: { part, attributes: attributesAsked(input.settings) },
        isInScope: createScopeTest(input.settings.scope),
        onPage: (people, pages) =>
          input.onProgress({
            step: "reading",
            done: before + people,
            total: null,
            pages: pagesBefore + pages,
            requests: input.source.requestCount(),
          }),
      });
      parts.push(read);
    } catch (error) {
      if (!(error instanceof DirectoryRefused) || names.length === 1 || error.because === "signIn" || error.because === "unreachable")
        throw error;
      failures.push({ part, error });
    }
  }
  const first = failures[0];
  if (parts.length === 0 && first !== undefined) throw first.error;
  return { parts, failures };
}

/** Whether somebody lies in the connection's scope; null when it has none, so that nobody need be asked. */
function createScopeTest(scope: ConnectionSettings["scope"]): ((person: Person) => boolean) | null {
  if (scope.orgUnits.length === 0 && scope.domains.length === 0) return null;
  const units = scope.orgUnits.map((path) => foldText(path).replace(/\/+$/, ""));
  const domains = scope.domains.map((domain) => `@${foldText(domain)}`);
  return (person) => {
    const unit = foldText(person.orgUnit).replace(/\/+$/, "");
    const email = foldText(person.email);
    const isInUnit = units.length === 0 || units.some((path) => unit === path || unit.startsWith(`${path}/`));
    return isInUnit && (domains.length === 0 || domains.some((domain) => email.endsWith(domain)));
  };
}

function emptyAnswer(before: number): string {
  return (
    `Stopped before the first change. Google reported 0 accounts; the last complete reading had ${before}. ` +
    "An empty answer is not proof that anyone left. Nobody was deactivated, nothing was written."
  );
}
