/** Text as part of a `like` pattern: its own percent signs, underscores and backslashes stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
