import { hc } from "hono/client";
import type { V1 } from "../src/api/v1/create-v1.ts";
import type { Problem } from "../src/api/v1/shapes/common.ts";

/** The typed client of our own API: the types are the server's, from table to page. */
export const api = hc<V1>(`${window.location.origin}/v1`);

/** What the server refused, with its problem document. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "Refused";
    this.problem = problem;
  }
}

interface Answer<T> {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<T>;
}

/** The body of an answer. @throws Refused with the server's problem, or one of our own when no answer came */
export async function ask<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked.catch((error: unknown) => {
    throw new Refused(noAnswer(error));
  });
  if (answer.ok) return answer.status === 204 ? (undefined as T) : await answer.json(); // 204 has no body; its type says so.
  // Everything but success is a problem document; a proxy in between may answer otherwise.
  const problem: unknown = await answer.json().catch(() => null);
  throw new Refused(
    isProblem(problem) ? problem : { ...noAnswer(null), status: answer.status, detail: `The server answered ${answer.status}.` },
  );
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "detail" in value && "title" in value;
}

function noAnswer(error: unknown): Problem {
  const why = error instanceof Error && error.message !== "" ? ` (${error.message})` : "";
  return {
    type: "about:blank",
    title: "No answer",
    status: 0,
    detail: `Muster does not answer${why}. Is the server running? Nothing was lost.`,
  };
}
