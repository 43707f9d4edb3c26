/** A signal that is aborted with the first of several, until it is let go of. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others: they know nothing of it any more. */
  readonly release: () => void;
}

/** Joins signals for a while. What `AbortSignal.any` joins, a signal that lives as long as the process never forgets. */
export function joinSignals(...signals: readonly (AbortSignal | undefined)[]): JoinedSignal {
  const joined = new AbortController();
  const abort = (): void => {
    joined.abort();
  };
  for (const signal of signals) {
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
  }
  return {
    signal: joined.signal,
    release: () => {
      for (const signal of signals) signal?.removeEventListener('abort', abort);
    },
  };
}
