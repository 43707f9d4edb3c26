/** What a stage says at a tick: its value, or that it failed. Either way exactly once. */
export type StageResult<T> = Answered<T> | Failed;

export interface Answered<T> {
  readonly kind: 'answered';
  readonly asOf: number;
  readonly value: T;
}

/** A pure stage threw: what depends on it stays as it was, the rest goes on. */
export interface Failed {
  readonly kind: 'failed';
  readonly asOf: number;
  readonly stage: string;
  readonly message: string;
}

type ValuesOf<Inputs> = { readonly [K in keyof Inputs]: Inputs[K] extends StageResult<infer T> ? T : never };

/** The answer of `compute`; a throw becomes a Failed in the name of `stage`. */
export function attemptStage<T>(stage: string, asOf: number, compute: () => T): StageResult<T> {
  try {
    return { kind: 'answered', asOf, value: compute() };
  } catch (error) {
    return { kind: 'failed', asOf, stage, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Lifts a pure stage over the answers it needs. One of them failed: so has this one, for the same reason. */
export function liftStage<Inputs extends Readonly<Record<string, StageResult<unknown>>>, Out>(
  stage: string,
  compute: (values: ValuesOf<Inputs>, asOf: number) => Out,
): (inputs: Inputs) => StageResult<Out> {
  return (inputs) => {
    const answers = Object.entries(inputs);
    const failed = answers.map(([, input]) => input).find((input) => input.kind === 'failed');
    if (failed !== undefined) return failed;
    const values = Object.fromEntries(
      answers.map(([name, input]) => [name, input.kind === 'answered' ? input.value : undefined]),
    );
    // The cast restates ValuesOf: the entries of an object are untyped, and none of them has failed.
    return attemptStage(stage, answers[0]?.[1].asOf ?? NaN, () =>
      compute(values as ValuesOf<Inputs>, answers[0]?.[1].asOf ?? NaN),
    );
  };
}
