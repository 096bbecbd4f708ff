/**
 * Lets several workers take one piece of work after another until there is none left (`takeNext` answers false). When a piece fails,
 * nobody takes another one; the failure is thrown once all have stopped, so that nothing goes on behind the caller's back.
 */
export async function workInParallel(workers: number, takeNext: () => Promise<boolean>): Promise<void> {
  let isOver = false;
  const work = async (): Promise<void> => {
    try {
      while (!isOver && (await takeNext())) {
        // takeNext did a piece of work.
      }
    } catch (error) {
      isOver = true;
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: workers }, work));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}
