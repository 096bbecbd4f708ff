import { foldText } from "../../model/fold-text.ts";
import type { TakeoverLine, TakeoverValue } from "../../model/takeover.ts";
import { checkRow } from "./check-row.ts";
import { customerOfSite, findLinked, findOwn, findSite } from "./find-records.ts";
import { addLine, type PlanBook, refuseLine } from "./plan-book.ts";
import type { ReadRow } from "./read-cells.ts";

/**
 * Plans users, or agents. Somebody who is there already with the same address, alone with it and not taken over yet, is the same person.
 * Managers may stand anywhere in the file: they are found when everybody is.
 */
export function planPeople(book: PlanBook, kind: "user" | "agent", rows: readonly ReadRow[]): void {
  const waiting: (readonly [TakeoverLine, string])[] = [];
  for (const row of rows) {
    const line = planPerson(book, kind, row);
    const manager = row.links.get("manager")?.[0];
    if (line !== null && manager !== undefined) waiting.push([line, manager]);
  }
  for (const [line, manager] of waiting) bindManager(book, line, manager);
}

function planPerson(book: PlanBook, kind: "user" | "agent", row: ReadRow): TakeoverLine | null {
  const values: Record<string, TakeoverValue> = Object.fromEntries(row.values);
  const found = findOwn(book, kind, row, { text: foldText(String(values.email ?? "")), by: "email" });
  const name = nameOf(values) || (found?.record.name ?? "");
  const faults = [...row.faults, ...checkRow(book, kind, row, found)];
  if (found === null && name === "") faults.push("name and e-mail are missing: one of them is needed");
  // A name in parts is a name.
  if (found === null && values.name === undefined && name !== "") values.name = name;
  if (kind === "user") {
    const site = findSite(book, row);
    if (site !== null && "says" in site) faults.push(site.says);
    else if (site === null && found === null) faults.push("its site or its customer is missing");
    else if (site !== null) {
      const former = found?.record.values.siteId;
      if (typeof former === "number" && customerOfSite(book, former) !== customerOfSite(book, site.id))
        faults.push("it belongs to another customer on the desk: move people to another customer by hand");
      // A customer alone says nothing about which of its sites.
      else if (former === undefined || row.links.has("site")) values.siteId = site.id;
    }
  }
  if (faults.length === 0) return addLine(book, kind, { row, found, values, name, notes: [] });
  refuseLine(book, kind, row, faults, name);
  return null;
}

function nameOf(values: Readonly<Record<string, TakeoverValue>>): string {
  const parts = [values.firstName, values.lastName].filter((part) => part !== undefined).join(" ");
  return String(values.name ?? (parts === "" ? (values.email ?? "") : parts));
}

function bindManager(book: PlanBook, line: TakeoverLine, text: string): void {
  const found = findLinked(book, "user", text);
  const note = "says" in found ? `left without a manager: ${found.says}` : null;
  const after = "says" in found || found.id === line.recordId ? null : found.id;
  if (note !== null) line.says = line.says === null ? note : `${line.says}; ${note}`;
  const before = book.desk.records.user.get(line.recordId ?? 0)?.values.managerId ?? null;
  if (after === null || after === before) return;
  line.changes.push({ field: "managerId", before, after });
  if (line.action === "same") line.action = "update";
}
