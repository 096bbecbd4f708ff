import type { DeskRecord, Link } from "../model/desk.ts";
import type { BrokenPerson } from "../model/person.ts";
import { explainDefect } from "./explain-because.ts";
import { explainValue } from "./explain-field.ts";
import { explainRecord } from "./explain-match.ts";
import { explainList, type Names } from "./explain-names.ts";

/** The sentence about a record of the directory that no person can be made of. */
export function explainBrokenRecord(broken: BrokenPerson, { directory }: Names): string {
  const which = broken.id === null ? `A record in ${directory}` : `The record ${broken.id} in ${directory}`;
  return `${which} is left out: ${explainDefect(broken.defect)}, so no person can be made of it. Find it in ${directory} by what it begins with, and complete it there.`;
}

/** The sentence about people whom only the desk knows. */
export function explainDeskOnly(records: readonly DeskRecord[], connection: string): string {
  const who = explainList(records.map(({ entity, id, values }) => `${explainValue(values.name)} (${explainRecord(entity, id)})`));
  const are = records.length === 1 ? "is" : "are";
  return `${who} ${are} on the desk, but not in the directory copy of ${connection}: imports of this connection change nothing.`;
}

/** Which accounts a desk record is linked to, though none of them is in the directory copy. */
export function explainLinks(links: readonly Link[], { connectionId, directory }: Names): string {
  const here = links.find((link) => link.connectionId === connectionId);
  const elsewhere = links.filter((link) => link !== here).map((link) => `connection ${link.connectionId} (id ${link.externalId})`);
  const linked =
    here === undefined
      ? "not linked to any account of this directory"
      : `linked to id ${here.externalId}, which no reading of ${directory} has had; a manual import leaves it alone`;
  return elsewhere.length === 0 ? linked : `${linked}; linked in ${explainList(elsewhere)}`;
}
