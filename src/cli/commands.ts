import type { Command, ExitCode, Invocation } from "./app.ts";
import { demoCommand } from "./commands/demo.ts";
import { keysRotateCommand } from "./commands/keys.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { sandboxCommand } from "./commands/sandbox.ts";
import { serveCommand } from "./commands/serve.ts";
import { forwardedCommands } from "./forwarded-commands.ts";

/** A command that needs nothing of Muster's data. */
export type DetachedCommand = Omit<Command, "run"> & { readonly run: (invocation: Omit<Invocation, "app">) => Promise<ExitCode> };

/** Where a command runs: in the server that holds the data, if there is one; in the process that was started; or there without any data. */
export type Placed =
  | { readonly kind: "forwarded"; readonly command: Command }
  | { readonly kind: "here"; readonly command: Command }
  | { readonly kind: "detached"; readonly command: DetachedCommand };

/** Every command, in the order in which help lists them. */
export const placedCommands: readonly Placed[] = [
  ...forwardedCommands.map((command): Placed => ({ kind: "forwarded", command })),
  { kind: "here", command: serveCommand },
  { kind: "here", command: migrateCommand },
  { kind: "here", command: keysRotateCommand },
  { kind: "detached", command: demoCommand },
  { kind: "detached", command: sandboxCommand },
];
