import { distance } from "fastest-levenshtein";
import { type Kysely, sql } from "kysely";
import { foldForSearch } from "../model/fold-text.ts";
import { kindOf } from "../model/records/desk-kinds.ts";
import { columnFor, type RecordKind } from "../model/records/kind.ts";
import type { Database } from "../store/open-database.ts";
import type { Tables } from "../store/tables.ts";

/** The words that searches can find, by kind of record, for what was typed wrong. */
export interface Vocabulary {
  /**
   * A text in whose place records of these kinds are found: every word that begins none of theirs is replaced by the nearest that there
   * is. Null where nothing is to be replaced. The first who asks waits until the words are gathered.
   */
  readonly correct: (kinds: readonly string[], text: string, now: Date) => Promise<string | null>;
  /** Gathers the words of some kinds ahead of the first who asks. */
  readonly warm: (kinds: readonly string[], now: Date) => Promise<void>;
}

const refreshMs = 5 * 60 * 1000;
const rowsAtOnce = 2000;

interface Gathered {
  readonly at: Date;
  readonly words: Words;
}

const vocabularies = new WeakMap<Database, Vocabulary>();

/** The vocabulary of a database: one a process. */
export function vocabularyOf(database: Database): Vocabulary {
  const known = vocabularies.get(database) ?? createVocabulary(database);
  vocabularies.set(database, known);
  return known;
}

function createVocabulary(database: Database): Vocabulary {
  const gathered = new Map<string, Gathered>();
  const gathering = new Map<string, Promise<Gathered>>();

  async function gather(kind: string, now: Date): Promise<Gathered> {
    const atWork = gathering.get(kind) ?? gatherWords(database, kindOf(kind)).then((words) => ({ at: now, words }));
    gathering.set(kind, atWork);
    try {
      const fresh = await atWork;
      gathered.set(kind, fresh);
      return fresh;
    } finally {
      gathering.delete(kind);
    }
  }

  async function wordsOf(kind: string, now: Date): Promise<Words> {
    const known = gathered.get(kind);
    // The first records of a kind would else wait for the next gathering, as in a demo or after a take-over.
    if (known === undefined || known.words.sorted.length === 0) return (await gather(kind, now)).words;
    // Old words do meanwhile; where gathering fails, the next search tries again.
    if (now.getTime() - known.at.getTime() > refreshMs) void gather(kind, now).catch(() => undefined);
    return known.words;
  }

  return {
    correct: async (kinds, text, now) => {
      const typed = foldForSearch(text).split(/\s+/);
      if (!typed.some(isCorrectable)) return null;
      const all: Words[] = [];
      for (const kind of kinds) all.push(await wordsOf(kind, now));
      const corrected = typed.map((word) => (isCorrectable(word) ? correctWord(all, word) : word));
      return corrected.some((word, n) => word !== typed[n]) ? corrected.join(" ") : null;
    },
    warm: async (kinds, now) => {
      for (const kind of kinds) await wordsOf(kind, now);
    },
  };
}

/** Numbers and short words are taken as they are: too much is like them. */
function isCorrectable(word: string): boolean {
  return /^\p{L}{4,30}$/u.test(word);
}

/** Words in order, with how many records have each, and the same by length. */
export interface Words {
  readonly sorted: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly byLength: ReadonlyMap<number, readonly string[]>;
}

/** Puts counted words in order. */
export function sortWords(counts: ReadonlyMap<string, number>): Words {
  const sorted = [...counts.keys()].sort();
  return { sorted, counts, byLength: Map.groupBy(sorted, (word) => word.length) };
}

/** The word itself where it begins one that there is; else the nearest, the commonest of equally near ones; itself again where none is near. */
export function correctWord(all: readonly Words[], typed: string): string {
  if (all.some(({ sorted }) => beginsAny(sorted, typed))) return typed;
  const reach = typed.length >= 8 ? 2 : 1;
  let best: { readonly word: string; readonly steps: number; readonly n: number } | null = null;
  for (const { byLength, counts } of all)
    for (let length = typed.length - reach; length <= typed.length + reach; length += 1)
      for (const word of byLength.get(length) ?? []) {
        const steps = isSwapped(typed, word) ? 1 : distance(typed, word);
        const n = counts.get(word) ?? 0;
        if (steps <= reach && (best === null || steps < best.steps || (steps === best.steps && n > best.n))) best = { word, steps, n };
      }
  return best?.word ?? typed;
}

function beginsAny(sorted: readonly string[], typed: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < typed) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(typed) === true;
}

/** Whether two neighbouring letters changed places, the commonest slip of the fingers. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Reads what searches look through, some thousand records at a time, and lets other work run between. */
async function gatherWords({ db, breathe }: Database, kind: RecordKind): Promise<Words> {
  const counts = new Map<string, number>();
  for (let after = 0; ; ) {
    const rows = await readKeys(db, kind, after);
    for (const { key } of rows)
      for (const word of key.split(/[^\p{L}\p{N}]+/u))
        if (word.length >= 4 && word.length <= 30 && !/\p{N}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const last = rows.at(-1);
    if (last === undefined) return sortWords(counts);
    after = last.id;
    await breathe();
  }
}

async function readKeys(db: Kysely<Tables>, kind: RecordKind, after: number) {
  const key = kind.hasSearchKey ? sql`t.search_key` : sql`lower(${sql.ref(`t.${columnFor(kind.labelFields[0] ?? "name")}`)})`;
  const answer = await sql<{ id: number; key: string }>`
    select t.id, ${key} as key from ${sql.table(kind.table)} t where t.id > ${after}::int order by t.id limit ${rowsAtOnce}`.execute(db);
  return answer.rows;
}
