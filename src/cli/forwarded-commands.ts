import type { Command } from "./app.ts";
import { configCommands } from "./commands/config.ts";
import { connectCommand } from "./commands/connect.ts";
import { connectionsCommand } from "./commands/connections.ts";
import { decideCommand } from "./commands/decide.ts";
import { disconnectCommand } from "./commands/disconnect.ts";
import { importCommand } from "./commands/import.ts";
import { linkCommand } from "./commands/link.ts";
import { releaseCommand } from "./commands/release.ts";
import { runsCommand, runsShowCommand } from "./commands/runs.ts";
import { takeoverCommands } from "./commands/takeover.ts";
import { undoCommand } from "./commands/undo.ts";
import { whyCommand } from "./commands/why.ts";

/** Commands that a running server carries out for whoever types them, because only one process may hold the embedded database. */
export const forwardedCommands: readonly Command[] = [
  importCommand,
  runsCommand,
  runsShowCommand,
  whyCommand,
  undoCommand,
  decideCommand,
  releaseCommand,
  connectionsCommand,
  connectCommand,
  disconnectCommand,
  ...configCommands,
  ...takeoverCommands,
  linkCommand,
];
