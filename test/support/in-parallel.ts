/** Like `Promise.allSettled` over `items`, with no more than `limit` of them under way. */
export async function inParallel<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const results = new Array<PromiseSettledResult<R>>(items.length);
  const queue = items.entries();
  const worker = async () => {
    // One iterator for all workers: each takes what comes next.
    for (const [index, item] of queue)
      [results[index]] = (await Promise.allSettled([work(item, index)])) as [PromiseSettledResult<R>];
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
