import { getConnection } from "../../connections/get-connection.ts";
import { markConnected, saveConnection } from "../../connections/save-connection.ts";
import { saveSecret } from "../../connections/secrets.ts";
import type { Connection } from "../../model/connection.ts";
import { must } from "../../model/errors.ts";
import { finishConnect } from "../../sources/google/finish-connect.ts";
import { listConsentScopes, readings } from "../../sources/google/scopes.ts";
import { startConnect } from "../../sources/google/start-connect.ts";
import type { App } from "../app.ts";
import type { SampleCredentials, SandboxProcess } from "./sandbox-process.ts";

/** Has a connection sign in through the sample app of its organisation: its administrator chooses the account and allows everything. */
export async function signInThroughApp(app: App, sandbox: SandboxProcess, name: string): Promise<void> {
  const { db } = app.database;
  const own = await findCredentials(sandbox, name);
  const before = (await getConnection(db, name)).connection;
  const signIn = { kind: "oauthClient", oauthClientId: own.clientId, hasSecret: true, account: own.adminEmail } as const;
  const connection: Connection = { ...before, signIn, state: "connected", pausedBecause: null };
  const redirectUri = `${app.publicUrl}/auth/connect/google`;
  const scopes = listConsentScopes(readings);
  const attempt = await startConnect({ connection, redirectUri, scopes });
  const callbackUrl = await allowEverything(sandbox.url, attempt.url, own.adminEmail, scopes);
  const signal = AbortSignal.timeout(10_000);
  const connected = await finishConnect({
    connection,
    oauthClientSecret: own.clientSecret,
    redirectUri,
    callbackUrl,
    attempt,
    scopes,
    signal,
  });
  await db.transaction().execute(async (trx) => {
    await saveConnection(trx, connection);
    await saveSecret(trx, app.vault, connection.id, "oauthClientSecret", own.clientSecret);
    await saveSecret(trx, app.vault, connection.id, "refreshToken", connected.refreshToken);
    await markConnected(trx, connection, connected.account);
  });
}

/** Has a connection sign in by its service account, as at the start; a pause is over. */
export async function signInByKey(app: App, sandbox: SandboxProcess, name: string): Promise<void> {
  const { db } = app.database;
  const own = await findCredentials(sandbox, name);
  const before = (await getConnection(db, name)).connection;
  if (before.signIn.kind === "serviceAccount") return;
  const signIn = { kind: "serviceAccount", subject: own.adminEmail, account: own.adminEmail } as const;
  await saveConnection(db, { ...before, signIn, state: "connected", pausedBecause: null });
}

async function findCredentials(sandbox: SandboxProcess, name: string): Promise<SampleCredentials> {
  const all = await sandbox.credentials();
  return must(
    all.find((one) => one.name.startsWith(name)),
    `the sample app of ${name}`,
  );
}

/** What a browser does on the sandbox's consent page; answers the address that it comes back to. */
async function allowEverything(sandboxUrl: string, consentUrl: string, account: string, scopes: readonly string[]): Promise<string> {
  const request = new URL(consentUrl).searchParams.toString();
  const form = new URLSearchParams({ request, account, decision: "allow" });
  for (const scope of scopes) form.append("scope", scope);
  const answer = await fetch(`${sandboxUrl}/signin/consent`, { method: "POST", body: form, redirect: "manual" });
  return must(answer.headers.get("location"), "the way back from the sandbox's consent page");
}
