/** A value cut into what it shares with the other one at both ends, and what differs in between. */
export interface MarkedText {
  readonly head: string;
  readonly differs: string;
  readonly tail: string;
}

/** Below this length a value is read faster whole than in pieces. */
const shortest = 12;

/**
 * Finds the part in which two values differ, never in the middle of a letter. Null where the marks would not help: short values, and
 * values that have nothing in common.
 */
export function markDifference(before: string, after: string): { readonly before: MarkedText; readonly after: MarkedText } | null {
  if (before === after || Math.max(before.length, after.length) < shortest) return null;
  const a = lettersOf(before);
  const b = lettersOf(after);
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  if (head + tail < most / 3) return null;
  return { before: cut(a, head, tail), after: cut(b, head, tail) };
}

function cut(letters: readonly string[], head: number, tail: number): MarkedText {
  const end = letters.length - tail;
  return { head: letters.slice(0, head).join(""), differs: letters.slice(head, end).join(""), tail: letters.slice(end).join("") };
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Letters as people see them: an emoji or an accented letter is one. */
function lettersOf(text: string): readonly string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
