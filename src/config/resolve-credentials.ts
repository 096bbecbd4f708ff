import type { Kysely } from "kysely";
import { findSecret, type SecretName } from "../connections/secrets.ts";
import type { FileConnection, Reference } from "../model/config-file.ts";
import type { Connection, GoogleSecrets, GoogleSignIn } from "../model/connection.ts";
import { must } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";
import { explainMissing, readReference } from "./read-reference.ts";
import type { ConfigTools } from "./tools.ts";

/** How a connection will sign in, and the secrets that are new. */
export interface ResolvedCredentials {
  readonly signIn: GoogleSignIn;
  /** Secrets to seal; null ones are to be forgotten. Those that stay as they are don't stand here. */
  readonly secrets: ReadonlyMap<SecretName, string | null>;
  /** Everything that the directory asks for; null while something is missing. */
  readonly whole: GoogleSecrets | null;
  /** What could not be read and stays as it is stored. */
  readonly remarks: readonly string[];
}

export interface CredentialsInput {
  readonly file: FileConnection;
  readonly existing: Connection | null;
  readonly path: Path;
}

/**
 * Reads the secrets that a connection's sign-in refers to. One that can't be read stays as it is stored; a missing one without which nobody
 * can ever sign in is a fault.
 */
export async function resolveCredentials(db: Kysely<Tables>, tools: ConfigTools, { file, existing, path }: CredentialsInput, faults: Faults): Promise<ResolvedCredentials> {
  const secrets = new Map<SecretName, string | null>();
  const remarks: string[] = [];
  const stored = (name: SecretName) => (existing === null ? Promise.resolve(null) : findSecret(db, tools.vault, existing.id, name));
  const read = async (name: SecretName, reference: Reference | undefined, at: Path): Promise<string | null> => {
    const known = await stored(name);
    const given = reference === undefined ? null : await readReference(reference, tools);
    if (given === null && reference !== undefined && known !== null) remarks.push(`${at.at(-1)}: ${explainMissing(reference)}; the stored one stays`);
    if (given === null && reference !== undefined && known === null) faults.add(at, `${explainMissing(reference)}. Set it and try again`);
    if (given !== null && given !== known) secrets.set(name, given);
    return given ?? known;
  };
  const forget = async (...names: SecretName[]) => {
    for (const name of names) if ((await stored(name)) !== null) secrets.set(name, null);
  };
  const { oauthClient, serviceAccount } = file.signIn;
  if (oauthClient !== undefined) {
    const at = [...path, "signIn", "oauthClient"];
    const fault = tools.rules.findOauthClientIdFault(oauthClient.clientId);
    if (fault !== null) faults.add([...at, "clientId"], fault.says);
    const oauthClientSecret = await read("oauthClientSecret", oauthClient.clientSecret, [...at, "clientSecret"]);
    const refreshToken = await read("refreshToken", oauthClient.refreshToken, [...at, "refreshToken"]);
    await forget("serviceAccountKey");
    const account = existing?.signIn.kind === "oauthClient" ? existing.signIn.account : null;
    return {
      signIn: { kind: "oauthClient", oauthClientId: oauthClient.clientId, hasSecret: true, account },
      secrets,
      whole: oauthClientSecret === null || refreshToken === null ? null : { kind: "oauthClient", oauthClientSecret, refreshToken },
      remarks,
    };
  }
  const { key, subject } = must(serviceAccount, "a sign-in");
  const at = [...path, "signIn", "serviceAccount", "key"];
  const text = await read("serviceAccountKey", key, at);
  let whole: GoogleSecrets | null = null;
  faults.take(at, () => {
    if (text === null) return;
    const { clientEmail, privateKey, privateKeyId } = tools.rules.parseServiceAccountKey(text);
    whole = { kind: "serviceAccount", clientEmail, privateKey, privateKeyId };
  });
  await forget("oauthClientSecret", "refreshToken");
  const account = existing?.signIn.kind === "serviceAccount" && existing.signIn.subject === subject ? existing.signIn.account : null;
  return { signIn: { kind: "serviceAccount", subject, account }, secrets, whole, remarks };
}
