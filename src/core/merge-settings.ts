import type { ConnectionSettings, Mapping } from "../model/settings.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Something that both people changed, each in another way; `mine` and `theirs` say what each made of it. */
export interface MergeQuestion {
  readonly key: string;
  readonly what: string;
  readonly mine: string;
  readonly theirs: string;
  /** For a rule, what it is on each side; null where it was removed. */
  readonly rules?: { readonly mine: Mapping | null; readonly theirs: Mapping | null };
}

export interface ThreeSettings {
  /** What both began from. */
  readonly base: ConnectionSettings;
  readonly mine: ConnectionSettings;
  /** What is in force now. */
  readonly theirs: ConnectionSettings;
}

export type MergeChoices = Readonly<Record<string, "mine" | "theirs">>;

/**
 * Puts one person's changes on top of another's: what only one of them changed is taken from that one. What both changed is a question,
 * and stands as theirs until `choices` say otherwise. Rules and groups are told apart by id, fields by desk field.
 */
export function mergeSettings(three: ThreeSettings, choices: MergeChoices): { settings: ConnectionSettings; questions: MergeQuestion[] } {
  const merge = createMerge(choices);
  const settings: ConnectionSettings = {
    directory: merge.value(three, "directory", "which directories are read", ({ directory }) => directory),
    scope: {
      orgUnits: merge.value(three, "scope.orgUnits", "the organisational units in scope", ({ scope }) => scope.orgUnits),
      domains: merge.value(three, "scope.domains", "the domains in scope", ({ scope }) => scope.domains),
    },
    mappings: mergeMappings(three, merge),
    fieldMappings: merge.list(three, {
      itemsOf: ({ fieldMappings }) => fieldMappings,
      keyOf: ({ entity, field }) => `field ${entity} ${field}`,
      nameOf: ({ entity, field }) => `the field ${field} of ${entity === "user" ? "users" : "agents"}`,
      partsOf: ({ from, policy, clearsWhenEmpty }) => ({ "its source": from, "its owner": policy, "what blanks do": clearsWhenEmpty }),
    }),
    groupMappings: withoutTwins(
      merge.list(three, {
        itemsOf: ({ groupMappings }) => groupMappings,
        keyOf: ({ id }) => `group ${id}`,
        nameOf: ({ groupName }) => `the group "${groupName}"`,
        partsOf: ({ groupId, gives }) => ({ "the group": groupId, "what it gives": gives }),
      }),
    ),
    matching: {
      users: merge.value(three, "matching.users", "how users are found", ({ matching }) => matching.users),
      agents: merge.value(three, "matching.agents", "how agents are found", ({ matching }) => matching.agents),
    },
    agentActivation: merge.value(three, "agentActivation", "active by role", ({ agentActivation }) => agentActivation),
    deactivatesMissing: {
      users: merge.value(three, "deactivatesMissing.users", "users who are gone", ({ deactivatesMissing }) => deactivatesMissing.users),
      agents: merge.value(three, "deactivatesMissing.agents", "agents who are gone", ({ deactivatesMissing }) => deactivatesMissing.agents),
    },
    deactivatesSuspendedUsers: merge.value(three, "deactivatesSuspendedUsers", "suspended users", (one) => one.deactivatesSuspendedUsers),
    keepsSiteOfExisting: merge.value(
      three,
      "keepsSiteOfExisting",
      "the site of people who are there already",
      (one) => one.keepsSiteOfExisting,
    ),
    sharesPeopleWith: merge.value(three, "sharesPeopleWith", "connections with the same people", (one) => one.sharesPeopleWith),
    limits: {
      deactivations: merge.value(three, "limits.deactivations", "the limit of deactivations", ({ limits }) => limits.deactivations),
      roleLosses: merge.value(three, "limits.roleLosses", "the limit of lost roles", ({ limits }) => limits.roleLosses),
      siteMoves: merge.value(three, "limits.siteMoves", "the limit of site moves", ({ limits }) => limits.siteMoves),
      creations: merge.value(three, "limits.creations", "the limit of new people", ({ limits }) => limits.creations),
      shrinkPercent: merge.value(three, "limits.shrinkPercent", "the limit of a shrunk reading", ({ limits }) => limits.shrinkPercent),
    },
  };
  return { settings, questions: merge.questions };
}

interface ListShape<T> {
  readonly itemsOf: (settings: ConnectionSettings) => readonly T[];
  readonly keyOf: (item: T) => string;
  readonly nameOf: (item: T) => string;
  /** The parts of an item by what people call them; order is no part. */
  readonly partsOf: (item: T) => Readonly<Record<string, unknown>>;
  /** What else a question about an item carries. */
  readonly showsOf?: (mine: T | undefined, theirs: T | undefined) => Pick<MergeQuestion, "rules">;
}

type Merge = ReturnType<typeof createMerge>;

function createMerge(choices: MergeChoices) {
  const questions: MergeQuestion[] = [];

  function choose<T>(question: MergeQuestion, mine: T, theirs: T): T {
    questions.push(question);
    return choices[question.key] === "mine" ? mine : theirs;
  }

  function value<T>({ base, mine, theirs }: ThreeSettings, key: string, what: string, read: (settings: ConnectionSettings) => T): T {
    const [was, ours, others] = [read(base), read(mine), read(theirs)];
    if (same(ours, was) || same(ours, others)) return others;
    if (same(others, was)) return ours;
    return choose({ key, what, mine: show(ours), theirs: show(others) }, ours, others);
  }

  function item<T>(shape: ListShape<T>, was: T | undefined, ours: T | undefined, others: T | undefined): T | undefined {
    const parts = (one: T | undefined) => (one === undefined ? undefined : shape.partsOf(one));
    if (same(parts(ours), parts(was)) || same(parts(ours), parts(others))) return others;
    if (same(parts(others), parts(was))) return ours;
    const known = ours ?? others ?? was;
    if (known === undefined) return undefined;
    const question = {
      key: shape.keyOf(known),
      what: shape.nameOf(known),
      mine: explainEdit(parts(was), parts(ours)),
      theirs: explainEdit(parts(was), parts(others)),
      ...shape.showsOf?.(ours, others),
    };
    return choose(question, ours, others);
  }

  /** In their order; what only I have follows what it follows in mine. */
  function list<T>({ base, mine, theirs }: ThreeSettings, shape: ListShape<T>): T[] {
    const [was, ours, others] = [base, mine, theirs].map((settings) => byKey(shape.itemsOf(settings), shape.keyOf));
    if (was === undefined || ours === undefined || others === undefined) return [];
    const order = insertMissing([...others.keys()], [...ours.keys()]);
    return order.flatMap((key) => item(shape, was.get(key), ours.get(key), others.get(key)) ?? []);
  }

  return { questions, choose, value, item, list };
}

function mergeMappings(three: ThreeSettings, merge: Merge): Mapping[] {
  const shape: ListShape<Mapping> = {
    itemsOf: ({ mappings }) => inOrder(mappings),
    keyOf: ({ id }) => `rule ${id}`,
    nameOf: ({ name }) => `the rule "${name}"`,
    partsOf: ({ name, part, destination, filter }) => ({
      "its name": name,
      "its customer directory": part,
      "where it leads": destination,
      "its condition": filter,
    }),
    showsOf: (mine, theirs) => ({ rules: { mine: mine ?? null, theirs: theirs ?? null } }),
  };
  const merged = merge.list(three, shape);
  const keys = mergeOrder(three, merge, merged.map(shape.keyOf));
  const known = byKey(merged, shape.keyOf);
  const sorted = keys.flatMap((key) => known.get(key) ?? []);
  return isOrdered(sorted) ? sorted : sorted.map((mapping, index) => ({ ...mapping, sequence: index + 1 }));
}

/** The order of the rules that stay: whoever moved some decides; both moved is a question. */
function mergeOrder({ base, mine, theirs }: ThreeSettings, merge: Merge, stays: readonly string[]): readonly string[] {
  const [was, ours, others] = [base, mine, theirs].map(({ mappings }) => inOrder(mappings).map(({ id }) => `rule ${id}`));
  if (was === undefined || ours === undefined || others === undefined) return stays;
  const kept = (order: readonly string[]) => order.filter((key) => was.includes(key) && ours.includes(key) && others.includes(key));
  const [before, here, there] = [kept(was), kept(ours), kept(others)];
  const hasMoved = !same(here, before) && !same(here, there);
  const isMine =
    hasMoved &&
    (same(there, before) ||
      merge.choose({ key: "order", what: "the order of the rules", mine: "moved rules", theirs: "moved rules" }, true, false));
  const order = isMine ? insertMissing(ours, others) : insertMissing(others, ours);
  return order.filter((key) => stays.includes(key));
}

/** `order`, with what only `other` has placed behind what it follows there. */
function insertMissing(order: readonly string[], other: readonly string[]): string[] {
  const all = [...order];
  for (const [index, key] of other.entries()) {
    if (all.includes(key)) continue;
    const before = other[index - 1];
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, key);
  }
  return all;
}

/** Both may have added the same group; it counts once. */
function withoutTwins(groups: ConnectionSettings["groupMappings"]): ConnectionSettings["groupMappings"] {
  const known = groups.filter(({ id }) => id > 0);
  return groups.filter(
    (group) => group.id > 0 || !known.some((other) => other.groupId === group.groupId && same(other.gives, group.gives)),
  );
}

function explainEdit(was: Readonly<Record<string, unknown>> | undefined, now: Readonly<Record<string, unknown>> | undefined): string {
  if (now === undefined) return "removed";
  if (was === undefined) return "added";
  const changed = Object.keys(now)
    .filter((part) => !same(now[part], was[part]))
    .map((part) => (typeof now[part] === "string" ? `${part} to "${now[part]}"` : part));
  return changed.length === 0 ? "left as it was" : `changed ${changed.join(", ")}`;
}

function show(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(show).join(", ");
  if (typeof value !== "object" || value === null) return "none";
  return Object.entries(value)
    .map(([part, inner]) => `${part} ${show(inner)}`)
    .join(", ");
}

function inOrder(mappings: readonly Mapping[]): readonly Mapping[] {
  return mappings.toSorted((a, b) => a.sequence - b.sequence);
}

function isOrdered(mappings: readonly Mapping[]): boolean {
  return mappings.every((mapping, index) => index === 0 || mapping.sequence > (mappings[index - 1]?.sequence ?? 0));
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}
