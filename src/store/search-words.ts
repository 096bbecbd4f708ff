const signs = "@.-_/+,;:()#";

/**
 * The words of a search text, as an index of words takes them. Words begin anew at each sign: an address and its parts are found alike. It
 * is a function with a cost of its own, so that a database asks its index instead of taking every text apart.
 */
export const createSearchWords = `
  create function search_words(key text) returns tsvector language plpgsql immutable strict parallel safe cost 1000 as $$
  begin
    return array_to_tsvector(array_remove(string_to_array(translate(key, '${signs}', '${" ".repeat(signs.length)}'), ' '), ''));
  end $$`;

/** The words of a text, folded for search, as `search_words` takes them apart. */
export function splitWords(folded: string): readonly string[] {
  return folded.split(/[@.\-_/+,;:()#\s]+/).filter((word) => word !== "");
}

/** A search for records that have words which begin with these; a parameter of `… @@ …::tsquery`. */
export function writeWordsQuery(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`).join(" & ");
}
