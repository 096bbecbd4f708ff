/** True when a Muster answers at one of the addresses. */
export async function findServer(addresses: readonly string[], signal: AbortSignal): Promise<boolean> {
  for (const address of new Set(addresses)) {
    if (await isMuster(address, signal)) return true;
    signal.throwIfAborted();
  }
  return false;
}

async function isMuster(address: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.any([signal, AbortSignal.timeout(3000)]), redirect: "manual" });
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "name" in body && body.name === "muster";
  } catch {
    return false;
  }
}
