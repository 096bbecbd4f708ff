import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { keepRecent, type Recent } from "./keep-recent.ts";
import type { LineOrder, PlanFilter } from "./line-query.ts";
import { listLinePlaces } from "./list-line-places.ts";
import type { PlanScene } from "./load-plan-scene.ts";
import { findUndoOf } from "./run-history.ts";
import { type AlikeLines, tallyLines } from "./tally-lines.ts";

/** What is remembered of plans that people look at, so that a window of a long list costs its own lines only. */
export interface PlanViews {
  /** The places of the lines that a filter lets through, in order. */
  places(db: Db, scene: PlanScene, filter: PlanFilter, order: LineOrder): Promise<Uint32Array>;
  /** The lines of a plan, counted by everything that filters ask for. */
  tally(db: Db, run: Run): Promise<readonly AlikeLines[]>;
  /** Something else that stays as it is while the plan does. */
  remember<T>(db: Db, run: Run, what: string, make: () => Promise<T>): Promise<T>;
}

const none = new Uint32Array();

/** An empty memory: 24 lists of up to 400 kB, and counts of as many plans. */
export function createPlanViews(): PlanViews {
  const places = keepRecent<Uint32Array>(24);
  const tallies = keepRecent<readonly AlikeLines[]>(24);
  const others: Recent<unknown> = keepRecent(48);

  async function remember<T>(
    db: Db,
    run: Run,
    { kept, what, make }: { kept: Recent<T>; what: string; make: () => Promise<T> },
  ): Promise<T> {
    return await kept.get(`${await keyOf(db, run)} ${what}`, make);
  }

  return {
    places: async (db, scene, filter, order) => {
      if (!isShowable(scene.run)) return none;
      const make = () => listLinePlaces(db, scene, filter, order);
      return await remember(db, scene.run, { kept: places, what: `${order} ${JSON.stringify(filter)}`, make });
    },
    tally: async (db, run) => {
      if (!isShowable(run)) return [];
      return await remember(db, run, { kept: tallies, what: "tally", make: () => tallyLines(db, run.id) });
    },
    remember: async <T>(db: Db, run: Run, what: string, make: () => Promise<T>) => {
      // Under one name only one kind of answer is kept.
      return (await remember(db, run, { kept: others, what, make })) as T;
    },
  };
}

/** Half a plan would mislead: while it is made, and where making it failed, there is nothing to see. */
export function isShowable(run: Run): boolean {
  return run.counts !== null && run.state !== "planning" && run.state !== "reading";
}

/**
 * What a plan's lines depend on: which are chosen, whether they are carried out, what was taken back. While they are carried out, the
 * outcome of single lines is as fresh as the first look; the run's end makes everything new.
 */
async function keyOf(db: Db, { id, state, planHash }: Run): Promise<string> {
  const plan = `${id} ${state} ${planHash}`;
  if (state !== "applied") return plan;
  return `${plan} ${(await findUndoOf(db, id)) ?? 0}`;
}
