import { sql } from "kysely";
import { groupsAsked, partsAsked } from "../core/compile-settings.ts";
import { explainGrant, explainGrantSource } from "../core/explain-grant.ts";
import { explainLooksLike, type TrippedPeople, type TrippedPerson } from "../core/explain-looks-like.ts";
import { explainMapping, type Names } from "../core/explain-names.ts";
import { listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import { listGroupsOf, listNesting } from "../mirror/save-members.ts";
import type { Change } from "../model/change.ts";
import { isBroken } from "../model/person.ts";
import type { LimitName } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import type { PlanScene } from "./load-plan-scene.ts";
import { createNesting } from "./nesting.ts";
import { listChanges } from "./save-changes.ts";
import { countsTowardsAny } from "./weigh-lines.ts";

/** More people than these are not compared one by one: so many have no single cause that a sentence could name. */
const peopleCompared = 5000;

/** What the people whom these limits count have in common; null when nothing is known of that. */
export async function findLooksLike(db: Db, scene: PlanScene, limits: readonly LimitName[]): Promise<string | null> {
  const { run } = scene;
  const answer = await sql<{ seq: number }>`
    select seq from changes where run_id = ${run.id}::int and is_ticked and ${countsTowardsAny(limits)}
    order by seq limit ${peopleCompared + 1}::int`.execute(db);
  const newSettings = await findNewSettings(db, scene);
  if (answer.rows.length > peopleCompared) return explainLooksLike({ people: [], newSettings }, scene.names);
  const people = await gatherPeople(
    db,
    scene,
    answer.rows.map((row) => row.seq),
  );
  return explainLooksLike({ people, newSettings }, scene.names);
}

async function gatherPeople(db: Db, { run, settings, names }: PlanScene, seqs: readonly number[]): Promise<readonly TrippedPerson[]> {
  const nesting = createNesting(await listNesting(db, run.connectionId), groupsAsked(settings), partsAsked(settings));
  const people = new Map<string, TrippedPerson>();
  for (let from = 0; from < seqs.length; from += 1000) {
    const lines = await listChanges(db, run.id, { after: 0, limit: 1000, seqs: seqs.slice(from, from + 1000) });
    const ids = lines.map(({ change }) => change.externalId).filter((id) => id !== null);
    const mirrored = new Map((await listPeopleById(db, run.connectionId, ids)).map((person) => [person.id, person]));
    const direct = await listGroupsOf(db, run.connectionId, ids);
    for (const { seq, change } of lines) {
      const id = change.externalId ?? `row ${seq}`;
      const account = mirrored.get(id);
      const groupIds =
        account === undefined || account.absence !== null ? [] : [...nesting.groupsFor(direct.get(id) ?? [], account.person.part)];
      const known = people.get(id);
      const person = describe(change, account, groupIds, names);
      people.set(id, known === undefined ? person : { ...person, losses: [...known.losses, ...person.losses] });
    }
  }
  return [...people.values()];
}

function describe(change: Change, mirrored: MirroredPerson | undefined, groupIds: readonly string[], names: Names): TrippedPerson {
  const person = mirrored === undefined || isBroken(mirrored.person) ? null : mirrored.person;
  const placed = change.because.find((because) => because.kind === "placed");
  return {
    orgUnit: person?.orgUnit ?? "",
    standing: person === null || mirrored?.absence !== null ? null : person.standing,
    missingSince: mirrored?.absence?.readingId ?? null,
    groupIds,
    mapping: placed === undefined ? null : { id: placed.mappingId, says: explainMapping(placed) },
    losses: change.losses.map((loss) => `${explainGrant(loss, names)} (${explainGrantSource(loss, names)})`),
  };
}

/** Settings that were saved after the last import that was applied or found nothing to do; none where there was no such import. */
async function findNewSettings(db: Db, { run }: PlanScene): Promise<TrippedPeople["newSettings"]> {
  const last = await db
    .selectFrom("runs")
    .select("settings_version")
    .where("connection_id", "=", run.connectionId)
    .where("id", "<", run.id)
    .where("state", "in", ["applied", "nothingToDo"])
    .where("kind", "not in", ["undo", "whatIf"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.settings_version === run.settingsVersion) return null;
  const saved = await db
    .selectFrom("settings_versions")
    .select(["version", "saved_by"])
    .where("connection_id", "=", run.connectionId)
    .where("version", "=", run.settingsVersion)
    .executeTakeFirst();
  return saved === undefined ? null : { version: saved.version, by: saved.saved_by };
}
