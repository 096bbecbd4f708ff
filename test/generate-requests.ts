import fc from "fast-check";

/** A schema of the API's document, as far as values are made from it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** An operation of the API's document. */
export interface Operation {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema } | null;
  readonly statuses: ReadonlySet<number>;
}

/** The document as it is answered. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** A request to throw at an operation. */
export interface Thrown {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Every operation that a document describes. */
export function listOperations(document: Document): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody, responses }]) => {
      const [content] = Object.entries(requestBody?.content ?? {});
      return {
        key: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters,
        body: content === undefined ? null : { type: content[0], schema: content[1].schema },
        statuses: new Set(Object.keys(responses).map(Number)),
      };
    }),
  );
}

/** Requests that an operation may take, that nearly fit, and that do not fit at all. */
export function requestTo(document: Document, operation: Operation): fc.Arbitrary<Thrown> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  const path = fc.tuple(...inPath.map(({ schema }) => segmentOf(document, schema)));
  const query = fc.tuple(
    ...inQuery.map(({ schema, required }) =>
      fc.oneof(
        { weight: required === true ? 1 : 6, arbitrary: fc.constant(null) },
        { weight: required === true ? 9 : 1, arbitrary: textOf(document, schema) },
      ),
    ),
  );
  const strange = fc.option(fc.tuple(fc.constantFrom("cursor", "limit", "custom.x", "sort", "q", "nothing"), junkText), {
    nil: null,
    freq: 2,
  });
  return fc.tuple(path, query, strange, bodyOf(document, operation), headersOf).map(([places, values, more, body, headers]) => {
    const filled = inPath.reduce((text, { name }, n) => text.replace(`{${name}}`, encode(places[n] ?? "1")), operation.path);
    const pairs = [
      ...inQuery.flatMap(({ name }, n): [string, string][] => (values[n] === null ? [] : [[name, values[n] ?? ""]])),
      ...(more === null ? [] : [more]),
    ];
    const search = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
    return {
      path: `${filled}${search === "" ? "" : `?${search}`}`,
      headers: { ...headers, ...(body !== null && { "content-type": body.type }) },
      body: body?.text ?? null,
    };
  });
}

/** Text as it stands in an address; half of a pair of code units can't. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

const junkText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "99999999999",
    "NaN",
    "null",
    "true",
    "none",
    "..",
    "1..",
    "%",
    "'; drop table users",
    "\0",
    "a\0b",
    "‮x",
    "0000-00-00",
    "2026-02-31",
    "2026-13-01T99:99:99Z",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("x".repeat(500), "é".repeat(3000), "👩🏽‍💻".repeat(50)),
);

const junk: fc.Arbitrary<unknown> = fc.oneof(
  junkText,
  fc.constantFrom(null, true, 0, -1, 1.5, 1e308, -1e15, 2 ** 53, [], {}, [[]], { a: { b: [null] } }),
  fc.jsonValue({ maxDepth: 2 }),
);

const ids = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 999_999, 2_147_483_647, 2_147_483_648, 99_999_999_999) },
);

function segmentOf(document: Document, schema: Schema): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: textOf(document, schema) },
    { weight: 1, arbitrary: junkText.filter((text) => !/^[./]*$/.test(text)) },
  );
}

/** A value of a schema as an address has it. */
function textOf(document: Document, schema: Schema): fc.Arbitrary<string> {
  const fitting = fittingOf(document, schema, 0).map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value)));
  return fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: junkText });
}

const headersOf: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    fc.constantFrom('"1"', '"1"', '"2"', '"999"', "1", '"x"', "*", null),
    fc.constantFrom(null, null, null, "key-1", "key-2", "x".repeat(300), "a b"),
  )
  .map(([version, key]) => ({ ...(version !== null && { "if-match": version }), ...(key !== null && { "idempotency-key": key }) }));

interface Body {
  readonly type: string;
  readonly text: string;
}

function bodyOf(document: Document, { body, method }: Operation): fc.Arbitrary<Body | null> {
  if (body === null) return fc.constant(null);
  const json = (text: string): Body => ({ type: body.type, text });
  const fitting = fittingOf(document, body.schema, 0);
  const huge = fc.constant(method === "POST" ? `{"name":"${"x".repeat(5 * 1024 * 1024)}"}` : "[".repeat(100_000));
  return fc.oneof(
    { weight: 80, arbitrary: fitting.map((value) => json(JSON.stringify(value))) },
    {
      weight: 50,
      arbitrary: fc
        .tuple(fitting, junk, fc.nat(20), fc.boolean())
        .map(([value, odd, place, isExtra]) => json(JSON.stringify(spoil(value, odd, place, isExtra)))),
    },
    { weight: 20, arbitrary: junk.map((value) => json(JSON.stringify(value))) },
    { weight: 10, arbitrary: fc.constantFrom("", "{", '{"name":', "undefined", '{"a":1}}', "\uFEFF{}").map(json) },
    { weight: 10, arbitrary: fitting.map((value) => ({ type: "text/plain", text: JSON.stringify(value) })) },
    { weight: 10, arbitrary: fc.constant({ type: "application/x-www-form-urlencoded", text: "name=x" }) },
    { weight: 10, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: huge.map(json) },
  );
}

/** The value with one thing wrong: a field with something else in it, missing, or too many. */
function spoil(value: unknown, odd: unknown, place: number, isExtra: boolean): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return odd;
  const keys = Object.keys(value);
  if (isExtra || keys.length === 0) return { ...value, [`extra${place}`]: odd };
  const key = keys[place % keys.length] ?? "";
  const { [key]: _gone, ...rest } = value as Record<string, unknown>;
  return place % 3 === 0 ? rest : { ...value, [key]: odd };
}

/** Values that fit a schema, or look as if they did; numbers are often those of records. */
function fittingOf(document: Document, schema: Schema, depth: number, name = ""): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const known = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    return known === undefined ? fc.constant(null) : fittingOf(document, known, depth + 1, name);
  }
  if (depth > 8) return fc.constant(null);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return fc.oneof(...variants.map((one) => fittingOf(document, one, depth + 1, name)));
  if (schema.allOf !== undefined)
    return fc.tuple(...schema.allOf.map((one) => fittingOf(document, one, depth + 1, name))).map((parts) => Object.assign({}, ...parts));
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length > 1) return fc.oneof(...types.map((type) => fittingOf(document, { ...schema, type }, depth, name)));
  switch (types[0]) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return /id$|ids$/i.test(name) || name === ""
        ? ids
        : fc.oneof(fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 50, 50) }), ids);
    case "number":
      return fc.oneof(ids, fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "array":
      return fc.array(fittingOf(document, schema.items ?? {}, depth + 1, name), { maxLength: 3 });
    case "object":
      return objectOf(document, schema, depth);
    case "string":
      return stringOf(schema, name);
    default:
      return junk;
  }
}

function objectOf(document: Document, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const record = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fittingOf(document, one, depth + 1, name)])),
    {
      requiredKeys: Object.keys(properties).filter((name) => required.includes(name)),
    },
  );
  if (typeof additionalProperties !== "object") return record;
  const more = fc.dictionary(fc.constantFrom("1", "2", "a", "custom", "q2"), fittingOf(document, additionalProperties, depth + 1), {
    maxKeys: 2,
  });
  return fc.tuple(record, more).map(([own, others]) => ({ ...own, ...others }));
}

function stringOf({ format, pattern }: Schema, name: string): fc.Arbitrary<string> {
  // Nothing of this leaves the machine.
  if (/host|url|uri/i.test(name)) return fc.constantFrom("127.0.0.1", "http://127.0.0.1:9/x", "https://localhost:9", "x");
  if (format === "date") return fc.constantFrom("2026-11-21", "2027-02-28", "0001-01-01", "9999-12-31", "2026-02-31");
  if (format === "date-time")
    return fc.constantFrom("2026-11-21T14:00:00Z", "2027-01-01T00:00:00+13:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z");
  if (format === "email") return fc.constantFrom("ada@example.test", "x");
  const plain = fc.oneof(
    fc.constantFrom("Ada", "Laptop", "1", "name", "-name", "Europe/Lisbon", "09:00", "17:00", "custom", "{{user.name}}"),
    fc.string({ maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  if (pattern === undefined || pattern.length > 200) return plain;
  return fc.oneof(plain, fc.stringMatching(new RegExp(pattern)));
}
