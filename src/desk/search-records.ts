import { type Kysely, sql } from "kysely";
import { foldForSearch } from "../model/fold-text.ts";
import type { RecordKind, RecordOf } from "../model/records/kind.ts";
import { splitWords, writeWordsQuery } from "../store/search-words.ts";
import type { Tables } from "../store/tables.ts";
import { readRecords } from "./records/read-record.ts";

/** Among so many finds the best are looked for. */
const looksAt = 64;

/** The records of a kind that have words which begin with every word of a text, best first: whose name begins with it, then the newest. */
export async function searchRecordsOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  text: string,
  limit: number,
): Promise<readonly RecordOf<K>[]> {
  const folded = foldForSearch(text);
  const words = splitWords(folded);
  if (words.length === 0) return [];
  const answer = await sql<{ id: number; search_key: string }>`
    select t.id, t.search_key from ${sql.table(kind.table)} t
    where search_words(t.search_key) @@ ${writeWordsQuery(words)}::tsquery limit ${looksAt}`.execute(db);
  const rank = (key: string) => (key.startsWith(folded) ? 0 : key.includes(folded) ? 1 : 2);
  const best = answer.rows.toSorted((a, b) => rank(a.search_key) - rank(b.search_key) || b.id - a.id).slice(0, limit);
  return await readRecords(
    db,
    kind,
    best.map((row) => row.id),
  );
}
