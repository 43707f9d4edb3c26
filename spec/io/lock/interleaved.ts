import { watchingCalls, type Call } from '../fs-calls';

/** Says which of so many goes on. */
export type Choose = (of: number) => number;

/** Runs `run` once for each way it can choose; gives how many there are. */
export async function everyOrder(run: (choose: Choose) => Promise<void>): Promise<number> {
  const path: { chosen: number; readonly of: number }[] = [];
  for (let runs = 1; ; runs++) {
    let depth = 0;
    await run((of) => (path[depth++] ??= { chosen: 0, of }).chosen);
    // The last choice that has another way.
    while (path.length > 0 && path.at(-1)?.chosen === (path.at(-1)?.of ?? 0) - 1) path.pop();
    const last = path.at(-1);
    if (last === undefined) return runs;
    last.chosen++;
  }
}

/** Runs all acts side by side, of those calls that are steps only one at a time: all others wait for it. */
export async function sideBySide<T>(
  acts: readonly (() => Promise<T>)[],
  isStep: (call: Call) => boolean,
  choose: Choose,
): Promise<readonly T[]> {
  const waiting = new Map<number, () => void>();
  let running = acts.length;
  const next = (): void => {
    if (--running > 0 || waiting.size === 0) return;
    const ready = [...waiting].sort(([a], [b]) => a - b);
    const [who, goOn] = ready[choose(ready.length)] ?? [-1, () => undefined];
    waiting.delete(who);
    running++;
    goOn();
  };
  const before = (who: number, call: Call): Promise<void> | undefined => {
    if (!isStep(call)) return undefined;
    return new Promise((goOn) => {
      waiting.set(who, goOn);
      next();
    });
  };
  return Promise.all(acts.map((act, who) => watchingCalls((call) => before(who, call), act).finally(next)));
}
