import { type Answer, json } from "../answer.ts";

/** A refusal of the token endpoint, whose body differs from the Directory API's envelope. */
export class TokenError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** The body of a refusal. Source: https://developers.google.com/identity/protocols/oauth2/web-server */
export function tokenErrorAnswer(error: TokenError): Answer {
  return json({ error: error.code, error_description: error.message }, error.status);
}

/** What a dead refresh token, and a taken-back sign-in, answer. */
export function expiredOrRevoked(): TokenError {
  return new TokenError(400, "invalid_grant", "Token has been expired or revoked.");
}
