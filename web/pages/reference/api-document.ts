/** What the page reads of an OpenAPI document; everything else is passed over. */
export interface ApiDocument {
  readonly info?: { readonly title?: string; readonly version?: string; readonly description?: string };
  readonly servers?: readonly { readonly url: string }[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface ApiOperation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses?: Readonly<Record<string, ApiAnswer>>;
  readonly "x-permission"?: string;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

export interface ApiAnswer {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** A JSON schema, as far as it is drawn. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** One operation with where it stands. */
export interface Operation extends ApiOperation {
  /** `GET /v1/runs/{runId}`: what a link to it names. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

export interface OperationGroup {
  readonly name: string;
  readonly operations: readonly Operation[];
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The operations below their tags, in the order of the document; only those in which every word of `q` occurs. */
export function groupOperations(document: ApiDocument, q: string): readonly OperationGroup[] {
  const base = baseOf(document);
  const words = q.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const whole = path.startsWith(base) ? path : `${base}${path}`;
      const one = { ...operation, id: `${method.toUpperCase()} ${whole}`, method: method.toUpperCase(), path: whole };
      const text = `${one.id} ${one.summary ?? ""} ${one["x-permission"] ?? ""}`.toLocaleLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      const name = operation.tags?.[0] ?? "Other";
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

/** The path that all operations begin with: what the document's server adds. */
function baseOf({ servers }: ApiDocument): string {
  const url = servers?.[0]?.url ?? "";
  return (url.startsWith("http") ? new URL(url).pathname : url).replace(/\/$/u, "");
}

/** The schema that a reference names, with its name; others as they are. */
export function resolve(document: ApiDocument, schema: Schema): { readonly name: string | null; readonly schema: Schema } {
  const name = schema.$ref?.split("/").at(-1) ?? null;
  if (name === null) return { name: null, schema };
  return { name, schema: document.components?.schemas?.[name] ?? {} };
}

/** A schema without the ways to say *or null*. */
export function withoutNull(schema: Schema): { readonly schema: Schema; readonly isNullable: boolean } {
  const variants = schema.anyOf ?? schema.oneOf;
  const [only, ...more] = variants?.filter((variant) => variant.type !== "null") ?? [];
  if (variants !== undefined && only !== undefined && more.length === 0 && variants.length > 1) return { schema: only, isNullable: true };
  if (Array.isArray(schema.type) && schema.type.includes("null")) {
    const rest = schema.type.filter((type) => type !== "null");
    return { schema: { ...schema, type: rest.length === 1 ? (rest[0] ?? "null") : rest }, isNullable: true };
  }
  return { schema, isNullable: schema.nullable === true };
}

/** What a value is, in a few words: `integer`, `list of Run`, `"user" or "agent"`, `date and time or nothing`. */
export function sayType(document: ApiDocument, whole: Schema): string {
  const { schema, isNullable } = withoutNull(whole);
  const said = sayPlainType(document, schema);
  return isNullable ? `${said}, or null` : said;
}

function sayPlainType(document: ApiDocument, schema: Schema): string {
  const { name } = resolve(document, schema);
  if (name !== null) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return sayVariants(document, variants);
  if (schema.allOf !== undefined) return "object";
  if (schema.type === "array") return `list of ${schema.items === undefined ? "anything" : sayType(document, schema.items)}`;
  if (schema.type === "object" && schema.properties === undefined && typeof schema.additionalProperties === "object")
    return `object, each value ${sayType(document, schema.additionalProperties)}`;
  const type = typeof schema.type === "string" ? schema.type : (schema.type ?? ["anything"]).join(" or ");
  const limits = [
    schema.format,
    schema.minimum === undefined ? undefined : `≥ ${schema.minimum}`,
    schema.maximum === undefined || schema.maximum >= Number.MAX_SAFE_INTEGER ? undefined : `≤ ${schema.maximum}`,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} characters`,
  ].filter((limit) => limit !== undefined);
  return limits.length === 0 ? type : `${type} (${limits.join(", ")})`;
}

function sayVariants(document: ApiDocument, variants: readonly Schema[]): string {
  const [one, list, ...more] = variants.map((variant) => sayType(document, variant));
  if (list === `list of ${one}` && more.length === 0) return `${one}; may be given several times`;
  return variants.some((variant) => variant.properties !== undefined || variant.$ref !== undefined)
    ? `one of ${variants.length} kinds`
    : [one, list, ...more].join(" or ");
}

/** The body of a request or an answer, if it is JSON. */
export function jsonOf(carrier: { readonly content?: ApiAnswer["content"] } | undefined): Schema | undefined {
  return Object.entries(carrier?.content ?? {}).find(([type]) => type.includes("json"))?.[1].schema;
}
