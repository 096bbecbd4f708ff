import type { CompiledField } from "../core/compile-settings.ts";
import { convertValue, sameValue } from "../core/convert-value.ts";
import { explainField, explainPolicy, explainValue } from "../core/explain-field.ts";
import { findFieldSource, type RecordEvent } from "../core/explain-history.ts";
import { explainMapping, explainSite, type Names } from "../core/explain-names.ts";
import { placePerson } from "../core/place-person.ts";
import { listLinks } from "../desk/list-links.ts";
import { findByAddress } from "../mirror/find-people.ts";
import { type DeskCatalogue, type DeskRecord, deskFields, type FieldValue, managerField } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Db } from "../store/open-database.ts";
import type { LinkedAccount } from "./load-linked-accounts.ts";

/** A value of a record: what the desk has, what each directory has, where it came from, and who owns it. */
export interface FieldNow {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly directories: readonly DirectoryValue[];
  readonly source: string;
  readonly since: Date | null;
  readonly runId: number | null;
  readonly owner: string;
  readonly isEditable: boolean;
  readonly raw: FieldValue | null;
}

interface DirectoryValue {
  readonly connectionId: number;
  readonly value: string;
  readonly from: string;
  readonly differs: boolean;
}

export interface FieldsToDescribe {
  readonly record: DeskRecord;
  readonly accounts: readonly LinkedAccount[];
  /** Newest first. */
  readonly events: readonly RecordEvent[];
  readonly catalogue: DeskCatalogue;
  readonly names: ReadonlyMap<number, Names>;
  /** The manager's name. */
  readonly manager: string | null;
}

/** Every field that the record can have; those of the desk first, then its own, then site and manager. */
export async function describeFields(db: Db, input: FieldsToDescribe): Promise<readonly FieldNow[]> {
  const { record, catalogue } = input;
  const custom = catalogue.customFields.filter((field) => field.entity === record.entity).map((field) => `custom.${field.key}`);
  const plain = [...deskFields, ...custom].map((field) => describePlain(field, input));
  return record.entity === "agent" ? plain : [...plain, describeSite(input), await describeManager(db, input)];
}

function describePlain(field: string, input: FieldsToDescribe): FieldNow {
  const { record, accounts, catalogue } = input;
  const current = record.values[field] ?? null;
  const mapped = accounts.flatMap((account) => {
    const found = account.compiled.fields[record.entity].find((candidate) => candidate.mapping.field === field);
    return found === undefined ? [] : [{ account, found }];
  });
  return {
    field,
    label: explainField(field, { catalogue }),
    value: explainValue(current),
    directories: mapped.flatMap(({ account, found }) => readDirectory(account, found, current)),
    ...describeSource(field, input),
    owner: explainOwner(mapped.map(({ account, found }) => [account, explainPolicy(found.mapping.policy)])),
    isEditable: true,
    raw: current,
  };
}

function readDirectory({ connection, person, names }: LinkedAccount, { mapping, read, custom }: CompiledField, current: FieldValue | null) {
  if (person === null) return [];
  const texts = read(person);
  const converted = convertValue(texts, custom);
  const value = converted === undefined || converted === null ? explainValue(texts.join(", ")) : explainValue(converted);
  const differs = converted !== undefined && converted !== null && !sameValue(converted, current);
  return [{ connectionId: connection.id, value, from: `${names.directory} ${mapping.from}`, differs }];
}

function describeSource(field: string, { events, names }: FieldsToDescribe): Pick<FieldNow, "source" | "since" | "runId"> {
  const found = findFieldSource(field, events, (connectionId) => names.get(connectionId) ?? null);
  return { source: found?.says ?? "", since: found?.since ?? null, runId: found?.runId ?? null };
}

function explainOwner(owners: readonly (readonly [LinkedAccount, string])[]): string {
  const [first] = owners;
  if (first === undefined) return "the desk";
  return owners.length === 1 ? first[1] : owners.map(([account, policy]) => `${account.connection.name}: ${policy}`).join("; ");
}

function describeSite(input: FieldsToDescribe): FieldNow {
  const { record, accounts, catalogue } = input;
  const site = record.siteId === null ? undefined : catalogue.sites.get(record.siteId);
  const placed = accounts.flatMap((account) => {
    if (account.person === null) return [];
    const placement = placePerson({ person: account.person, groups: account.groups }, "user", account.compiled.mappings);
    if (placement.kind !== "placed" || placement.mapping.destination.kind !== "site") return [];
    return [{ account, mapping: placement.mapping, siteId: placement.mapping.destination.siteId }];
  });
  return {
    field: "site",
    label: "Site",
    value: site?.name ?? "—",
    directories: placed.map(({ account, mapping, siteId }) => ({
      connectionId: account.connection.id,
      value: explainSite(siteId, account.names),
      from: explainMapping(mapping),
      differs: siteId !== record.siteId,
    })),
    ...describeSource("site", input),
    owner: explainOwner(
      placed.map(({ account }) => [
        account,
        account.compiled.settings.keepsSiteOfExisting ? "site of existing users is kept" : "directory decides",
      ]),
    ),
    isEditable: false,
    raw: null,
  };
}

async function describeManager(db: Db, input: FieldsToDescribe): Promise<FieldNow> {
  const { record, accounts, catalogue, manager } = input;
  const directories: DirectoryValue[] = [];
  for (const account of accounts) {
    const { compiled, person, names } = account;
    if (compiled.manager === null || person === null) continue;
    const [address] = compiled.manager.read(person);
    const found = address === undefined ? null : await findManager(db, account, address);
    directories.push({
      connectionId: account.connection.id,
      value: explainValue(found?.name ?? address),
      from: `${names.directory} ${compiled.manager.mapping.from}`,
      differs: found !== null && found.recordId !== record.managerId,
    });
  }
  const mapped = accounts.flatMap((account) =>
    account.compiled.manager === null ? [] : [[account, explainPolicy(account.compiled.manager.mapping.policy)] as const],
  );
  return {
    field: managerField,
    label: explainField(managerField, { catalogue }),
    value: explainValue(manager),
    directories,
    ...describeSource(managerField, input),
    owner: explainOwner(mapped),
    isEditable: false,
    raw: null,
  };
}

async function findManager(db: Db, { connection }: LinkedAccount, address: string) {
  const key = foldText(address);
  const found = (await findByAddress(db, connection.id, [key])).get(key);
  if (found === undefined) return null;
  const link = (await listLinks(db, connection.id, "user", [found.id])).get(found.id);
  return { name: found.name, recordId: link?.recordId ?? null };
}
