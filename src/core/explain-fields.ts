import type { Change } from "../model/change.ts";
import type { DeskRecord, Values } from "../model/desk.ts";
import type { Person } from "../model/person.ts";
import type { Mapping } from "../model/settings.ts";
import type { WhyField } from "../model/why.ts";
import type { CompiledField, CompiledSettings } from "./compile-settings.ts";
import { convertValue, sameValue } from "./convert-value.ts";
import { explainAttribute, explainField, explainPolicy, explainValue } from "./explain-field.ts";
import { explainSite, type Names } from "./explain-names.ts";
import type { PersonFacts } from "./plan-person.ts";

export interface FieldsToExplain {
  readonly person: Person;
  readonly manager: PersonFacts["manager"];
  /** The desk record as it is; null where one will be created. */
  readonly record: DeskRecord | null;
  /** What this connection gave last. */
  readonly given: Values;
  /** The line planned for the record; null where nothing changes. */
  readonly change: Change | null;
  readonly mapping: Mapping;
  readonly compiled: CompiledSettings;
  /** Names of desk users by number, for managers. */
  readonly userNames: ReadonlyMap<number, string>;
}

/** Every mapped field of one record: what it is, what it becomes, and why it stays where it stays. */
export function explainFields(input: FieldsToExplain, names: Names): readonly WhyField[] {
  const entity = input.mapping.destination.kind === "agent" ? "agent" : "user";
  const fields = input.compiled.fields[entity].map((field) => explainOne(field, input, names));
  return [...explainSiteField(input, names), ...fields, ...(entity === "user" ? explainManagerField(input) : [])];
}

function explainOne({ mapping, read, custom }: CompiledField, { person, record, given, change }: FieldsToExplain, names: Names): WhyField {
  const current = record?.values[mapping.field];
  const texts = read(person);
  const inDirectory = texts.length === 0 ? `blank in ${names.directory}` : `"${texts.join(", ")}" in ${names.directory}`;
  const line = {
    field: mapping.field,
    label: explainField(mapping.field, names),
    before: explainValue(current),
    after: explainValue(current),
    from: explainAttribute(mapping.from),
    owner: explainPolicy(mapping.policy),
  };
  const planned = change?.fields.find((field) => field.field === mapping.field);
  if (planned !== undefined) {
    const emptied = planned.after === null ? `${inDirectory}: emptied, as the field mapping says` : "";
    const note = planned.overwritesHandEdit ? "edited by hand: overwritten" : emptied;
    return { ...line, after: explainValue(planned.after), note, outcome: "changes" };
  }
  const converted = convertValue(texts, custom);
  if (converted === null) return { ...line, note: `${inDirectory} does not suit this field: not taken`, outcome: "stays" };
  if (converted === undefined && current === undefined) return { ...line, note: `${inDirectory} and here`, outcome: "same" };
  if (converted === undefined && !mapping.clearsWhenEmpty)
    return { ...line, note: `${inDirectory}: a blank never erases`, outcome: "stays" };
  if (converted !== undefined && sameValue(converted, current)) return { ...line, note: "", outcome: "same" };
  const last = given[mapping.field];
  const isByHand = current === undefined ? last !== undefined : !sameValue(current, last);
  return { ...line, note: `${inDirectory}; ${isByHand ? "edited by hand" : "filled already"}`, outcome: "stays" };
}

function explainSiteField({ record, change, mapping, compiled }: FieldsToExplain, names: Names): readonly WhyField[] {
  if (mapping.destination.kind !== "site") return [];
  const { siteId } = mapping.destination;
  const line = { field: "site", label: "Site", from: `mapping ${mapping.sequence}`, owner: "directory decides" };
  const before = record === null ? "—" : explainSite(record.siteId, names);
  if (change?.site) return [{ ...line, before, after: explainSite(change.site.after, names), note: "", outcome: "changes" }];
  if (record?.siteId === siteId) return [{ ...line, before, after: before, note: "", outcome: "same" }];
  const owner = compiled.settings.keepsSiteOfExisting ? "site of existing users is kept" : line.owner;
  return [{ ...line, owner, before, after: before, note: `${explainSite(siteId, names)} by the mapping`, outcome: "stays" }];
}

function explainManagerField({ manager, record, change, compiled, userNames }: FieldsToExplain): readonly WhyField[] {
  const { mapping } = compiled.manager ?? {};
  if (mapping === undefined) return [];
  const current = record?.managerId ?? null;
  const before = current === null ? "—" : (userNames.get(current) ?? `user #${current}`);
  const line = {
    field: "manager",
    label: "Manager",
    before,
    after: before,
    from: explainAttribute(mapping.from),
    owner: explainPolicy(mapping.policy),
  };
  if (change?.manager) {
    const { after } = change.manager;
    const name = after === null || "recordId" in after ? "—" : after.name;
    const waits = manager?.recordId === null ? "follows when the manager is imported" : "";
    return [{ ...line, after: name, note: waits, outcome: "changes" }];
  }
  if (manager === null)
    return [
      {
        ...line,
        note: current === null ? "" : "blank in the directory: a blank never erases",
        outcome: current === null ? "same" : "stays",
      },
    ];
  if (manager.externalId === null) return [{ ...line, note: `"${manager.asked}" is no account of this directory`, outcome: "stays" }];
  if (manager.recordId !== null && manager.recordId === current) return [{ ...line, note: "", outcome: "same" }];
  return [
    {
      ...line,
      note: manager.recordId === null ? `${manager.name} follows when imported` : `${manager.name} in the directory`,
      outcome: "stays",
    },
  ];
}
