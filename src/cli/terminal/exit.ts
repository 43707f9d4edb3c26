import { FencedError, OwnerError, UsageError, WorldError } from '../../io/files/failures';

/** What the exit code tells a script. */
export const EXIT = { done: 0, usage: 1, badInput: 2, bug: 3, world: 4, difference: 5, fenced: 9 } as const;

/** The exit code of a failure: who can mend it. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof FencedError) return EXIT.fenced;
  return error instanceof WorldError || error instanceof OwnerError ? EXIT.world : EXIT.bug;
}

/** A failure in one line; our own bugs with their stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsageError || error instanceof WorldError || error instanceof OwnerError)
    return `intel: ${error.message}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `intel: this is a bug in intel; please report it\n${stack}`;
}
