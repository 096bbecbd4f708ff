import { below, project, type Selection } from "./fields.ts";

/** Writes the JSON text of one value; an empty text leaves the member out. */
export type Writer<From> = (from: From) => string;

/** The shape of a JSON answer, from which a writer for any `fields` selection is compiled. */
export type Template<From> =
  | { readonly kind: "value"; readonly text: Writer<From> }
  | { readonly kind: "object"; readonly when: ((from: From) => boolean) | undefined; readonly members: readonly Member<From>[] }
  | { readonly kind: "list"; readonly items: readonly Template<From>[] }
  | { readonly kind: "spread"; readonly compile: (selection: Selection) => Writer<From> };

/** One named member of an object template. */
export interface Member<From> {
  readonly key: string;
  readonly template: Template<From>;
}

/** A string; a blank one is left out, as Google leaves out what was never filled in. */
export function text<From>(read: (from: From) => string): Template<From> {
  return { kind: "value", text: (from) => quoted(read(from)) };
}

/** A string that never changes. */
export function constant<From>(value: string): Template<From> {
  const json = JSON.stringify(value);
  return { kind: "value", text: () => json };
}

/** A boolean. */
export function flag<From>(read: (from: From) => boolean): Template<From> {
  return { kind: "value", text: (from) => (read(from) ? "true" : "false") };
}

/** A boolean that is only written when true: some false ones are simply missing from Google's answers. */
export function flagWhenTrue<From>(read: (from: From) => boolean): Template<From> {
  return { kind: "value", text: (from) => (read(from) ? "true" : "") };
}

/** A list of strings, left out when empty. */
export function texts<From>(read: (from: From) => readonly string[]): Template<From> {
  return {
    kind: "value",
    text: (from) => {
      const values = read(from);
      return values.length === 0 ? "" : JSON.stringify(values);
    },
  };
}

/** An object with the members of the wire type `Shape`, left out when `when` says so or nothing is in it. */
export function object<From, Shape>(
  members: { readonly [Key in keyof Shape]?: Template<From> },
  when?: (from: From) => boolean,
): Template<From> {
  const named = Object.entries<Template<From> | undefined>(members);
  return { kind: "object", when, members: named.flatMap(([key, template]) => (template === undefined ? [] : [{ key, template }])) };
}

/** A list of a fixed number of possible elements; those that come out empty are left out, and so is an empty list. */
export function list<From>(...items: Template<From>[]): Template<From> {
  return { kind: "list", items };
}

/** Any number of elements inside a `list`: one for each item that is read. */
export function spread<From, Item>(read: (from: From) => readonly Item[], item: Template<Item>): Template<From> {
  return {
    kind: "spread",
    compile: (selection) => {
      const write = compile(item, selection);
      return (from) => {
        const items = read(from);
        return items.length === 0 ? "" : items.map(write).join(",");
      };
    },
  };
}

/** Compiles the writer for what a selection asks for; an undefined answer means that it asks for nothing of it. */
export function compile<From>(template: Template<From>, selection: Selection): Writer<From> {
  if (template.kind === "value") return selection === "all" ? template.text : compileWithin(template.text, selection);
  if (template.kind === "spread") return template.compile(selection);
  if (template.kind === "list") return compileList(template.items.map((item) => compile(item, selection)));
  const parts = template.members.flatMap((member) => {
    const wanted = below(selection, member.key);
    if (wanted === undefined) return [];
    const name = `${JSON.stringify(member.key)}:`;
    return [{ first: `{${name}`, further: `,${name}`, write: compile(member.template, wanted) }];
  });
  return compileObject(parts, template.when);
}

/** The names of an object template's members. */
export function keysOf<From>(template: Template<From>): readonly string[] {
  return template.kind === "object" ? template.members.map((member) => member.key) : [];
}

/** The JSON text of a string, or nothing for a blank one. */
export function quoted(value: string): string {
  if (value === "") return "";
  return unsafe.test(value) ? JSON.stringify(value) : `"${value}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what JSON wants escaped
const unsafe = /["\\\u0000-\u001f\ud800-\udfff]/;

// A value that comes as finished text is taken apart again when only a part of it was asked for.
function compileWithin<From>(write: Writer<From>, selection: Selection): Writer<From> {
  return (from) => {
    const whole = write(from);
    return whole === "" ? "" : JSON.stringify(project(JSON.parse(whole), selection));
  };
}

function compileObject<From>(
  parts: readonly { first: string; further: string; write: Writer<From> }[],
  when: ((from: From) => boolean) | undefined,
): Writer<From> {
  return (from) => {
    if (when !== undefined && !when(from)) return "";
    let json = "";
    for (const part of parts) {
      const value = part.write(from);
      if (value !== "") json += (json === "" ? part.first : part.further) + value;
    }
    return json === "" ? "" : `${json}}`;
  };
}

function compileList<From>(writers: readonly Writer<From>[]): Writer<From> {
  return (from) => {
    let json = "";
    for (const write of writers) {
      const value = write(from);
      if (value !== "") json += json === "" ? value : `,${value}`;
    }
    return json === "" ? "" : `[${json}]`;
  };
}
