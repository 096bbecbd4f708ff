import { getConnection } from "../../../connections/get-connection.ts";
import { type ConnectionStanding, listStandings } from "../../../connections/list-standings.ts";
import { listSecretNames } from "../../../connections/secrets.ts";
import { explainProvider } from "../../../core/explain-names.ts";
import { explainOpenPlan } from "../../../core/judge-health.ts";
import type { Connection } from "../../../model/connection.ts";
import { must } from "../../../model/errors.ts";
import { planNumber } from "../../../model/run.ts";
import { listConsentProblems } from "../../../sources/google/explain-consent-problem.ts";
import { findRedirectUriFault } from "../../../sources/google/redirect-uri.ts";
import { listConsentScopes, listDirectoryScopes, readings } from "../../../sources/google/scopes.ts";
import { countHeld } from "../../../sync/list-held.ts";
import { getRun } from "../../../sync/run-store.ts";
import { findLastOutcome } from "../../connect-google/attempts.ts";
import { explainWhyAsked } from "../../connect-google/explain-scope.ts";
import { callbackPath } from "../../connect-google/offer-connect.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { ConnectionView } from "../shapes/connection.ts";

/** A connection, how it fares and what its set-up lacks; never its secrets. @throws NotFound */
export async function showConnection(needs: ApiDependencies, connectionId: number): Promise<ConnectionView> {
  const { db } = needs.database;
  const { connection, settingsVersion } = await getConnection(db, connectionId);
  const standing = must((await listStandings(db, needs.now(), connectionId))[0], "the connection's standing");
  const { openRunId, liveRunId, openQuestions, accounts, people, lastRead, lastChange, health } = standing;
  const outcome = await findLastOutcome(db, needs, connectionId);
  const run = openRunId === null ? null : await getRun(db, openRunId);
  const uri = `${needs.publicUrl}${callbackPath}`;
  return {
    ...connection,
    type: explainProvider(connection.provider),
    settingsVersion,
    health: health.health,
    says: health.says,
    accounts,
    people,
    lastRead: lastRead?.toISOString() ?? null,
    lastChange: lastChange?.toISOString() ?? null,
    openRun: run === null ? null : { id: run.id, planNumber: planNumber(run), state: run.state, sentence: explainOpenPlan(run) },
    liveRunId,
    openQuestions,
    held: await countHeld(db, connectionId),
    missing: listMissing(standing, await listSecretNames(db, connectionId)),
    redirectUri: { uri, refusedBecause: findRedirectUriFault(uri) },
    scopes: scopesOf(connection).map((scope) => ({ scope, why: explainWhyAsked(scope) })),
    consentProblems:
      connection.signIn.kind === "serviceAccount"
        ? []
        : [...listConsentProblems({ oauthClientId: connection.signIn.oauthClientId, redirectUri: uri })],
    lastAttempt:
      outcome === null
        ? null
        : { isConnected: outcome.isConnected, says: outcome.says, missing: outcome.missing, vendorCode: outcome.vendorCode },
  };
}

function scopesOf({ signIn }: Connection): readonly string[] {
  return signIn.kind === "serviceAccount" ? listDirectoryScopes(readings) : listConsentScopes(readings);
}

function listMissing({ connection, hasMappings, isImported }: ConnectionStanding, secrets: readonly string[]): ConnectionView["missing"] {
  const secret = connection.signIn.kind === "serviceAccount" ? "serviceAccountKey" : "oauthClientSecret";
  return [
    ...(secrets.includes(secret) ? [] : ["credentials" as const]),
    ...(connection.state === "connected" ? [] : ["connect" as const]),
    ...(hasMappings ? [] : ["mappings" as const]),
    ...(isImported ? [] : ["firstImport" as const]),
  ];
}
