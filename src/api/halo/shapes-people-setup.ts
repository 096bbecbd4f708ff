import type { CabMember } from "../../desk/list-cab-members.ts";
import { Invalid } from "../../model/errors.ts";
import { Right, RightLevel, type RoleRights } from "../../model/permission.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { readGuid, writeGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem, readListedId } from "./shapes.ts";
import { readActive } from "./shapes-places.ts";

type Kinds = typeof deskKinds;

export interface TeamMember {
  readonly id: number;
  readonly name: string;
}

/** `members` is null where the caller may not see agents, or does not ask for them. */
export function writeTeam(team: RecordOf<Kinds["team"]>, members: readonly TeamMember[] | null) {
  return {
    id: team.id,
    guid: writeGuid("team", team.id),
    name: team.name,
    sequence: team.position,
    inactive: !team.isActive,
    department_id: 0,
    department_name: "",
    forrequests: true,
    foropps: false,
    forprojects: false,
    emailaddress: team.email,
    managers: [],
    ...(members !== null && {
      agents: members.map((member) => ({
        id: member.id,
        agent_id: member.id,
        agent_name: member.name,
        team_id: team.id,
        team_name: team.name,
        in_section: true,
      })),
    }),
  };
}

/** `agents` is the whole list of members. @throws Invalid */
export function readTeam(sent: ItemReader) {
  return {
    name: sent.text("name"),
    isActive: readActive(sent),
    position: sent.number("sequence") ?? undefined,
    email: sent.text("emailaddress"),
    notes: sent.text("notes"),
    agentIds: sent.items("agents")?.map((one) => readListedId({ id: one.agent_id ?? one.id }, "agents")),
  };
}

export function writeUserRole(role: RecordOf<Kinds["userRole"]>) {
  return {
    id: role.id,
    guid: writeGuid("userRole", role.id),
    name: role.name,
    notes: role.notes,
    isimportantcontact2: role.isVip,
    showmeonly: role.sees === "own" ? 1 : 0,
    sees: role.sees,
    is_integration: false,
  };
}

/** HaloPSA's `showmeonly` knows the user's own tickets or more; which more stands in `sees`, a property of Muster's. */
export function readUserRole(sent: ItemReader, before: RecordOf<Kinds["userRole"]> | null) {
  const isOwn = sent.flag("showmeonly");
  const more = before === null || before.sees === "own" ? "site" : before.sees;
  return {
    name: sent.text("name"),
    notes: sent.text("notes"),
    isVip: sent.flag("isimportantcontact2"),
    sees: sent.text("sees") ?? (isOwn === undefined ? undefined : isOwn ? "own" : more),
  };
}

/** An agent role. Its id is text, the number stands in `id_int`; its rights are claims. */
export function writeRole(role: RecordOf<Kinds["agentRole"]>) {
  const claims = Object.entries(role.rights).map(([type, value]) => ({ type, value: String(value) }));
  return {
    id: writeGuid("agentRole", role.id),
    id_int: role.id,
    name: role.name,
    normalizedName: role.name.toUpperCase(),
    notes: role.notes,
    claims: role.isAdministrator ? [{ type: administrator, value: "true" }, ...claims] : claims,
    is_integration: false,
  };
}

const administrator = "administrator";

/** `claims` are the whole of the role's rights. @throws Invalid */
export function readRole(sent: ItemReader) {
  const claims = sent.items("claims")?.map((claim) => {
    const one = readItem(claim);
    return { type: one.text("type") ?? "", value: one.text("value") ?? "" };
  });
  return {
    name: sent.text("name"),
    notes: sent.text("notes"),
    ...(claims !== undefined && {
      isAdministrator: claims.some(({ type, value }) => type === administrator && value === "true"),
      rights: Object.fromEntries(claims.filter(({ type }) => type !== administrator).map(readClaim)) satisfies RoleRights,
    }),
  };
}

function readClaim({ type, value }: { readonly type: string; readonly value: string }): readonly [Right, RightLevel] {
  const [right, level] = [Right.safeParse(type), RightLevel.safeParse(value)];
  if (!right.success) throw new Invalid([{ at: "claims", says: `the type "${type.slice(0, 60)}" is none of ${Right.options.join(", ")}` }]);
  if (!level.success) throw new Invalid([{ at: "claims", says: `the value of ${type} is one of ${RightLevel.options.join(", ")}` }]);
  return [right.data, level.data];
}

/** The number of an agent role, from its text id or as a number; null for what is neither. */
export function readRoleId(id: unknown): number | null {
  const text = String(id).trim();
  return readGuid("agentRole", text)?.first ?? (/^\d{1,9}$/.test(text) ? Number(text) : null);
}

/** `members` is null where they are not asked for. */
export function writeCab(cab: RecordOf<Kinds["cab"]>, members: readonly CabMember[] | null, roles: readonly RecordOf<Kinds["cabRole"]>[]) {
  return {
    id: cab.id,
    guid: writeGuid("cab", cab.id),
    name: cab.name,
    all_must_approve: cab.approvalsNeeded === 0,
    approvals_needed: cab.approvalsNeeded,
    notes: cab.notes,
    roles: roles.map((role) => ({ id: role.id, cab_id: cab.id, name: role.name })),
    ...(members !== null && { members: members.map(writeCabMember) }),
  };
}

/** HaloPSA numbers seats; here a seat is a board and an agent, and its number says both. */
export function writeCabMember(member: CabMember) {
  return {
    id: member.cabId * 1_000_000 + member.agentId,
    cab_id: member.cabId,
    cab_guid: writeGuid("cab", member.cabId),
    agent_id: member.agentId,
    type: 0,
    user_id: 0,
    member_name: member.agentName,
    emailaddress: member.agentEmail,
    role_id: member.cabRoleId ?? 0,
    role_name: member.cabRoleName,
    module_id: 0,
  };
}

export function readCab(sent: ItemReader) {
  const allMust = sent.flag("all_must_approve");
  return {
    name: sent.text("name"),
    notes: sent.text("notes"),
    approvalsNeeded: allMust === true ? 0 : (sent.number("approvals_needed") ?? (allMust === false ? 1 : undefined)),
  };
}

/** Seats that an object gives: the whole list of those given by hand. @throws Invalid */
export function readCabMembers(sent: ItemReader) {
  return sent.items("members")?.map((item) => ({
    agentId: readListedId({ id: item.agent_id }, "members"),
    cabRoleId: readItem(item).id("role_id") ?? null,
  }));
}
