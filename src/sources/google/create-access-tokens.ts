import type { Connection, GoogleSecrets } from "../../model/connection.ts";
import { DirectoryRefused, unreachable } from "../../model/errors.ts";
import type { Clock } from "../http/clock.ts";
import type { Requester } from "../http/create-requester.ts";
import { explainSignInRefusal, parseTokenError, type TokenAsked } from "./explain-sign-in-refusal.ts";
import { objectOf, textOf } from "./json.ts";
import { signAssertion } from "./sign-assertion.ts";

/** Access tokens of one connection, kept in memory only. */
export interface AccessTokens {
  /** A token good for this scope and for at least another minute. Throws `DirectoryRefused` when none is to be had. */
  get(scope: string): Promise<string>;
  /** Forgets a token that was refused. Another one that came meanwhile stays. */
  drop(token: string): void;
}

/** Where tokens come from: the sign-in, its secrets, and the way to the token endpoint. */
export interface AccessTokensOptions {
  readonly connection: Pick<Connection, "signIn" | "endpoints">;
  readonly secrets: GoogleSecrets;
  readonly requester: Requester;
  readonly clock: Clock;
}

interface Held {
  readonly token: string;
  readonly goodUntil: number;
}

const safetyMs = 60_000;

/**
 * Gets tokens when they are needed and keeps them until a minute before their end; requests that need one at the same time share it.
 * A refresh token brings one token for all scopes; delegation brings one for each, so that a scope missing there fails only what needs it.
 */
export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const held = new Map<string, Held>();
  const onTheWay = new Map<string, Promise<Held>>();

  async function get(scope: string): Promise<string> {
    const key = options.secrets.kind === "oauthClient" ? "all" : scope;
    const now = held.get(key);
    if (now !== undefined && options.clock.now() < now.goodUntil) return now.token;
    const pending = onTheWay.get(key) ?? obtain(key, scope);
    return (await pending).token;
  }

  function obtain(key: string, scope: string): Promise<Held> {
    const pending = requestToken(options, scope)
      .then((token) => {
        held.set(key, token);
        return token;
      })
      .finally(() => onTheWay.delete(key));
    onTheWay.set(key, pending);
    return pending;
  }

  return {
    get,
    drop(token) {
      for (const [key, one] of held) if (one.token === token) held.delete(key);
    },
  };
}

async function requestToken({ connection, secrets, requester, clock }: AccessTokensOptions, scope: string): Promise<Held> {
  const askedAt = clock.now();
  const { form, asked } = await buildForm(connection, secrets, scope, askedAt);
  const answer = await requester.postForm(connection.endpoints.token, form, { kind: "token" });
  const body = objectOf(answer.json);
  const token = textOf(body?.access_token);
  if (answer.status !== 200 || token === null) throw explainSignInRefusal(parseTokenError(answer), asked);
  const lifetime = Number(body?.expires_in ?? 3600);
  return { token, goodUntil: askedAt + (Number.isFinite(lifetime) ? lifetime * 1000 : 0) - safetyMs };
}

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  readonly asked: TokenAsked;
}

async function buildForm(
  connection: AccessTokensOptions["connection"],
  secrets: GoogleSecrets,
  scope: string,
  now: number,
): Promise<TokenRequest> {
  const { signIn, endpoints } = connection;
  switch (secrets.kind) {
    case "oauthClient": {
      if (signIn.kind !== "oauthClient" || secrets.refreshToken === null)
        throw new DirectoryRefused("signIn", "Nobody has connected this directory yet: choose Connect now.", "notConnected");
      return {
        asked: { kind: "refresh" },
        form: {
          grant_type: "refresh_token",
          client_id: signIn.oauthClientId,
          client_secret: secrets.oauthClientSecret,
          refresh_token: secrets.refreshToken,
        },
      };
    }
    case "serviceAccount": {
      if (signIn.kind !== "serviceAccount")
        throw new DirectoryRefused(
          "configuration",
          "The stored key belongs to a service account, the connection to an OAuth client: enter its secret again.",
          "secretKind",
        );
      const { subject } = signIn;
      const assertion = await signAssertion({ key: secrets, subject, scopes: [scope], tokenEndpoint: endpoints.token, now });
      return {
        asked: { kind: "serviceAccount", subject, clientEmail: secrets.clientEmail, scopes: [scope] },
        form: { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion },
      };
    }
    default:
      return unreachable(secrets);
  }
}
