const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Calls `end` at the first signal of each kind that asks a program to end: by a supervisor, a key, or a terminal that closes. */
export function onEndSignal(end: () => void): void {
  for (const signal of END_SIGNALS) process.once(signal, end);
}
