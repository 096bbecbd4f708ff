import { getConnection } from "../../../connections/get-connection.ts";
import { saveConnection } from "../../../connections/save-connection.ts";
import { type SecretName, saveSecret } from "../../../connections/secrets.ts";
import type { Connection, GoogleSignIn } from "../../../model/connection.ts";
import { type Fault, Invalid } from "../../../model/errors.ts";
import { findOauthClientIdFault } from "../../../sources/google/oauth-client-id.ts";
import { parseServiceAccountKey } from "../../../sources/google/parse-service-account-key.ts";
import { dropAttempts } from "../../connect-google/attempts.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { Credentials } from "../shapes/connection.ts";

/**
 * Keeps what proves who Muster is, sealed. Another client, or another account to act as, means to connect again; a new secret or key of the
 * same one does not. What the other way of signing in had kept is forgotten.
 * @throws Invalid with the cure; the secret itself stands in no message
 */
export async function saveCredentials({ database, vault }: ApiDependencies, connectionId: number, given: Credentials): Promise<void> {
  const { connection } = await getConnection(database.db, connectionId);
  const faults = given.kind === "oauthClient" ? checkClient(given) : checkServiceAccount(given);
  if (faults.length > 0) throw new Invalid(faults);
  const isSame = isSameAccount(connection.signIn, given) && connection.state !== "disconnected";
  const secrets = secretsOf(given, isSame);
  await database.db.transaction().execute(async (trx) => {
    for (const [name, secret] of secrets) await saveSecret(trx, vault, connectionId, name, secret);
    await saveConnection(trx, {
      ...connection,
      signIn: signInOf(given, isSame ? connection.signIn.account : null),
      state: isSame ? connection.state : "new",
      pausedBecause: isSame ? connection.pausedBecause : null,
    });
    await dropAttempts(trx, connectionId);
  });
}

function checkClient({ oauthClientId, oauthClientSecret }: Extract<Credentials, { kind: "oauthClient" }>): readonly Fault[] {
  const id = findOauthClientIdFault(oauthClientId);
  const secret = oauthClientSecret.trim();
  const says =
    secret === ""
      ? "Enter the client secret: Google Cloud console, APIs & Services, Credentials, the client. Google shows a secret only when it is made."
      : secret.endsWith(".apps.googleusercontent.com")
        ? "This is the client ID, not the client secret: the two are shown one below the other."
        : null;
  return [...(id === null ? [] : [id]), ...(says === null ? [] : [{ at: "oauthClientSecret", says }])];
}

function checkServiceAccount({ key, subject }: Extract<Credentials, { kind: "serviceAccount" }>): readonly Fault[] {
  const address = subject.trim();
  const says =
    address === ""
      ? "Enter the address of the administrator on whose behalf the service account reads."
      : !/^\S+@\S+$/.test(address)
        ? `"${address.slice(0, 80)}" is no e-mail address: enter the administrator's primary address.`
        : address.endsWith(".gserviceaccount.com")
          ? "This is the service account's own address: enter the address of an administrator of the directory, on whose behalf it reads."
          : null;
  return [...checkKey(key), ...(says === null ? [] : [{ at: "subject", says }])];
}

function checkKey(key: string): readonly Fault[] {
  try {
    parseServiceAccountKey(key);
    return [];
  } catch (error) {
    if (error instanceof Invalid) return error.faults.map(({ says }) => ({ at: "key", says }));
    throw error;
  }
}

function isSameAccount(before: Connection["signIn"], given: Credentials): boolean {
  if (before.kind === "oauthClient") return given.kind === before.kind && before.oauthClientId === given.oauthClientId.trim();
  return given.kind === before.kind && before.subject === given.subject.trim();
}

function signInOf(given: Credentials, account: string | null): GoogleSignIn {
  return given.kind === "oauthClient"
    ? { kind: given.kind, oauthClientId: given.oauthClientId.trim(), hasSecret: true, account }
    : { kind: given.kind, subject: given.subject.trim(), account };
}

function secretsOf(given: Credentials, isSame: boolean): ReadonlyMap<SecretName, string | null> {
  if (given.kind === "serviceAccount")
    return new Map<SecretName, string | null>([
      ["serviceAccountKey", given.key],
      ["oauthClientSecret", null],
      ["refreshToken", null],
    ]);
  return new Map<SecretName, string | null>([
    ["oauthClientSecret", given.oauthClientSecret.trim()],
    ["serviceAccountKey", null],
    // A token belongs to the client that it was given to.
    ...(isSame ? [] : [["refreshToken", null] as const]),
  ]);
}
