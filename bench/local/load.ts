/** How a call behaved. */
export interface Load {
  /** Median of one call after another, in milliseconds. */
  readonly median: number;
  /** Calls a second, several at a time. */
  readonly perSecond: number;
}

const AT_A_TIME = 16;

/** Calls one after another, then several at a time. The first round of each, which warms everything up, does not count. */
export async function load(call: (index: number) => Promise<unknown>, count: number): Promise<Load> {
  let index = 0;
  const timed = async () => {
    const began = performance.now();
    await call(index++);
    return performance.now() - began;
  };
  for (let round = 0; round < count / 4; round += 1) await timed();
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await timed());
  const crowd = async () => {
    const began = performance.now();
    const last = index + 4 * count;
    await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
      while (index < last) await timed();
    }));
    return 4 * count / ((performance.now() - began) / 1000);
  };
  await crowd();
  return { median: times.sort((one, other) => one - other)[Math.floor(times.length / 2)], perSecond: await crowd() };
}
