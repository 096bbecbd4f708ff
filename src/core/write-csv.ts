/**
 * A line of a file of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front
 * (CWE-1236): names and titles come from outside. Phone numbers keep their plus sign.
 */
export function writeCsvLine(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(",")}\r\n`;
}

function writeCell(text: string): string {
  const isFormula = /^[\s]*[=+\-@\t\r]/.test(text) && !/^\+?[\d ().\-/]+$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
