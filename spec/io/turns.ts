/** Counts how often others have had their turn on this thread. */
export function countTurns(): { readonly count: () => number; readonly stop: () => void } {
  let turns = 0;
  const turn = (): void => {
    turns++;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return {
    count: () => turns,
    stop: () => {
      clearImmediate(next);
    },
  };
}
