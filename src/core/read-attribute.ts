import { Invalid } from "../model/errors.ts";
import type { Json, Person } from "../model/person.ts";

/** Reads every text that an expression finds in a person, in the directory's order; values without content are left out. */
export type AttributeReader = (person: Person) => readonly string[];

type Step =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "primary" }
  | { readonly kind: "where"; readonly key: string; readonly equals: string };

const ownFields: Readonly<Record<string, (person: Person) => readonly string[]>> = {
  id: (person) => [person.id],
  email: (person) => [person.email],
  primaryEmail: (person) => [person.email],
  aliases: (person) => person.aliases,
  name: (person) => [person.name],
  orgUnit: (person) => [person.orgUnit],
  orgUnitPath: (person) => [person.orgUnit],
  standing: (person) => [person.standing],
  suspended: (person) => [String(person.standing === "suspended")],
  archived: (person) => [String(person.standing === "archived")],
};

const grammar = /^[A-Za-z_][\w-]*(\[(primary|[A-Za-z]\w*=[^\][=.]+)\])?(\.[A-Za-z_][\w-]*(\[(primary|[A-Za-z]\w*=[^\][=.]+)\])?)*$/;

/**
 * Understands an attribute expression: a name, names joined by dots, and behind a list `[primary]` or `[type=work]`.
 * `[primary]` takes the entry marked primary, else the first; a condition takes the primary one of those that fit, else the first.
 * Without brackets a list means all its entries.
 * @throws Invalid naming the expression
 */
export function createAttributeReader(expression: string): AttributeReader {
  const own = ownFields[expression];
  if (own !== undefined) return (person) => own(person).filter((text) => text.trim() !== "");
  const steps = parseAttribute(expression);
  return (person) => textsOf(walk(person.attributes, steps, 0));
}

/** The name that must be asked of the directory for this expression; null for what every reading has. */
export function attributeToAsk(expression: string): string | null {
  if (ownFields[expression] !== undefined) return null;
  const [first, second] = parseAttribute(expression);
  if (first?.kind !== "key") return null;
  return first.key === "customSchemas" && second?.kind === "key" ? `customSchemas.${second.key}` : first.key;
}

function parseAttribute(expression: string): readonly Step[] {
  if (!grammar.test(expression)) {
    throw new Invalid([
      {
        at: expression,
        says: "this is not an attribute. Write it as name.familyName, phones[type=mobile].value or organizations[primary].title",
      },
    ]);
  }
  return expression.split(".").flatMap((part): readonly Step[] => {
    const open = part.indexOf("[");
    if (open < 0) return [{ kind: "key", key: part }];
    const key: Step = { kind: "key", key: part.slice(0, open) };
    const inside = part.slice(open + 1, -1);
    if (inside === "primary") return [key, { kind: "primary" }];
    const equals = inside.indexOf("=");
    return [key, { kind: "where", key: inside.slice(0, equals), equals: inside.slice(equals + 1) }];
  });
}

function walk(value: Json | undefined, steps: readonly Step[], at: number): readonly Json[] {
  if (value === undefined || value === null) return [];
  const step = steps[at];
  if (step === undefined) return Array.isArray(value) ? value : [value];
  if (step.kind === "key") {
    if (Array.isArray(value)) return value.flatMap((entry: Json) => walk(entry, steps, at));
    return isObject(value) ? walk(value[step.key], steps, at + 1) : [];
  }
  const entries = (Array.isArray(value) ? value : [value]).filter(isObject);
  const fitting = step.kind === "primary" ? entries : entries.filter((entry) => sameWord(entry[step.key], step.equals));
  const chosen = fitting.find((entry) => entry.primary === true) ?? fitting[0];
  return chosen === undefined ? [] : walk(chosen, steps, at + 1);
}

function textsOf(values: readonly Json[]): readonly string[] {
  const texts: string[] = [];
  for (const value of values) {
    const plain = isObject(value) ? value.value : value;
    if (typeof plain === "string" && plain.trim() !== "") texts.push(plain.trim());
    else if (typeof plain === "number" || typeof plain === "boolean") texts.push(String(plain));
  }
  return texts;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sameWord(value: Json | undefined, word: string): boolean {
  return typeof value === "string" && value.toLowerCase() === word.toLowerCase();
}
