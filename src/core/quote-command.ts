/** A command line to copy: words with spaces or signs that a shell understands are quoted. */
export function quoteCommand(...words: readonly string[]): string {
  return ["npm run muster --", ...words.map(quote)].join(" ");
}

function quote(word: string): string {
  if (/^[\p{L}\p{N}@%+=:,./_-]+$/u.test(word)) return word;
  return /^[^"$`\\!]+$/.test(word) ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
