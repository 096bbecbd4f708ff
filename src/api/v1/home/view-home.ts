import { type ConnectionHealthFound, listHealth } from "../../../connections/list-standings.ts";
import { explainWaitingPlan, listWaiting } from "../../../core/explain-waiting.ts";
import { findApprovalEnd, previewHours } from "../../../core/judge-validity.ts";
import type { Db } from "../../../store/open-database.ts";
import type { Home } from "../shapes/home.ts";
import type { Figures } from "./create-figures.ts";

const hourMs = 60 * 60 * 1000;

/** The start page, in a handful of queries besides its figures. */
export async function viewHome(db: Db, now: Date, { happenings, days, sites }: Figures): Promise<Home> {
  const standings = await listHealth(db, now, null);
  const counted = (what: keyof typeof happenings) => ({ n: happenings[what], href: `/users?since=${what}` });
  return {
    waiting: listWaiting(standings.map(({ connection, facts }) => ({ ...facts, connection }))).map((item) => ({
      ...item,
      since: item.since?.toISOString() ?? null,
    })),
    sinceYesterday: { joined: counted("joined"), left: counted("left"), moved: counted("moved"), changed: counted("changed") },
    directories: viewDirectories(standings),
    next: listNext(standings, now),
    changesByDay: [...days],
    peopleBySite: [...sites],
  };
}

function viewDirectories(standings: readonly ConnectionHealthFound[]): Home["directories"] {
  const others = standings.filter((standing) => standing.health.health !== "healthy");
  return {
    healthy: standings.length - others.length,
    others: others.map(({ connection, health }) => ({ connectionId: connection.id, name: connection.name, says: health.says })),
    lastRead: newest(standings.map((standing) => standing.lastRead)),
    lastChange: newest(standings.map((standing) => standing.lastChange)),
  };
}

function newest(moments: readonly (Date | null)[]): string | null {
  const times = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** Open plans go out of date: a preview with its reading, one that waits for approval after a day. */
function listNext(standings: readonly ConnectionHealthFound[], now: Date): Home["next"] {
  const ends = standings.flatMap(({ connection, facts: { waiting, planned } }) => [
    ...(waiting === null ? [] : [{ name: connection.name, runId: waiting.runId, at: findApprovalEnd(waiting.since), isWaiting: true }]),
    // A newer preview can only be looked at while an older plan waits.
    ...(planned === null || waiting !== null
      ? []
      : [{ name: connection.name, runId: planned.runId, at: new Date(planned.since.getTime() + previewHours * hourMs), isWaiting: false }]),
  ]);
  return ends
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, runId, ...plan }) => ({ at: at.toISOString(), says: explainWaitingPlan(plan), href: `/runs/${runId}` }));
}
