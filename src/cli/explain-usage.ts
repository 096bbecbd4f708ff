/** How a command is used, as it is typed: `npm run muster -- import <connection> …`. */
export function explainUsage(usage: string): string {
  return `Usage: ${usage.replace(/^muster /, "npm run muster -- ")}`;
}
