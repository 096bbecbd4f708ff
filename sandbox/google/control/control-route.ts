import type { World } from "../state/world.ts";

/** One thing that can be asked of a running sandbox. */
export interface ControlRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (world: World, body: unknown, ...keys: string[]) => unknown;
}

/** A control request that cannot be carried out, with a sentence that says why. */
export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The members of a JSON object; anything else is refused. */
export function membersOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new ControlError(400, "The body must be a JSON object.");
  // A non-null object that is no list has string keys.
  return body as Record<string, unknown>;
}

/** A text member; the fallback when it is missing. */
export function textOf(body: unknown, name: string, fallback?: string): string {
  const value = membersOf(body)[name] ?? fallback;
  if (typeof value !== "string") throw new ControlError(400, `"${name}" must be a text.`);
  return value;
}

/** A number member; the fallback when it is missing. */
export function numberOf(body: unknown, name: string, fallback?: number): number {
  const value = membersOf(body)[name] ?? fallback;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new ControlError(400, `"${name}" must be a number.`);
  return value;
}
