import { listActingPeople } from "../../../access/list-acting-people.ts";
import { getApplication, listApplications } from "../../../access/list-applications.ts";
import { explainScope, listScopePermissions, scopeNames } from "../../../core/scopes.ts";
import type { Application } from "../../../model/application.ts";
import type { Db } from "../../../store/open-database.ts";
import { listAudit } from "../../../sync/list-audit.ts";
import { ChangedMeanwhile } from "../../errors.ts";
import type { ApplicationList, ApplicationView } from "../shapes/access.ts";

type People = Awaited<ReturnType<typeof listActingPeople>>;

/** Every application as screens show it, and the scopes that can be chosen. */
export async function viewApplications(db: Db): Promise<ApplicationList> {
  const applications = await listApplications(db);
  const people = await listActingPeople(db, applications);
  return {
    items: applications.map((application) => toView(application, people)),
    scopes: scopeNames.map((name) => ({ name, says: explainScope(name), isEmpty: listScopePermissions([name]).size === 0 })),
  };
}

/** @throws NotFound */
export async function viewApplication(db: Db, id: number): Promise<ApplicationView> {
  const application = await getApplication(db, id);
  return toView(application, await listActingPeople(db, [application]));
}

/** @throws NotFound, ChangedMeanwhile with who was first, unless the application still has the version that somebody saw */
export async function assertApplicationVersion(db: Db, { id, version }: { readonly id: number; readonly version: number }): Promise<void> {
  const application = await getApplication(db, id);
  if (application.version === version) return;
  const [last] = (await listAudit(db, { entity: "application", recordId: id }, { from: 0, limit: 1 })).items;
  const by = last?.event.kind === "hand" ? last.event.actor : "somebody";
  const at = (last?.at ?? application.createdAt).toISOString();
  throw new ChangedMeanwhile(`${by} changed ${application.name} meanwhile. Nothing was saved.`, { version: application.version, by, at });
}

function toView(application: Application, { agents, users }: People): ApplicationView {
  const { agentId, userId, expiresAt, lastUsedAt, createdAt, secrets, redirectUris, scopes, allowedAddresses, ...plain } = application;
  return {
    ...plain,
    redirectUris: [...redirectUris],
    scopes: [...scopes],
    allowedAddresses: [...allowedAddresses],
    agent: agentId === null ? null : (agents.get(agentId) ?? null),
    user: userId === null ? null : (users.get(userId) ?? null),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    secrets: secrets.map((secret) => ({
      id: secret.id,
      hint: secret.hint,
      createdAt: secret.createdAt.toISOString(),
      expiresAt: secret.expiresAt?.toISOString() ?? null,
    })),
  };
}
