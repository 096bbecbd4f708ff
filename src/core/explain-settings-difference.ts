import type { ConnectionSettings, FieldMapping, GroupMapping, Limit, LimitName } from "../model/settings.ts";
import { canonicalJson } from "./canonical-json.ts";
import { explainAttribute, explainField, explainMatchingField, explainPolicy } from "./explain-field.ts";
import { explainGift } from "./explain-grant.ts";
import { explainCount, explainGroup, type Names } from "./explain-names.ts";
import { explainRulesDifference, type TwoNames } from "./explain-rules-difference.ts";

/** What settings are called by; connections that may share their people by number. */
export interface SettingsNames {
  readonly names: Names;
  readonly connections: ReadonlyMap<number, string>;
}

/** What one version of settings changed about another, a sentence each; nothing where both say the same. */
export function explainSettingsDifference(
  before: ConnectionSettings,
  after: ConnectionSettings,
  { names, connections }: SettingsNames,
): readonly string[] {
  const both: TwoNames = { before: { ...names, settings: before }, after: { ...names, settings: after } };
  const { directory } = names;
  const says = [
    ...explainValue("Directories read", readDirectory(before), readDirectory(after)),
    ...explainValue("Org units in scope", listOr(before.scope.orgUnits, "all"), listOr(after.scope.orgUnits, "all")),
    ...explainValue("Domains in scope", listOr(before.scope.domains, "all"), listOr(after.scope.domains, "all")),
    ...explainRulesDifference(before.mappings, after.mappings, both),
    ...explainFieldsDifference(before.fieldMappings, after.fieldMappings, names),
    ...explainGroupsDifference(before.groupMappings, after.groupMappings, both),
    ...explainMatchingDifference(before, after, names),
    ...explainActivationDifference(before, after, names),
    ...explainSwitch(`Users not found in ${directory} become inactive`, before.deactivatesMissing.users, after.deactivatesMissing.users),
    ...explainSwitch(`Agents not found in ${directory} become inactive`, before.deactivatesMissing.agents, after.deactivatesMissing.agents),
    ...explainSwitch("Users with a suspended account become inactive", before.deactivatesSuspendedUsers, after.deactivatesSuspendedUsers),
    ...explainSwitch("Users who are there already keep their site", before.keepsSiteOfExisting, after.keepsSiteOfExisting),
    ...explainValue("Shares its people with", listSharing(before, connections), listSharing(after, connections)),
    ...explainLimitsDifference(before, after),
  ];
  const isSame = canonicalJson(before) === canonicalJson(after);
  return says.length === 0 && !isSame ? ["Rules numbered anew, in the same order"] : says;
}

/** What the first settings of a connection hold. */
export function explainFirstSettings({ mappings, fieldMappings, groupMappings }: ConnectionSettings): readonly string[] {
  const parts = [
    explainCount(mappings.length, "rule", "rules"),
    explainCount(fieldMappings.length, "field", "fields"),
    explainCount(groupMappings.length, "group", "groups"),
  ];
  return [`First settings: ${parts.join(", ")}`];
}

function explainValue(what: string, before: string, after: string): readonly string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

function explainSwitch(what: string, before: boolean, after: boolean): readonly string[] {
  return explainValue(what, before ? "on" : "off", after ? "on" : "off");
}

function readDirectory({ directory }: ConnectionSettings): string {
  return directory === "own" ? "the own one" : "several customers'";
}

function listOr(values: readonly string[], none: string): string {
  return values.length === 0 ? none : values.join(", ");
}

function listSharing({ sharesPeopleWith }: ConnectionSettings, connections: ReadonlyMap<number, string>): string {
  return listOr(
    sharesPeopleWith.map((id) => connections.get(id) ?? `connection ${id}`),
    "nobody",
  );
}

function explainFieldsDifference(before: readonly FieldMapping[], after: readonly FieldMapping[], names: Names): readonly string[] {
  const keyOf = ({ entity, field }: FieldMapping) => `${entity} ${field}`;
  const nameOf = ({ entity, field }: FieldMapping) => `Field ${explainField(field, names)} of ${entity}s`;
  const was = new Map(before.map((mapping) => [keyOf(mapping), mapping]));
  const is = new Set(after.map(keyOf));
  return [
    ...before
      .filter((mapping) => !is.has(keyOf(mapping)))
      .map((mapping) => `${nameOf(mapping)}: from ${explainAttribute(mapping.from)} → from nothing`),
    ...after.flatMap((mapping) => {
      const old = was.get(keyOf(mapping));
      if (old === undefined) return [`${nameOf(mapping)}: from nothing → from ${explainAttribute(mapping.from)}`];
      return [
        ...explainValue(nameOf(mapping), `from ${explainAttribute(old.from)}`, `from ${explainAttribute(mapping.from)}`),
        ...explainValue(nameOf(mapping), explainPolicy(old.policy), explainPolicy(mapping.policy)),
        ...explainValue(nameOf(mapping), blanksOf(old), blanksOf(mapping)),
      ];
    }),
  ];
}

function blanksOf({ clearsWhenEmpty }: FieldMapping): string {
  return clearsWhenEmpty ? "a blank erases" : "a blank never erases";
}

function explainGroupsDifference(before: readonly GroupMapping[], after: readonly GroupMapping[], names: TwoNames): readonly string[] {
  const was = new Map(before.map((mapping) => [mapping.id, mapping]));
  const is = new Set(after.map((mapping) => mapping.id));
  const nameOf = ({ groupId, groupName }: GroupMapping, of: Names) => `Group ${explainGroup(groupId, of, groupName)}`;
  return [
    ...before
      .filter((mapping) => !is.has(mapping.id))
      .map((mapping) => `${nameOf(mapping, names.before)} no longer gives ${explainGift(mapping.gives, names.before)}`),
    ...after.flatMap((mapping) => {
      const old = was.get(mapping.id);
      if (old === undefined) return [`${nameOf(mapping, names.after)} gives ${explainGift(mapping.gives, names.after)}`];
      const isOther = old.groupId !== mapping.groupId;
      return [
        ...(isOther ? [`${nameOf(old, names.before)} → ${nameOf(mapping, names.after)}`] : []),
        ...(!isOther && old.groupName !== mapping.groupName ? [`Group "${old.groupName}" is called "${mapping.groupName}" now`] : []),
        ...explainValue(
          `${nameOf(mapping, names.after)} gives`,
          explainGift(old.gives, names.before),
          explainGift(mapping.gives, names.after),
        ),
      ];
    }),
  ];
}

function explainMatchingDifference(before: ConnectionSettings, after: ConnectionSettings, names: Names): readonly string[] {
  const say = (settings: ConnectionSettings, of: "users" | "agents") =>
    listOr(
      settings.matching[of].map((by) => explainMatchingField(by, names)),
      `the ${names.directory} id only`,
    );
  return [
    ...explainValue("Users are found by", say(before, "users"), say(after, "users")),
    ...explainValue("Agents are found by", say(before, "agents"), say(after, "agents")),
  ];
}

function explainActivationDifference(before: ConnectionSettings, after: ConnectionSettings, { catalogue }: Names): readonly string[] {
  const roles = ({ agentActivation }: ConnectionSettings) =>
    listOr(
      agentActivation.roleIds.map((id) => catalogue.agentRoles.get(id)?.name ?? `role ${id}`),
      "none",
    );
  return [
    ...explainSwitch("Active by role", before.agentActivation.isOn, after.agentActivation.isOn),
    ...explainValue("Roles that make an agent active", roles(before), roles(after)),
  ];
}

const limitWords: Readonly<Record<LimitName, string>> = {
  deactivations: "deactivations",
  roleLosses: "lost roles",
  siteMoves: "site moves",
  creations: "new people",
};

function explainLimitsDifference(before: ConnectionSettings, after: ConnectionSettings): readonly string[] {
  // The keys are the names of limits, as the record above says.
  const names = Object.keys(limitWords) as LimitName[];
  return [
    ...names.flatMap((name) => explainLimit(`Limit for ${limitWords[name]}`, before.limits[name], after.limits[name])),
    ...explainValue("A reading is believed down to", `${before.limits.shrinkPercent} % fewer`, `${after.limits.shrinkPercent} % fewer`),
  ];
}

/** Only what changed of a limit, where only its number or only its share did. */
function explainLimit(what: string, before: Limit, after: Limit): readonly string[] {
  const count = ({ count }: Limit) => (count === null ? "no number" : String(count));
  const percent = ({ percent }: Limit) => (percent === null ? "no share" : `${percent} %`);
  if (before.percent === after.percent) return explainValue(what, count(before), count(after));
  if (before.count === after.count) return explainValue(what, percent(before), percent(after));
  return explainValue(what, `${count(before)} or ${percent(before)}`, `${count(after)} or ${percent(after)}`);
}
