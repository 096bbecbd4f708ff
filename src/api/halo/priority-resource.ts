import { getRecordOf } from "../../desk/records/list-records-of.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../../desk/records/save-record-of.ts";
import { Invalid, NotFound } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { listAll } from "./list-all.ts";
import { readGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { opposite, readNamed, readTarget, writePriority } from "./shapes-ticket-setup.ts";

type Priority = RecordOf<typeof deskKinds.priority>;
type Sla = RecordOf<typeof deskKinds.sla>;
interface Row {
  readonly sla: Sla | null;
  readonly priority: Priority;
}

/** Priorities, one for every SLA: HaloPSA's `priorityid` is the number of ours, and `id` a guid that means both. */
export const priorityResource: HaloResource = {
  path: "priority",
  right: deskKinds.priority.right,
  listKey: null,
  isReadByAll: true,
  list: async (call, { search, includesInactive, from, limit }) => {
    const slaId = call.query.number("slaid");
    const rows = (await listRows(call)).filter(
      ({ sla, priority }) =>
        (slaId === null || slaId < 1 || sla?.id === slaId) &&
        (priority.isActive || includesInactive) &&
        (search === null || priority.name.toLowerCase().includes(search.toLowerCase())),
    );
    return { items: rows.slice(from, from + limit).map(({ sla, priority }) => writePriority(sla, priority)), total: rows.length };
  },
  get: async (call, id) => {
    const { sla, priority } = await getRow(call, id);
    return writePriority(sla, priority);
  },
  save: async (call, item) => await save(call, item),
  delete: async (call, id) => {
    const { sla, priority } = await getRow(call, id);
    await deleteRecordOf(call.db, deskKinds.priority, { id: priority.id, expectsVersion: null }, { by: call.by, now: call.now });
    return writePriority(sla, priority);
  },
};

async function listRows({ db }: HaloCall): Promise<readonly Row[]> {
  const priorities = await listAll(db, deskKinds.priority);
  const slas = await listAll(db, deskKinds.sla, { fields: { isActive: "true" } });
  return (slas.length === 0 ? [null] : slas).flatMap((sla) => priorities.map((priority) => ({ sla, priority })));
}

/** The priority that a guid names, or the number of one, which then is the first SLA's. @throws NotFound */
async function getRow(call: HaloCall, id: string): Promise<Row> {
  const guid = readGuid("priority", id);
  const found = (await listRows(call)).find(({ sla, priority }) =>
    guid === null ? String(priority.id) === id : (sla?.id ?? 0) === guid.first && priority.id === guid.second,
  );
  if (found === undefined) throw new NotFound(`There is no priority ${id.slice(0, 40)}.`);
  return found;
}

async function save(call: HaloCall, item: HaloItem): Promise<object> {
  const { db } = call;
  const saving = { by: call.by, now: call.now };
  const sent = readItem(item);
  const guid = sent.text("id") ?? "";
  const before = guid === "" ? null : await getRow(call, guid);
  const values = checkValues(deskKinds.priority, {
    ...readNamed(sent),
    colour: sent.text("colour"),
    isActive: opposite(sent.flag("ishidden")),
  });
  const id = before?.priority.id ?? (await createRecordOf(db, deskKinds.priority, values, saving));
  if (before !== null) await updateRecordOf(db, deskKinds.priority, { id, patch: values, expectsVersion: null }, saving);
  const slaId = sent.id("slaid") ?? before?.sla?.id ?? null;
  if (slaId !== null) await saveTarget(call, sent, { slaId, priorityId: id });
  const sla = slaId === null ? null : await getRecordOf(db, deskKinds.sla, slaId);
  return writePriority(sla, await getRecordOf(db, deskKinds.priority, id));
}

/** What an SLA promises for a priority, where the object says it. @throws Invalid for an SLA that is not there */
async function saveTarget(call: HaloCall, sent: ItemReader, of: { readonly slaId: number; readonly priorityId: number }): Promise<void> {
  const [sla] = await listAll(call.db, deskKinds.sla, { ids: [of.slaId] });
  if (sla === undefined) throw new Invalid([{ at: "slaid", says: `there is no SLA ${of.slaId}` }]);
  const response = readTarget(sent, { time: "responsetime", units: "responseunits" });
  const resolution = readTarget(sent, { time: "fixtime", units: "fixunits" });
  if (response === undefined && resolution === undefined) return;
  const { priorityId } = of;
  const was = sla.targets.find((target) => target.priorityId === priorityId);
  const target = {
    priorityId,
    responseMinutes: response === undefined ? (was?.responseMinutes ?? null) : response,
    resolutionMinutes: resolution === undefined ? (was?.resolutionMinutes ?? null) : resolution,
  };
  const patch = checkValues(deskKinds.sla, { targets: [...sla.targets.filter((one) => one.priorityId !== priorityId), target] });
  await updateRecordOf(call.db, deskKinds.sla, { id: sla.id, patch, expectsVersion: null }, { by: call.by, now: call.now });
}
