import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What a search looks through, one text a record: names and addresses without accents, phones without separators, as `foldForSearch`
 * folds what is typed. The desk's is computed by the database from columns that are folded already, so that no writer can forget it;
 * the copy's stands in a table of its own, because a scan of whole accounts takes twice as long. There is no index: looking through
 * 100,000 takes some 20 to 45 ms, and an index of trigrams would make every first import a tenth slower.
 */
export const search: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ["users", "agents"]) {
      const folded = withoutAccents("(coalesce(name_key, '') || ' ' || coalesce(email_key, ''))");
      const key = `${folded} || ' ' || ${digits("phone")} || ' ' || ${digits("mobile")}`;
      await sql.raw(`alter table ${table} add column search_key text collate "C" generated always as (${key}) stored`).execute(db);
    }
    await sql`create table mirror_search (
      connection_id integer not null,
      external_id text collate "C" not null,
      search_key text collate "C" not null,
      primary key (connection_id, external_id))`.execute(db);
    const key = withoutAccents("(lower(name) || ' ' || email_key)");
    await sql
      .raw(`insert into mirror_search select connection_id, external_id, ${key} from mirror_people where defect is null`)
      .execute(db);
  },
};

/** SQL for a text without accents. Most text is plain, and is not taken apart. */
export function withoutAccents(text: string): string {
  const bare = `translate(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g'), 'øłđħıŧ', 'oldhit')`;
  return `(case when octet_length(${text}) = char_length(${text}) then ${text} else ${bare} end)`;
}

/** SQL for a phone number without what separates its digits. */
export function digits(column: string): string {
  return `translate(coalesce(${column}, ''), ' +-()./', '')`;
}
