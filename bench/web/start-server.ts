import { fork } from "node:child_process";
import { end, keepWatch } from "../processes.ts";
import type { Task } from "../task.ts";

/** Where the server is, which run waits as a preview, and the cookie of an administrator. */
export interface Served {
  readonly url: string;
  readonly runId: number;
  readonly cookie: { readonly name: string; readonly value: string };
}

/** A server in a process of its own. Use with `await using`. */
export interface ServerProcess extends Served, AsyncDisposable {}

/** Starts the server on the task's database, imports everybody as a preview, and waits until it can be visited. */
export async function startServer(task: Task): Promise<ServerProcess> {
  const child = fork(new URL("serve.ts", import.meta.url).pathname, [JSON.stringify(task)]);
  keepWatch(child);
  const served = await new Promise<Served>((resolve, reject) => {
    // serve.ts sends nothing else.
    child.once("message", (message) => resolve(message as Served));
    child.once("exit", (code) => reject(new Error(`The server ended with code ${code} before it could be visited.`)));
  });
  return { ...served, [Symbol.asyncDispose]: () => end(child) };
}
