import type { FieldChange } from "../../desk/records/list-field-changes.ts";
import { licenceNumber, subscriptionNumber } from "./shapes-contracts.ts";

export function writeAssetChange(change: FieldChange) {
  return { ...writeChange(change), asset_id: change.recordId };
}

export function writeLicenceChange(change: FieldChange) {
  const number = change.kind === "subscription" ? subscriptionNumber : licenceNumber;
  return { ...writeChange(change), licence_id: number(change.recordId) };
}

function writeChange({ id, field, before, after, by, at }: FieldChange) {
  return { id, field_name: field, old_value: show(before), new_value: show(after), who: by, datetime: at };
}

function show(value: FieldChange["after"]): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
