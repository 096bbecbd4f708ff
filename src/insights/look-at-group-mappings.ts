import { explainGift } from "../core/explain-grant.ts";
import { isFor } from "../core/plan-grants.ts";
import { type PersonFacts, planPerson } from "../core/plan-person.ts";
import { type Holder, listGroupHolders, listHandHolders } from "../desk/list-holders.ts";
import { listLinksOfRecords } from "../desk/list-links.ts";
import type { Entity, Grant } from "../model/desk.ts";
import { isBroken } from "../model/person.ts";
import type { Gift, GroupMapping } from "../model/settings.ts";
import type { Database, Db } from "../store/open-database.ts";
import { gatherFacts } from "../sync/gather-facts.ts";
import { loadCopyContents } from "../sync/list-unread.ts";
import type { TrialInput } from "./count-placements.ts";
import { explainUnreadGroups } from "./explain-unread.ts";
import { type Named, namedAtMost, sortNamed } from "./gather-named.ts";
import { loadGroups } from "./list-groups.ts";
import { prepareTrial, type Trial } from "./prepare-trial.ts";
import { entityOf, type JudgedAccount, streamAccounts } from "./stream-accounts.ts";

/** What the group mappings of settings give, and what an import with them would change. Nothing is saved. @throws NotFound */
export async function lookAtGroupMappings(database: Database, { connectionId, settings, signal }: TrialInput) {
  const { db } = database;
  const trial = await prepareTrial(db, connectionId, settings);
  const groups = await loadGroups(db, connectionId, trial.settings);
  const holders = await listGroupHolders(db, connectionId);
  const holding = await linkHolders(db, connectionId, holders);
  const byHand = await listHandHolders(db, namedAtMost);
  const effects = await planEffects(database, trial, new Set(holding.flatMap(({ externalId }) => externalId ?? [])), signal);
  const rows = trial.settings.groupMappings.map((mapping) => {
    const group = groups.get(mapping.groupId) ?? null;
    const now = holding
      .filter(({ holder }) => isGift(mapping.gives, holder))
      .map(({ holder, externalId }) => nameHolder(holder, externalId));
    const { kind, id } = targetOf(mapping.gives);
    const hand = byHand.find((held) => held.kind === kind && held.id === id);
    const { gain = [], lose = [], skipped = [] } = effects.get(mapping) ?? {};
    return {
      mapping,
      group:
        group === null ? null : { ...group, name: group.name === group.id && mapping.groupName !== "" ? mapping.groupName : group.name },
      renamedFrom: findFormerName(mapping, group?.name ?? ""),
      gives: explainGift(mapping.gives, trial.names),
      holdNow: now.length,
      gain: gain.length,
      lose: lose.length,
      skipped: skipped.length,
      givenByHand: hand?.records ?? 0,
      who: {
        holdNow: sortNamed(now),
        gain: sortNamed(gain),
        lose: sortNamed(lose),
        skipped: sortNamed(skipped),
        givenByHand: (hand?.first ?? []).map((holder) => nameHolder(holder, null)),
      },
    };
  });
  const contents = await loadCopyContents(db, connectionId);
  return { rows, unread: [...explainUnreadGroups(trial.compiled.settings, contents, trial.names)] };
}

function nameHolder({ name, email, recordId }: Holder, externalId: string | null): Named {
  return { name, email, externalId, recordId };
}

/** Holders with the account of this connection that each is linked to. */
async function linkHolders(db: Db, connectionId: number, holders: readonly Holder[]) {
  const accounts = new Map<string, string>();
  for (const entity of ["user", "agent"] as const) {
    const records = holders.filter((holder) => holder.entity === entity).map((holder) => holder.recordId);
    for (const link of await listLinksOfRecords(db, entity, [...new Set(records)]))
      if (link.connectionId === connectionId) accounts.set(`${entity} ${link.recordId}`, link.externalId);
  }
  return holders.map((holder) => ({ holder, externalId: accounts.get(`${holder.entity} ${holder.recordId}`) ?? null }));
}

/** The name in the settings, where the directory calls the group otherwise now. */
function findFormerName({ groupId, groupName }: GroupMapping, name: string): string | null {
  return groupName === "" || name === "" || name === groupId || name === groupName ? null : groupName;
}

function targetOf(gift: Gift): { readonly kind: Grant["kind"]; readonly id: number } {
  return gift.kind === "cab" ? { kind: "cab", id: gift.cabId } : { kind: gift.kind, id: gift.roleId };
}

function isGift(gift: Gift, held: { readonly kind: Grant["kind"]; readonly id: number; readonly cabRoleId: number | null }): boolean {
  const { kind, id } = targetOf(gift);
  return held.kind === kind && held.id === id && (gift.kind !== "cab" || held.cabRoleId === gift.cabRoleId);
}

interface Effect {
  readonly gain: Named[];
  readonly lose: Named[];
  readonly skipped: Named[];
}

/** Plans everybody whom the mapped groups concern: their members, and whoever holds something through them now. */
async function planEffects(database: Database, trial: Trial, holding: ReadonlySet<string>, signal: AbortSignal) {
  const { groupMappings } = trial.settings;
  const effects = new Map<GroupMapping, Effect>(groupMappings.map((mapping) => [mapping, { gain: [], lose: [], skipped: [] }]));
  if (groupMappings.length === 0) return effects;
  const mapped = new Set(groupMappings.map((mapping) => mapping.groupId));
  for await (const batch of streamAccounts(database, trial.connectionId, [trial], signal)) {
    const concerned = batch.filter(
      ({ mirrored, outcomes }) => holding.has(mirrored.id) || [...(outcomes[0]?.groups ?? [])].some((groupId) => mapped.has(groupId)),
    );
    if (concerned.length === 0) continue;
    const accounts = concerned.map((account) => account.mirrored);
    const facts = await gatherFacts(trial.facts, accounts);
    for (const [index, account] of concerned.entries()) {
      const known = facts[index];
      if (known !== undefined) addEffects(account, known, trial, effects);
    }
  }
  return effects;
}

function addEffects(
  { mirrored, outcomes }: JudgedAccount,
  facts: PersonFacts,
  trial: Trial,
  effects: ReadonlyMap<GroupMapping, Effect>,
): void {
  const { person, id } = mirrored;
  const [outcome] = outcomes;
  if (isBroken(person) || outcome === undefined) return;
  const placed = outcome.end.kind === "placed" ? outcome.end.mappings.map(entityOf) : [];
  const recordOf = (entity: Entity) => facts.entities[entity]?.link?.record.id ?? null;
  const named = (recordId: number | null): Named => ({ name: person.name || person.email, email: person.email, externalId: id, recordId });
  const rows = [...effects];
  for (const [mapping, effect] of rows) {
    const entity = isFor(mapping.gives, "user") ? "user" : "agent";
    const isOne = placed.includes(entity) || recordOf(entity) !== null;
    const other = entity === "user" ? "agent" : "user";
    if (outcome.groups.has(mapping.groupId) && !isOne && person.standing === "active") effect.skipped.push(named(recordOf(other)));
  }
  for (const change of planPerson(facts, trial.facts.plan)) {
    for (const gain of change.gains.filter((grant) => grant.source === "group")) {
      for (const [mapping, effect] of rows)
        if (outcome.groups.has(mapping.groupId) && isGift(mapping.gives, gain)) effect.gain.push(named(change.recordId));
    }
    for (const loss of change.losses.filter((grant) => grant.source === "group"))
      rows.find(([mapping]) => isGift(mapping.gives, loss))?.[1].lose.push(named(change.recordId));
  }
}
