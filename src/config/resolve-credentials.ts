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
 * Reads the secrets that a connection's sign-in refers to. One that can't be read stays as it is stored; where none is stored, that is a
 * fault.
 */
export async function resolveCredentials(
  db: Kysely<Tables>,
  tools: ConfigTools,
  { file, existing, path }: CredentialsInput,
  faults: Faults,
): Promise<ResolvedCredentials> {
  const reader = createSecretReader(db, tools, existing, faults);
  const { oauthClient, serviceAccount } = file.signIn;
  const known = existing?.signIn ?? null;
  if (oauthClient !== undefined) {
    const at = [...path, "signIn", "oauthClient"];
    const fault = tools.rules.findOauthClientIdFault(oauthClient.clientId);
    if (fault !== null) faults.add([...at, "clientId"], fault.says);
    const oauthClientSecret = await reader.read("oauthClientSecret", oauthClient.clientSecret, [...at, "clientSecret"]);
    const refreshToken = await reader.read("refreshToken", oauthClient.refreshToken, [...at, "refreshToken"]);
    await reader.forget("serviceAccountKey");
    const account = known?.kind === "oauthClient" ? known.account : null;
    const whole: GoogleSecrets | null =
      oauthClientSecret === null || refreshToken === null ? null : { kind: "oauthClient", oauthClientSecret, refreshToken };
    return { signIn: { kind: "oauthClient", oauthClientId: oauthClient.clientId, hasSecret: true, account }, whole, ...reader.found };
  }
  const { key, subject } = must(serviceAccount, "a sign-in");
  const at = [...path, "signIn", "serviceAccount", "key"];
  const text = await reader.read("serviceAccountKey", key, at);
  await reader.forget("oauthClientSecret", "refreshToken");
  const account = known?.kind === "serviceAccount" && known.subject === subject ? known.account : null;
  const whole = text === null ? null : parseKey(text, tools, at, faults);
  return { signIn: { kind: "serviceAccount", subject, account }, whole, ...reader.found };
}

function parseKey(text: string, tools: ConfigTools, at: Path, faults: Faults): GoogleSecrets | null {
  return faults.take(at, () => {
    const { clientEmail, privateKey, privateKeyId } = tools.rules.parseServiceAccountKey(text);
    return { kind: "serviceAccount", clientEmail, privateKey, privateKeyId };
  });
}

interface SecretReader {
  /** The secret as it will be: given now, or as stored. */
  readonly read: (name: SecretName, reference: Reference | undefined, at: Path) => Promise<string | null>;
  readonly forget: (...names: SecretName[]) => Promise<void>;
  readonly found: Pick<ResolvedCredentials, "secrets" | "remarks">;
}

function createSecretReader(db: Kysely<Tables>, tools: ConfigTools, existing: Connection | null, faults: Faults): SecretReader {
  const secrets = new Map<SecretName, string | null>();
  const remarks: string[] = [];
  const findStored = async (name: SecretName) => (existing === null ? null : await findSecret(db, tools.vault, existing.id, name));
  return {
    found: { secrets, remarks },
    async read(name, reference, at) {
      const stored = await findStored(name);
      if (reference === undefined) return stored;
      const given = await readReference(reference, tools);
      if (given !== null && given !== stored) secrets.set(name, given);
      if (given === null && stored === null) faults.add(at, `${explainMissing(reference)}. Set it and try again`);
      if (given === null && stored !== null) remarks.push(`${at.at(-1)}: ${explainMissing(reference)}; the stored one stays`);
      return given ?? stored;
    },
    async forget(...names) {
      for (const name of names) if ((await findStored(name)) !== null) secrets.set(name, null);
    },
  };
}
