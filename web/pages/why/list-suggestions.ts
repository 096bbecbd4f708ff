import type { SearchHit } from "../../../src/api/v1/shapes/home.ts";
import type { AccountRow } from "../../../src/api/v1/shapes/settings.ts";
import type { WhySearch } from "./why-search.ts";

/** Whom somebody chose. */
export type Choice = Required<Pick<WhySearch, "person">> & Pick<WhySearch, "recordOf" | "connection">;

export interface Suggestion {
  readonly key: string;
  readonly title: string;
  readonly subtitle: string;
  readonly choice: Choice;
}

/** As many as a phone shows without scrolling. */
const shownAtOnce = 8;

/** People to choose from: the accounts of one directory where one was chosen, then desk records and accounts of every directory. */
export function listSuggestions(hits: readonly SearchHit[], accounts: readonly AccountRow[] | null): readonly Suggestion[] {
  const found = hits.flatMap(suggestHit);
  const records = found.filter((one) => one.choice.recordOf !== undefined);
  if (accounts === null) {
    const ofDesk = records.slice(0, Math.max(shownAtOnce / 2, shownAtOnce - (found.length - records.length)));
    return [...ofDesk, ...found.filter((one) => one.choice.recordOf === undefined)].slice(0, shownAtOnce);
  }
  const here = accounts.map(
    ({ externalId, name, email, goesTo }): Suggestion => ({
      key: `account ${externalId}`,
      title: name || email || externalId,
      subtitle: [email, goesTo].filter((part) => part !== "").join(" · "),
      choice: { person: externalId },
    }),
  );
  return [...here, ...records].slice(0, shownAtOnce);
}

/** What somebody means by what they typed: `user #412` is a desk record, anything else is looked for in directories. */
export function readChoice(typed: string): Choice | null {
  const text = typed.trim();
  const [, entity, id] = /^(user|agent) #?(\d+)$/i.exec(text) ?? [];
  if (id !== undefined) return { person: id, recordOf: entity?.toLowerCase() === "agent" ? "agent" : "user" };
  return text === "" ? null : { person: text };
}

/** A hit's address says whom it is about. */
function suggestHit({ kind, title, subtitle, href }: SearchHit): readonly Suggestion[] {
  if (kind === "user" || kind === "agent") {
    const id = /\/(\d+)(?:[?#]|$)/.exec(href)?.[1];
    if (id === undefined) return [];
    const what = subtitle === "" ? `${kind} #${id}` : `${subtitle} · ${kind} #${id}`;
    return [{ key: `${kind} ${id}`, title, subtitle: what, choice: { person: id, recordOf: kind } }];
  }
  if (kind !== "account") return [];
  const { searchParams } = new URL(href, "http://localhost");
  const person = searchParams.get("person");
  const connection = Number(searchParams.get("connection"));
  if (person === null) return [];
  return [{ key: href, title, subtitle, choice: { person, ...(connection > 0 && { connection }) } }];
}
