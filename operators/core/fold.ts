/**
 * How to summarise. `step` may update its own `state` in place (it is private); `view` leaves it as it was and
 * returns something fresh. `init` shares nothing between two calls.
 */
export interface Fold<In, State, Out> {
  init(): State;
  step(state: State, input: In): State;
  view(state: State, asOf: number): Out;
}

/** Runs a fold over an array: the batch driver of the same value that streams use. */
export function foldOver<In, State, Out>(
  fold: Fold<In, State, Out>,
  inputs: Iterable<In>,
  asOf: number,
): Out {
  let state = fold.init();
  for (const input of inputs) state = fold.step(state, input);
  return fold.view(state, asOf);
}
