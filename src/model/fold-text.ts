/** Text as comparisons see it: without surrounding space, composed, in small letters. */
export function foldText(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

const strokes: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ħ: "h", ı: "i", ŧ: "t" };

/** Text as searches see it: folded, and without accents and strokes, so that "cosic" finds "Ćosić" and "soren" finds "Søren". */
export function foldForSearch(text: string): string {
  const folded = foldText(text);
  // Most text is plain, and a directory has a lot of it.
  if (/^[\x20-\x7e]*$/.test(folded)) return folded;
  return folded
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[øłđħıŧ]/g, (letter) => strokes[letter] ?? letter);
}
