import type { Command } from "./app.ts";
import { drawTable } from "./draw-table.ts";

/** What `muster --help` prints: every command with its purpose. */
export function drawHelp(commands: readonly Pick<Command, "name" | "summary">[]): readonly string[] {
  const [, ...rows] = drawTable(
    [
      { title: "", width: 16 },
      { title: "", width: 90 },
    ],
    commands.map(({ name, summary }) => [`  ${name}`, summary.charAt(0).toUpperCase() + summary.slice(1)]),
  );
  return [
    "Muster keeps a service desk's people true to the directories they live in.",
    "",
    "  npm run muster -- <command> …          npm run muster -- <command> --help          (in Muster's folder)",
    "",
    ...rows,
    "",
    "  --json          one JSON value instead of text, errors too; with npm run --silent muster, nothing before it",
    "  --data FOLDER   the data folder (MUSTER_DATA; ./data)",
    "",
    "Exit codes: 0 done, 1 our fault, 2 bad input, 3 refused by the directory, 4 waits for approval.",
  ];
}
