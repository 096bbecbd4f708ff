import { setTimeout } from "node:timers/promises";

/** Asks again and again until there is an answer. @throws the signal's reason when it fires */
export async function waitFor<T>(
  ask: () => Promise<T | null>,
  { everyMs, signal }: { readonly everyMs: number; readonly signal: AbortSignal },
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await setTimeout(everyMs, undefined, { signal });
  }
}
