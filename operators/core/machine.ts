import { attemptStage, type StageResult } from './stage-result';
import type { Fold } from './fold';

/**
 * When to answer: each input gives zero or more outputs. `finish` gives the last outputs when the input ends. State is
 * private to one run and may be updated in place.
 */
export interface Machine<In, State, Out> {
  init(): State;
  step(state: State, input: In): readonly Out[];
  finish?(state: State): readonly Out[];
}

/** Runs a machine over an array, to its end. */
export function machineOver<In, State, Out>(
  machine: Machine<In, State, Out>,
  inputs: Iterable<In>,
): readonly Out[] {
  const state = machine.init();
  const outputs: Out[] = [];
  for (const input of inputs) outputs.push(...machine.step(state, input));
  if (machine.finish) outputs.push(...machine.finish(state));
  return outputs;
}

/** A moment at which views are due. */
export interface Tick {
  readonly kind: 'tick';
  readonly asOf: number;
}

const isTick = (input: { readonly kind: string }): input is Tick => input.kind === 'tick';

/**
 * A fold as a machine: silent on events, one answer at each tick. Takes batches. A view that throws answers its
 * tick with a Failed in the name of `stage`.
 */
export function onTick<In extends { readonly kind: string }, State, Out>(
  stage: string,
  fold: Fold<In, State, Out>,
): Machine<readonly (In | Tick)[], { current: State }, StageResult<Out>> {
  return {
    init: () => ({ current: fold.init() }),
    step(state, batch) {
      const answers: StageResult<Out>[] = [];
      for (const input of batch) {
        if (isTick(input))
          answers.push(attemptStage(stage, input.asOf, () => fold.view(state.current, input.asOf)));
        else state.current = fold.step(state.current, input);
      }
      return answers;
    },
  };
}

/** A machine as a plain function over its own private state. */
export function machineStepper<In, State, Out>(
  machine: Machine<In, State, Out>,
): (input: In) => readonly Out[] {
  const state = machine.init();
  return (input) => machine.step(state, input);
}
