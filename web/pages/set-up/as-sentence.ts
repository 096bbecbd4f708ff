/** A fault's words as a sentence: they are written to stand behind their place. */
export function asSentence(says: string | undefined): string | undefined {
  if (says === undefined || says === "") return undefined;
  const text = `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
