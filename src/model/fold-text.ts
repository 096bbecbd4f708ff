/** Text as comparisons see it: without surrounding space, composed, in small letters. */
export function foldText(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
