import { explainQuestion } from "../core/explain-because.ts";
import { explainSite, type Names } from "../core/explain-names.ts";
import { quoteCommand } from "../core/quote-command.ts";
import { listRecords } from "../desk/list-records.ts";
import { listPeopleById } from "../mirror/find-people.ts";
import { QuestionReason } from "../model/change.ts";
import type { DeskRecord, Entity } from "../model/desk.ts";
import { isBroken } from "../model/person.ts";
import type { Db } from "../store/open-database.ts";
import { listQuestions } from "../sync/questions.ts";
import { drawTable } from "./draw-table.ts";

/** A question with the account it is about and the desk records it may be the same as. */
export interface GatheredQuestion {
  readonly entity: Entity;
  readonly externalId: string;
  readonly reason: string;
  readonly account: { readonly name: string; readonly email: string; readonly orgUnit: string; readonly standing: string } | null;
  readonly candidates: readonly DeskRecord[];
}

/** Open questions of a connection, with both sides as they are now. */
export async function gatherQuestions(db: Db, connectionId: number): Promise<readonly GatheredQuestion[]> {
  const questions = await listQuestions(db, connectionId, { isOpen: true });
  const people = await listPeopleById(db, connectionId, [...new Set(questions.map((question) => question.externalId))]);
  const gathered: GatheredQuestion[] = [];
  for (const { entity, externalId, reason, candidates } of questions) {
    const ids = candidates.map((candidate) => candidate.recordId);
    const records = await listRecords(db, entity, ids);
    const person = people.find((mirrored) => mirrored.id === externalId)?.person;
    gathered.push({
      entity,
      externalId,
      reason,
      account:
        person === undefined || isBroken(person)
          ? null
          : { name: person.name, email: person.email, orgUnit: person.orgUnit, standing: person.standing },
      candidates: ids.map((id) => records.get(id)).filter((record) => record !== undefined),
    });
  }
  return gathered;
}

/** An account beside its candidates, and the command for each answer. */
export function drawQuestion(question: GatheredQuestion, connection: string, names: Names): readonly string[] {
  const { account, candidates, entity, externalId } = question;
  const key = account === null || account.email === "" ? externalId : account.email;
  const reason = QuestionReason.safeParse(question.reason);
  const says = reason.success
    ? explainQuestion(
        reason.data,
        candidates.map((record) => record.id),
      )
    : question.reason;
  const columns = ["", names.directory, ...candidates.map((record) => `#${record.id}`)].map((title) => ({ title, width: 34 }));
  const isAgent = entity === "agent" ? ["--agent"] : [];
  return [
    `${account?.name ?? externalId}${entity === "agent" ? " (agent)" : ""}: ${says}`,
    ...drawTable(columns, listRows(question, names)).map((line) => `  ${line}`),
    ...candidates.map(
      (record) => `  the same as #${record.id}:  ${quoteCommand("decide", connection, key, "--same", String(record.id), ...isAgent)}`,
    ),
    `  a new person:    ${quoteCommand("decide", connection, key, "--new", ...isAgent)}`,
    `  nobody for us:   ${quoteCommand("decide", connection, key, "--ignore", ...isAgent)}`,
  ];
}

function listRows({ account, candidates }: GatheredQuestion, names: Names): readonly (readonly string[])[] {
  const row = (title: string, ofAccount: string, ofRecord: (record: DeskRecord) => string) => [
    title,
    ofAccount,
    ...candidates.map(ofRecord),
  ];
  const field = (name: string) => (record: DeskRecord) => String(record.values[name] ?? "—");
  return [
    row("name", account?.name ?? "—", field("name")),
    row("e-mail", account?.email ?? "—", field("email")),
    row("where", account?.orgUnit ?? "—", (record) => (record.siteId === null ? "—" : explainSite(record.siteId, names))),
    row("title", "", field("title")),
    row(
      "state",
      account?.standing ?? "—",
      (record) => `${record.isActive ? "active" : "inactive"}${record.isAdministrator ? ", administrator" : ""}`,
    ),
  ];
}
