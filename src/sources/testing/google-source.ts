import type { Connection } from "../../model/connection.ts";
import type { DirectorySource, PeopleRequest } from "../../model/directory.ts";
import { DirectoryRefused, type RefusalCause } from "../../model/errors.ts";
import type { GoogleOptions } from "../google/create-google-client.ts";
import { createGoogleSource } from "../google/create-google-source.ts";
import { makeConnection, oauthSecrets, tokenReply } from "./google.ts";
import { createInstantClock, type InstantClock } from "./instant-clock.ts";
import { type Got, type Reply, startServer, type TestServer } from "./start-server.ts";

/** Answers the API's requests, counted from 1. */
export type Api = (got: Got, count: number) => Reply;
/** A reading of one's own directory. */
export const everything = { part: "my_customer", attributes: ["name"] } as const;

/** A server whose token endpoint always answers `token-1`, `token-2`, …, and whose API answers by the function, counted from 1. */
export async function startGoogle(api: Api): Promise<TestServer & { readonly asked: () => readonly Got[] }> {
  let tokens = 0;
  const isToken = (got: Got) => got.path === "/token";
  const server: TestServer = await startServer((got): Reply => {
    if (!isToken(got)) return api(got, server.got.filter((one) => !isToken(one)).length);
    tokens += 1;
    return tokenReply(`token-${tokens}`);
  });
  return { ...server, asked: () => server.got.filter((one) => !isToken(one)) };
}

/** A source on that server, with a clock that does not wait. */
export function makeSource(
  server: TestServer,
  given: Partial<GoogleOptions> & { connect?: Partial<Connection> } = {},
): { source: DirectorySource; clock: InstantClock } {
  const clock = createInstantClock();
  const connection = makeConnection(server.url, given.connect);
  const signal = new AbortController().signal;
  return { clock, source: createGoogleSource({ connection, secrets: oauthSecrets, signal, clock, ...given }) };
}

/** The ids of everybody listed. */
export async function listIds(source: DirectorySource, request: PeopleRequest = everything): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for await (const page of source.people(request)) ids.push(...page.items.map(source.idOf));
  return ids;
}

/** For `assert.rejects`. */
export function isRefused(because: RefusalCause, says: RegExp) {
  return (error: unknown) => error instanceof DirectoryRefused && error.because === because && says.test(error.message);
}
