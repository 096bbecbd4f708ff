import type { Json } from "../../model/person.ts";

/** A body as JSON, and its first 300 characters for messages. `json` is undefined for anything that is not JSON. */
export interface Body {
  readonly json: Json | undefined;
  readonly excerpt: string;
}

/** The answer was larger than anything a directory sends. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Reads a body of at most `limit` bytes; throws {@link BodyTooLarge} before holding more than that. */
export async function readBody(response: Response, limit: number): Promise<Body> {
  const text = await readText(response, limit);
  return { json: parseJson(text), excerpt: text.slice(0, 300) };
}

async function readText(response: Response, limit: number): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > limit) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
