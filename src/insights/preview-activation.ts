import { compileSettings } from "../core/compile-settings.ts";
import { planPerson } from "../core/plan-person.ts";
import { listAdministratorRoles, spareLastAdministrator } from "../core/spare-last-administrator.ts";
import { listLinkedIds } from "../desk/list-links.ts";
import { countActiveAdministrators } from "../desk/list-records.ts";
import { listPeopleById } from "../mirror/find-people.ts";
import type { Change } from "../model/change.ts";
import type { DeskRecord } from "../model/desk.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { gatherFacts } from "../sync/gather-facts.ts";
import { prepareTrial } from "./prepare-trial.ts";

interface ActivationInput {
  readonly connectionId: number;
  /** Null: those in force. */
  readonly settings: ConnectionSettings | null;
  /** The roles that would make an agent active. */
  readonly roleIds: readonly number[];
}

/**
 * Agents of this connection whose active state would follow if these roles decided it, by name, as an import would plan it: agents for
 * programs only, protected ones, those whom somebody made inactive, and the last administrator are left alone. @throws NotFound
 */
export async function previewActivation(db: Db, { connectionId, settings, roleIds }: ActivationInput) {
  const trial = await prepareTrial(db, connectionId, settings);
  const tried = { ...trial.compiled.settings, agentActivation: { isOn: true, roleIds: [...roleIds] } };
  const plan = { ...trial.facts.plan, compiled: compileSettings(tried, trial.names.catalogue.customFields) };
  const ids = await listLinkedIds(db, connectionId, "agent");
  const people = (await listPeopleById(db, connectionId, ids)).filter((mirrored) => mirrored.absence === null);
  const facts = await gatherFacts({ ...trial.facts, plan, entities: ["agent"] }, people);
  const agents = facts.flatMap((known): Agent[] => {
    const link = known.entities.agent?.link ?? null;
    if (link === null) return [];
    const { record, state } = link;
    const isByHand = !record.isActive && state.deactivatedBecause === null;
    // Protected agents are planned too, so that it can be said who would have lost access.
    return [{ record, isByHand, change: planPerson(liftProtection(known), plan).find((one) => one.entity === "agent") ?? null }];
  });
  const touched = agents.flatMap(({ record, change }, seq) => (change === null || record.isProtected ? [] : [{ seq, change, record }]));
  const roles = listAdministratorRoles(trial.names.catalogue);
  const seqs = spareLastAdministrator(touched, await countActiveAdministrators(db), roles);
  const spared = new Set(seqs.flatMap((seq) => agents[seq]?.record.id ?? []));
  agents.sort((a, b) => nameOf(a.record).localeCompare(nameOf(b.record)));
  const stands = ({ record }: Agent) => !record.isProtected && !spared.has(record.id);
  return {
    wouldLose: agents.filter((agent) => isByRole(agent.change, false) && stands(agent)).map(describe),
    wouldRegain: agents.filter((agent) => isByRole(agent.change, true) && stands(agent)).map(describe),
    leftAlone: agents.flatMap((agent) => {
      const because = explainLeftAlone(agent, { isSpared: spared.has(agent.record.id), roleIds });
      return because === null ? [] : [{ agentId: agent.record.id, name: nameOf(agent.record), because }];
    }),
  };
}

interface Agent {
  readonly record: DeskRecord;
  /** Somebody made the agent inactive. */
  readonly isByHand: boolean;
  readonly change: Change | null;
}

function liftProtection(facts: Awaited<ReturnType<typeof gatherFacts>>[number]) {
  const { agent } = facts.entities;
  if (agent?.link === undefined || agent.link === null) return facts;
  const link = { ...agent.link, record: { ...agent.link.record, isProtected: false } };
  return { ...facts, entities: { ...facts.entities, agent: { ...agent, link } } };
}

/** Whether a role, or the want of one, is why somebody becomes active or inactive. */
function isByRole(change: Change | null, becomesActive: boolean): boolean {
  return change?.active?.after === becomesActive && change.because.some((because) => because.kind === "activation");
}

function explainLeftAlone(
  { record, change, isByHand }: Agent,
  { isSpared, roleIds }: { readonly isSpared: boolean; readonly roleIds: readonly number[] },
): string | null {
  if (isSpared && isByRole(change, false)) return "nobody with administrator rights would be left";
  if (record.isApiOnly) return "for programs only: never deactivated by roles";
  if (record.isProtected && isByRole(change, false)) return "never touched";
  const holdsRole = record.grants.some((grant) => grant.kind === "agentRole" && roleIds.includes(grant.id));
  if (isByHand && holdsRole && !isByRole(change, true)) return "somebody made the agent inactive by hand";
  return null;
}

function describe({ record }: Agent) {
  return { agentId: record.id, name: nameOf(record), email: String(record.values.email ?? "") };
}

function nameOf({ values, id }: DeskRecord): string {
  return String(values.name ?? values.email ?? `agent ${id}`);
}
