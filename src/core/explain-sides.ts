import type { Names } from "../core/explain-names.ts";
import type { DeskRecord, Entity } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Person } from "../model/person.ts";
import type { CompiledSettings } from "./compile-settings.ts";
import { convertValue } from "./convert-value.ts";
import { explainField, explainValue } from "./explain-field.ts";

/** One value of an account or of a desk record; `equalsAccount` as matching compares: without capitals and space around. */
export interface Side {
  readonly label: string;
  readonly value: string;
  readonly equalsAccount: boolean;
}

const own = ["name", "email"];

/** What an account says of somebody, by the fields that mappings fill. */
export function explainAccountSide(person: Person, entity: Entity, compiled: CompiledSettings, names: Names): readonly Side[] {
  const side = (label: string, value: string) => ({ label, value, equalsAccount: false });
  return [
    ...listFields(entity, compiled).map((field) =>
      side(explainField(field, names), explainValue(readText(field, person, entity, compiled))),
    ),
    ...(person.aliases.length === 0 ? [] : [side("Other addresses", person.aliases.join(", "))]),
    ...(person.orgUnit === "" ? [] : [side("Org unit", person.orgUnit)]),
    side(`Account in ${names.directory}`, person.standing),
  ];
}

/** The same values of a desk record that the account may be; those that are equal are marked. */
export function explainRecordSide(record: DeskRecord, person: Person | null, compiled: CompiledSettings, names: Names): readonly Side[] {
  return listFields(record.entity, compiled).map((field) => {
    const value = record.values[field];
    const known = person === null ? [] : listAccountTexts(field, person, record.entity, compiled).map(foldText);
    const text = explainValue(value);
    return { label: explainField(field, names), value: text, equalsAccount: value !== undefined && known.includes(foldText(text)) };
  });
}

function listFields(entity: Entity, compiled: CompiledSettings): readonly string[] {
  const parts = ["firstName", "lastName"];
  const mapped = compiled.fields[entity].map((field) => field.mapping.field).filter((field) => !parts.includes(field));
  return [...new Set([...own, ...mapped])];
}

/** A desk address is found by the account's own address and by any other of its addresses. */
function listAccountTexts(field: string, person: Person, entity: Entity, compiled: CompiledSettings): readonly string[] {
  const text = readText(field, person, entity, compiled);
  const texts = text === null ? [] : [text];
  return field === "email" ? [...texts, person.email, ...person.aliases] : texts;
}

function readText(field: string, person: Person, entity: Entity, compiled: CompiledSettings): string | null {
  const mapped = compiled.fields[entity].find((candidate) => candidate.mapping.field === field);
  if (mapped === undefined) return field === "email" ? person.email : field === "name" ? person.name : null;
  const texts = mapped.read(person);
  const value = convertValue(texts, mapped.custom) ?? texts.join(", ");
  return value === "" ? null : explainValue(value);
}

/** What somebody should know before saying that an account is this record. */
export function explainCandidateWarnings(facts: {
  readonly record: Pick<DeskRecord, "isAdministrator" | "isProtected">;
  /** Whether another account of the same directory is this record already. */
  readonly isTaken: boolean;
}): readonly string[] {
  return [
    ...(facts.record.isAdministrator ? ["has administrator rights: never taken over without asking"] : []),
    ...(facts.record.isProtected ? ["never touched: an import would leave the record as it is"] : []),
    ...(facts.isTaken ? ["another account of this directory is this record already"] : []),
  ];
}
