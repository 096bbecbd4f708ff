import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Invalid, NotFound } from "../../model/errors.ts";
import { nameCaller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type FoundCaller, limitRollingCalls } from "../limits/limit-calls.ts";
import { answerHaloError } from "./answer-halo-error.ts";
import { assertMay, getHaloCaller, type HaloMethod } from "./guard-halo.ts";
import type { HaloCall, HaloExtra, HaloResource } from "./halo-resource.ts";
import { haloResources, notOffered } from "./halo-resources.ts";
import { ownValue } from "./own-value.ts";
import { saveItems } from "./save-items.ts";
import { parseItems } from "./shapes-body.ts";
import { keepIds, writeList } from "./shapes-list.ts";
import { readQuery, readWindow } from "./shapes-query.ts";

/** The API that speaks HaloPSA's (A1): GET, POST and DELETE on the resources of `halo-resources.ts`, in any letter case. */
export function createHalo(needs: ApiDependencies): Hono<FoundCaller> {
  const app = new Hono<FoundCaller>();
  app.use(limitRollingCalls(needs));
  app.use(limitBodies);
  app.all("*", (c) => answerCall(c, needs));
  app.onError((error, c) => answerHaloError(c, error, needs.log));
  return app;
}

/** Attachments come inside of JSON, a third larger than they are. */
const largestBody = 32 * 1024 * 1024;

const limitRead = bodyLimit({
  maxSize: largestBody,
  onError: (c) => c.json({ error: `A request may carry ${largestBody} bytes. Send less, in several.` }, 413),
});

/** Nothing is read for a caller who is nobody: such a one is refused before anything looks at the body. */
const limitBodies: MiddlewareHandler<FoundCaller> = async (c, next) => {
  const { found } = c.var;
  return found === undefined || found === null ? await next() : await limitRead(c, next);
};

const byPath: ReadonlyMap<string, HaloResource> = new Map(haloResources.map((resource) => [resource.path, resource]));

async function answerCall(c: Context<FoundCaller>, needs: ApiDependencies): Promise<Response> {
  const method = readMethod(c.req.method);
  const [path = "", ...rest] = splitPath(c);
  if (path === "authinfo" && method === "GET") return c.json(writeAuthInfo(needs));
  const caller = await getHaloCaller(c, needs);
  const resource = byPath.get(path);
  if (resource === undefined) throw explainAbsence(path, method);
  if (method === null) return refuseMethod(c);
  const query = readQuery(new URL(c.req.url).searchParams);
  const call: HaloCall = { needs, db: needs.database.db, now: needs.now(), caller, by: nameCaller(caller), query };
  const found = findExtra(resource, method, rest);
  assertMay(caller, { resource, method, extra: found?.extra ?? null });
  if (found !== null) return await answerExtra(c, call, found);
  const [id, ...beyond] = rest;
  if (beyond.length > 0) throw new NotFound(`There is nothing at ${path}/${rest.join("/")}.`);
  if (method === "POST") return id === undefined ? await answerPost(c, call, resource) : refuseMethod(c);
  if (method === "DELETE") return id === undefined ? refuseMethod(c) : await answerDelete(c, call, { resource, id });
  if (id === undefined) return await answerList(c, call, resource);
  if (resource.get === undefined) throw new NotFound(`${path} is a list, and has no records of its own.`);
  return answerObject(c, await resource.get(call, id));
}

async function answerList(c: Context, call: HaloCall, resource: HaloResource): Promise<Response> {
  const { window, cut } = readWindow(call.query, resource.conditionNames ?? []);
  const isNobody = !window.includesActive && !window.includesInactive;
  const { items, total } = isNobody ? { items: [], total: 0 } : await resource.list(call, window);
  const shown = call.query.flag("idonly") === true ? keepIds(items) : items;
  return c.json(writeList(resource.listKey, { items: shown, total }, cut));
}

/** 201 with the last of what was saved, or with all of it where `returnall` asks for that. */
async function answerPost(c: Context, call: HaloCall, resource: HaloResource): Promise<Response> {
  const { save } = resource;
  if (save === undefined) return refuseMethod(c);
  const saved = await saveItems(call, await c.req.text(), save);
  return c.json(call.query.flag("returnall") === true ? saved : saved.at(-1), 201);
}

async function answerDelete(c: Context, call: HaloCall, { resource, id }: { readonly resource: HaloResource; readonly id: string }) {
  const remove = resource.delete;
  if (remove === undefined) return refuseMethod(c);
  return answerObject(c, await call.needs.database.db.transaction().execute(async (trx) => await remove({ ...call, db: trx }, id)));
}

async function answerExtra(c: Context, call: HaloCall, { extra, id }: { readonly extra: HaloExtra; readonly id: string }) {
  if (extra.method === "GET") return answerObject(c, await extra.answer(call, { id, items: [] }));
  const body = await c.req.text();
  const items = body.trim() === "" ? [] : parseItems(body);
  const answer = await call.needs.database.db.transaction().execute(async (trx) => await extra.answer({ ...call, db: trx }, { id, items }));
  return answer instanceof Response ? answer : c.json(answer, extra.method === "POST" ? 201 : 200);
}

function answerObject(c: Context, answer: object): Response {
  return answer instanceof Response ? answer : c.json(answer);
}

/** The parts of the address after `/api`, in lower case. @throws Invalid */
function splitPath(c: Context): readonly string[] {
  if (/%00/.test(c.req.url)) throw new Invalid([{ at: "address", says: "holds a character that is none" }]);
  const parts = new URL(c.req.url).pathname.split("/").filter((part) => part !== "");
  try {
    return parts.slice(1).map((part) => decodeURIComponent(part).toLowerCase());
  } catch {
    throw new Invalid([{ at: "address", says: "holds a character that is none" }]);
  }
}

function readMethod(method: string): HaloMethod | null {
  if (method === "HEAD") return "GET";
  return method === "GET" || method === "POST" || method === "DELETE" ? method : null;
}

function findExtra(resource: HaloResource, method: HaloMethod, rest: readonly string[]) {
  for (const extra of resource.more ?? []) {
    const parts = extra.path === "" ? [] : extra.path.split("/");
    const fits = parts.length === rest.length && parts.every((part, at) => part === "{id}" || part === rest[at]);
    if (fits && extra.method === method) return { extra, id: rest[parts.indexOf("{id}")] ?? "" };
  }
  return null;
}

function refuseMethod(c: Context): Response {
  c.header("allow", "GET, POST, DELETE");
  return c.json(
    { error: `${c.req.method} is not taken here. Lists and records are read with GET, saved with POST, deleted with DELETE.` },
    405,
  );
}

function explainAbsence(path: string, method: HaloMethod | null): Error {
  const says = method === "POST" ? ownValue(notOffered, path) : undefined;
  if (says !== undefined) return new Invalid([{ at: path, says }]);
  const names = haloResources.map((resource) => resource.path).toSorted();
  return new NotFound(`The resource "${path.slice(0, 60)}" of HaloPSA's API is not offered here. There are: ${names.join(", ")}.`);
}

/** Where to get a token; what a client reads before it has one. Muster serves one organisation: any tenant is taken. */
function writeAuthInfo({ publicUrl }: ApiDependencies) {
  return { auth_url: `${publicUrl}/auth`, tenant_id: "muster" };
}
