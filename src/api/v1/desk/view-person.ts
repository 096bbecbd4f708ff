import { loadPeople } from "../../../desk/list-people.ts";
import type { Entity } from "../../../model/desk.ts";
import type { Db } from "../../../store/open-database.ts";
import { describeRecord, getRecord } from "../../../sync/describe-record.ts";
import { listRecordEvents } from "../../../sync/list-record-events.ts";
import { ChangedMeanwhile } from "../../errors.ts";
import type { PersonView } from "../shapes/person.ts";

/** A user or an agent as its page shows it. @throws NotFound */
export async function viewPerson(db: Db, entity: Entity, id: number): Promise<PersonView> {
  const { record, links, fields, roles, ...described } = await describeRecord(db, entity, id);
  const [listed] = await loadPeople(db, entity, [id]);
  return {
    entity,
    id,
    version: record.version,
    name: String(record.values.name ?? ""),
    email: String(record.values.email ?? ""),
    isActive: record.isActive,
    isProtected: record.isProtected,
    isApiOnly: record.isApiOnly,
    ...described,
    links: links.map((link) => ({ ...link, asRead: link.asRead?.toISOString() ?? null })),
    fields: fields.map((field) => ({ ...field, directories: [...field.directories], since: field.since?.toISOString() ?? null })),
    roles: [...roles],
    licence: listed?.licence ?? null,
    isVip: listed?.isVip ?? false,
    lastSignInAt: listed?.lastSignInAt?.toISOString() ?? null,
  };
}

/** @throws NotFound, ChangedMeanwhile with who was first, unless the record still has the version that somebody saw */
export async function assertVersion(db: Db, entity: Entity, id: number, version: number): Promise<void> {
  const record = await getRecord(db, entity, id);
  if (record.version === version) return;
  const [last] = (await listRecordEvents(db, { entity, id }, { from: 0, limit: 1 })).items;
  const by = last === undefined ? "somebody" : last.kind === "run" ? `run ${last.runId}` : last.actor;
  const at = (last?.at ?? new Date(0)).toISOString();
  const name = String(record.values.name ?? `${entity} ${id}`);
  throw new ChangedMeanwhile(`${by} changed ${name} meanwhile. Nothing was saved; what you typed is still yours to save.`, {
    version: record.version,
    by,
    at,
  });
}
