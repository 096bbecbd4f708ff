import { sql, type Transaction } from "kysely";
import { placePerson } from "../core/place-person.ts";
import { countIdentity, erasedName, erasePerson, type IdentityCounts } from "../desk/erase-person.ts";
import { findTwin } from "../desk/find-place.ts";
import type { Change } from "../model/change.ts";
import type { DeskRecord } from "../model/desk.ts";
import { Conflict } from "../model/errors.ts";
import type { Db } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { getRecord } from "./describe-record.ts";
import { encodeLine } from "./line-text.ts";
import { loadLinkedAccounts } from "./load-linked-accounts.ts";
import { listChanges } from "./save-changes.ts";

/** What erasing somebody would take away and leave. `refusedBecause` is why it can't be done now, with the cure. */
export interface ErasurePlan {
  readonly name: string;
  readonly becomes: string;
  readonly goes: readonly string[];
  readonly stays: readonly string[];
  readonly refusedBecause: string | null;
}

/** Says what erasing a user would do (D8). @throws NotFound */
export async function planErasure(db: Db, userId: number): Promise<ErasurePlan> {
  const record = await getRecord(db, "user", userId);
  const counts = await countIdentity(db, userId);
  const twin = await findTwin(db, record);
  return {
    name: nameOf(record),
    becomes: erasedName(userId),
    goes: listGoing(counts),
    stays: listStaying(counts, twin?.name ?? null),
    refusedBecause: await findRefusal(db, record),
  };
}

function listGoing({ values, actions, mails, entries, lines }: IdentityCounts): readonly string[] {
  return [
    `${say(values, "value")} of the record: names, addresses, phones, notes and custom fields`,
    ...(actions === 0 ? [] : [`the name in ${say(actions, "action")} of tickets, and addresses that mail went to`]),
    ...(mails === 0 ? [] : ["mail to them that is still kept"]),
    `the values in ${say(entries, "entry", "entries")} of the log${lines === 0 ? "" : ` and ${say(lines, "line")} of imports`}`,
    "links to directories whose accounts are left out or gone, ids of other systems, sign-ins",
  ];
}

function listStaying({ tickets, assets }: IdentityCounts, twin: string | null): readonly string[] {
  return [
    `${say(tickets, "ticket")} with every action and time; words that people wrote in them are not searched`,
    ...(assets === 0 ? [] : [`${say(assets, "asset")}, linked to the record without a name`]),
    "what happened when and by whom, without whom it was about",
    "copies of directories: they hold what the directories hold, and are theirs",
    ...(twin === null ? [] : [`the agent ${twin}, who is the same person: a record of its own`]),
  ];
}

function say(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A directory that would bring the person back at its next import forbids it. */
async function findRefusal(db: Db, record: DeskRecord): Promise<string | null> {
  if (record.isProtected) return "The record is marked as never touched. Take the mark away first.";
  for (const { connection, person, mirrored, compiled, groups } of await loadLinkedAccounts(db, "user", record.id)) {
    if (mirrored === null || mirrored.absence !== null || person === null) continue;
    if (placePerson({ person, groups }, "user", compiled.mappings).kind !== "placed") continue;
    return `${nameOf(record)} is still in ${connection.name}, and the next import would bring everything back. Delete the account there and read the directory again, or leave the person out by a mapping, then erase.`;
  }
  return null;
}

/** Erases somebody for good: the identity goes, tickets stay. @throws NotFound, Conflict with the cure */
export async function eraseByHand(
  db: Db,
  input: { readonly userId: number; readonly reason: string; readonly by: string; readonly now: Date },
): Promise<void> {
  const { userId, reason, by, now } = input;
  await withinTransaction(db, async (trx) => {
    await sql`select id from users where id = ${userId}::int for update`.execute(trx);
    const record = await getRecord(trx, "user", userId);
    const refusal = await findRefusal(trx, record);
    if (refusal !== null) throw new Conflict(refusal);
    const { email, email2, email3 } = record.values;
    const addresses = [email, email2, email3].filter((address): address is string => typeof address === "string" && address !== "");
    await erasePerson(trx, { id: userId, name: nameOf(record), addresses, reason }, { by, now });
    await eraseLines(trx, userId);
  });
}

function nameOf({ id, values }: DeskRecord): string {
  return String(values.name ?? values.email ?? `user ${id}`);
}

/** Lines of imports keep what they did and why, without any value. Plans that wait are made anew by the version of the record. */
async function eraseLines(trx: Transaction<Tables>, userId: number): Promise<void> {
  const places = await trx
    .selectFrom("changes")
    .select(["run_id", "seq"])
    .where("entity", "=", "user")
    .where("record_id", "=", userId)
    .where("state", "<>", "planned")
    .execute();
  const byRun = Map.groupBy(places, (place) => place.run_id);
  for (const [runId, lines] of byRun) {
    const seqs = lines.map((line) => line.seq);
    for (const { seq, change } of await listChanges(trx, runId, { after: 0, limit: seqs.length, seqs })) {
      const detail = encodeLine(withoutIdentity(change, userId));
      await sql`
        update changes set name = ${erasedName(userId)}, email = '', detail = ${detail}, digest = sha256(convert_to(${detail}, 'UTF8'))
        where run_id = ${runId}::int and seq = ${seq}::int`.execute(trx);
    }
  }
}

function withoutIdentity(change: Change, userId: number): Change {
  const bare = (state: NonNullable<Change["link"]>["before"]) => (state === null ? null : { ...state, given: {} });
  return {
    ...change,
    name: erasedName(userId),
    email: "",
    match: change.match.kind === "byField" ? { ...change.match, value: "" } : change.match,
    fields: change.fields.map((field) => ({ ...field, before: null, after: null })),
    link: change.link === null ? null : { before: bare(change.link.before), after: bare(change.link.after) },
  };
}
