import { countChangesByDay, countHappenings, countPeopleBySite, markHappenings } from "../../../desk/count-happenings.ts";
import type { Db } from "../../../store/open-database.ts";

const dayMs = 24 * 60 * 60 * 1000;
const daysDrawn = 14;
const sitesDrawn = 20;
/** The day moves on, also while nothing happens. */
const rememberedMs = 60_000;

/** What the start page counts: since yesterday, on each of the last days, at each site. */
export interface Figures {
  readonly happenings: Awaited<ReturnType<typeof countHappenings>>;
  /** Every one of the last days, also those on which nothing changed. */
  readonly days: Awaited<ReturnType<typeof countChangesByDay>>;
  readonly sites: Awaited<ReturnType<typeof countPeopleBySite>>;
}

/**
 * Gives the figures, counted anew only when something happened or a minute has passed: they read every line of the last days' runs, and
 * every open page asks for them again and again.
 */
export function createFigures(db: Db): (now: Date) => Promise<Figures> {
  let known: { readonly mark: string; readonly at: number; readonly figures: Promise<Figures> } | null = null;
  return async (now) => {
    const mark = await markHappenings(db);
    if (known === null || known.mark !== mark || Math.abs(now.getTime() - known.at) > rememberedMs) {
      const figures = countFigures(db, now);
      known = { mark, at: now.getTime(), figures };
      figures.catch(() => {
        known = null;
      });
    }
    return await known.figures;
  };
}

async function countFigures(db: Db, now: Date): Promise<Figures> {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const first = new Date(today - (daysDrawn - 1) * dayMs);
  const counted = new Map((await countChangesByDay(db, first)).map((day) => [day.day, day]));
  const days = Array.from({ length: daysDrawn }, (_, index) => {
    const day = new Date(first.getTime() + index * dayMs).toISOString().slice(0, 10);
    return counted.get(day) ?? { day, created: 0, updated: 0, deactivated: 0, other: 0 };
  });
  return { happenings: await countHappenings(db, new Date(now.getTime() - dayMs)), days, sites: await countPeopleBySite(db, sitesDrawn) };
}
