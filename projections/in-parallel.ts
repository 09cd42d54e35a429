/** Works on many things at once, but never on more than `limit`. */
export async function inParallel<T>(
  limit: number,
  things: readonly T[],
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const queue = things.values();
  const worker = async (): Promise<void> => {
    for (const thing of queue) await work(thing);
  };
  await Promise.all(Array.from({ length: Math.min(limit, things.length) }, worker));
}
