import { explainWarning, explainWarningShortly } from "../core/explain-because.ts";
import { type ExplainedChange, explainChange } from "../core/explain-change.ts";
import { explainGrant } from "../core/explain-grant.ts";
import { type ExplainedField, explainFound, explainLineFields, explainReasons } from "../core/explain-line.ts";
import type { Names } from "../core/explain-names.ts";
import { isEffect, movesSite } from "../core/guard.ts";
import { listRecords } from "../desk/list-records.ts";
import type { Change, ChangeKind } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import { NotFound } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import type { PlanScene } from "./load-plan-scene.ts";
import { listChanges, type StoredLine } from "./save-changes.ts";

/** A line of a plan in words, as a list shows it. */
export interface LineView extends ExplainedChange {
  readonly seq: number;
  readonly entity: Entity;
  readonly kind: ChangeKind;
  readonly externalId: string | null;
  readonly recordId: number | null;
  readonly name: string;
  readonly email: string;
  readonly movesSite: boolean;
  readonly losesRole: boolean;
  readonly isEffect: boolean;
  readonly isTicked: boolean;
  readonly warnings: string[];
  readonly marks: string[];
  readonly state: string;
  readonly says: string | null;
  readonly rolesGained: string[];
  readonly rolesLost: string[];
}

/** A line that is opened: everything that it changes, and every reason. */
export interface LineDetail extends LineView {
  readonly fields: ExplainedField[];
  readonly reasons: string[];
  readonly matched: string;
}

/**
 * The lines at these places, in this order, put into words. The digest of each is checked on the way.
 * @throws Conflict for a line that is not the line that was planned
 */
export async function viewChanges(db: Db, scene: PlanScene, places: readonly number[]): Promise<readonly LineView[]> {
  const lines = await listLines(db, scene, places);
  const names = await nameManagers(db, scene.names, lines);
  return lines.map((line) => toView(line, names));
}

/** One line, opened. @throws NotFound */
export async function viewChange(db: Db, scene: PlanScene, seq: number): Promise<LineDetail> {
  const [line] = await listLines(db, scene, [seq]);
  if (line === undefined) throw new NotFound(`Run ${scene.run.id} has no row ${seq}.`);
  const names = await nameManagers(db, scene.names, [line]);
  return {
    ...toView(line, names),
    fields: [...explainLineFields(line.change, names)],
    reasons: [...explainReasons(line.change, names)],
    matched: explainFound(line.change, names),
  };
}

async function listLines(db: Db, { run }: PlanScene, places: readonly number[]): Promise<readonly StoredLine[]> {
  if (places.length === 0) return [];
  const lines = await listChanges(db, run.id, { after: 0, limit: places.length, seqs: places });
  const bySeq = new Map(lines.map((line) => [line.seq, line]));
  return places.map((seq) => bySeq.get(seq)).filter((line) => line !== undefined);
}

/** Managers that lines name by desk number get their names. */
async function nameManagers(db: Db, names: Names, lines: readonly StoredLine[]): Promise<Names> {
  const ids = new Set(lines.flatMap(({ change }) => managersOf(change)));
  if (ids.size === 0) return names;
  const records = await listRecords(db, "user", [...ids]);
  return { ...names, userNames: new Map([...records].map(([id, { values }]) => [id, String(values.name ?? `user #${id}`)])) };
}

function managersOf({ manager }: Change): readonly number[] {
  if (manager === null) return [];
  const { before, after } = manager;
  return [...(before === null ? [] : [before]), ...(after !== null && "recordId" in after ? [after.recordId] : [])];
}

function toView({ seq, change, state, isTicked, says, recordId }: StoredLine, names: Names): LineView {
  const { entity, kind, externalId, name, email, warnings, gains, losses } = change;
  return {
    seq,
    entity,
    kind,
    externalId,
    recordId: recordId ?? change.recordId,
    name: [name, email, externalId ?? ""].find((text) => text !== "") ?? "(a record without a name)",
    email,
    ...explainChange(change, names),
    movesSite: movesSite(change),
    losesRole: losses.length > 0,
    isEffect: isEffect(change),
    isTicked,
    warnings: warnings.map((warning) => explainWarning(warning, names)),
    marks: warnings.map(explainWarningShortly),
    state,
    says,
    rolesGained: gains.map((grant) => explainGrant(grant, names)),
    rolesLost: losses.map((grant) => explainGrant(grant, names)),
  };
}
