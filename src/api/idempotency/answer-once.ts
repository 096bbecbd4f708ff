import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { Invalid } from "../../model/errors.ts";
import { answerError } from "../answer-error.ts";
import type { Caller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { claimKey, freeKey, type KeyedRequest, saveAnswer } from "./idempotency-keys.ts";

interface Env {
  readonly Variables: { readonly caller: Caller | undefined };
}

/** An answer as it is kept: sealed, because it may show a secret that is shown once. */
const KeptAnswer = z.object({ body: z.string(), type: z.string(), etag: z.string().nullable() });

const place = "idempotency";

/**
 * Carries a `POST` with an `Idempotency-Key` out once: who asks again with the same key and the same body within a day is answered what the
 * first was answered. A request that was refused or failed made nothing, and frees its key. Mounted after the guard and the limit of bodies.
 */
export function answerOnce(needs: ApiDependencies): MiddlewareHandler<Env> {
  const { db } = needs.database;
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    const caller = c.get("caller");
    if (key === undefined || caller === undefined || c.req.method !== "POST") return await next();
    const request = { ...(await readKeyed(c, key)), caller: nameKeyOwner(caller), now: needs.now() };
    const claim = await claimKey(db, request);
    if (claim.kind === "another") return await answerError(c, anotherBody);
    if (claim.kind === "atWork") {
      c.header("retry-after", "1");
      return await answerError(c, stillAtWork);
    }
    if (claim.kind === "answered") return replay(needs, claim);
    await next();
    const kept = await readAnswer(c.res);
    if (kept === null) return await freeKey(db, request);
    const answer = needs.vault.seal(JSON.stringify(kept), place);
    await saveAnswer(db, request, { status: c.res.status, answer });
  };
}

const anotherBody = {
  status: 422,
  title: "Another request",
  says: "This Idempotency-Key stands for another request already. Give every new request a key of its own.",
} as const;

const stillAtWork = {
  status: 409,
  title: "Still at work",
  says: "The first request with this Idempotency-Key is still at work. Ask again in a second.",
} as const;

async function readKeyed(c: Context<Env>, key: string): Promise<Pick<KeyedRequest, "key" | "hash">> {
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Invalid([{ at: "Idempotency-Key", says: "is 1 to 255 letters, digits and signs without spaces: a UUID, say" }]);
  const body = Buffer.from(await c.req.arrayBuffer());
  // Handlers may read the request themselves, and its body was read just now.
  c.req.raw = new Request(c.req.raw.url, { method: "POST", headers: c.req.raw.headers, body, signal: c.req.raw.signal });
  const hash = createHash("sha256")
    .update(`${c.req.url}\n${c.req.header("content-type") ?? ""}\n`)
    .update(body)
    .digest();
  return { key, hash };
}

function nameKeyOwner(caller: Caller): string {
  const person = caller.kind === "agent" ? `agent ${caller.agent.id}` : `user ${caller.user.id}`;
  return caller.application === null ? person : `application ${caller.application.id}, ${person}`;
}

/** What is kept of an answer; null for one that made nothing, or is no text. */
async function readAnswer(answer: Response): Promise<z.infer<typeof KeptAnswer> | null> {
  if (!answer.ok) return null;
  const type = answer.headers.get("content-type") ?? "";
  if (type !== "" && !type.includes("json")) return null;
  return { body: await answer.clone().text(), type, etag: answer.headers.get("etag") };
}

function replay({ vault }: ApiDependencies, { status, answer }: { readonly status: number; readonly answer: Buffer }): Response {
  const { body, type, etag } = KeptAnswer.parse(JSON.parse(vault.open(answer, place)));
  const headers = { ...(type !== "" && { "content-type": type }), ...(etag !== null && { etag }), "idempotent-replayed": "true" };
  return new Response(body === "" ? null : body, { status, headers });
}
