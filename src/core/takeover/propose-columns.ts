import { type Fault, Invalid } from "../../model/errors.ts";
import type { TakeoverColumns } from "../../model/takeover.ts";
import type { TakeoverField } from "./takeover-fields.ts";

/**
 * Proposes which field each column fills, by its title: as fields are called on the desk or in another system, whatever the letters'
 * case and what stands between words. What is not understood stays out, and no field is filled twice: the better title wins.
 */
export function proposeColumns(header: readonly string[], fields: readonly TakeoverField[]): TakeoverColumns {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const names of [ownNames, (field: TakeoverField) => field.aliases]) {
    for (const title of header) {
      if (found.has(title)) continue;
      const field = fields.find((one) => !taken.has(one.field) && names(one).includes(plain(title)));
      if (field === undefined) continue;
      taken.add(field.field);
      found.set(title, field.field);
    }
  }
  return Object.fromEntries(header.map((title) => [title, found.get(title) ?? null]));
}

function ownNames(field: TakeoverField): readonly string[] {
  return [plain(field.field), plain(field.field.replace(/^(custom|values)\./, "")), plain(field.label)];
}

function plain(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** @throws Invalid for a column or a field that is not there, a field that two columns fill, one that is missing */
export function checkColumns(columns: TakeoverColumns, header: readonly string[], fields: readonly TakeoverField[]): void {
  const faults: Fault[] = [];
  const titles = new Map<string, string>();
  for (const [title, name] of Object.entries(columns)) {
    if (!header.includes(title)) faults.push({ at: `columns.${title}`, says: "there is no such column in the file" });
    if (name === null) continue;
    const field = fields.find((one) => one.field === name);
    const other = titles.get(name);
    if (field === undefined)
      faults.push({ at: `columns.${title}`, says: `"${name}" is no field. Use one of ${fields.map((one) => one.field).join(", ")}` });
    else if (other !== undefined) faults.push({ at: `columns.${title}`, says: `the column "${other}" fills ${field.label} already` });
    else titles.set(name, title);
  }
  faults.push(...listMissing(columns, fields).map((field) => ({ at: "columns", says: `no column fills ${field.label}` })));
  if (faults.length > 0) throw new Invalid(faults);
}

/** Fields that must be filled, and that no column fills. */
export function listMissing(columns: TakeoverColumns, fields: readonly TakeoverField[]): readonly TakeoverField[] {
  const filled = new Set(Object.values(columns));
  return fields.filter((field) => field.isRequired && !filled.has(field.field));
}
