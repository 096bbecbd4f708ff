import { randomBytes } from "node:crypto";
import type { World } from "../../../test/make.ts";
import { createVault } from "../../connections/vault.ts";
import type { Command } from "../app.ts";

/** What a command said, and how it ended. */
export interface Typed {
  readonly lines: readonly string[];
  readonly results: readonly unknown[];
  readonly code: number;
}

/** Runs a command in a world's database as somebody called `test` would type it. */
export async function typeCommand(world: World, command: Command, words: readonly string[], isJson = false): Promise<Typed> {
  const lines: string[] = [];
  const results: unknown[] = [];
  const { context } = world;
  const code = await command.run({
    app: {
      database: context.database,
      context,
      vault: createVault(randomBytes(32)),
      dataFolder: "",
      publicUrl: "",
      close: async () => {},
    },
    words,
    output: {
      isJson,
      line: (text = "") => {
        if (!isJson) lines.push(text);
      },
      result: (value) => {
        if (isJson) results.push(value);
      },
      progress: () => {},
    },
    caller: { folder: "", environment: {}, name: "test" },
    signal: new AbortController().signal,
  });
  return { lines, results, code };
}

/** The name of a world's connection. */
export async function nameOf({ db, connectionId }: World): Promise<string> {
  return (await db.selectFrom("connections").select("name").where("id", "=", connectionId).executeTakeFirstOrThrow()).name;
}
