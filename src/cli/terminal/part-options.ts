import { UsageError } from '../../io/files/failures';
import { windowSince } from '../../model/values/window';
import { timeOption } from './options';

/** The options that name a span of closes. */
export interface SpanFlags {
  readonly since?: string;
  readonly until?: string;
}

/** The first and the last moment, epoch ms, that a trade may have closed at. */
export interface Span {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** The options that name a part of the history. */
export interface PartFlags extends SpanFlags {
  readonly asOf?: string;
  readonly window?: string;
}

/** A part of the history: the moment it is looked at from, and the name of the window that holds it. */
export interface Part {
  readonly asOf: number | undefined;
  readonly window: string | undefined;
}

/** The span that is asked for. Throws a UsageError. */
export function spanOptions(flags: SpanFlags): Span {
  const [since, until] = [timeOption('--since', flags.since), timeOption('--until', flags.until)];
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError(`--since was "${flags.since ?? ''}"; allowed: no later than --until`);
  return { since, until };
}

/**
 * The part that is asked for: a span is the window that begins at its first moment, or with the logs, at its last moment
 * as the as-of. Throws a UsageError.
 */
export function partOptions(flags: PartFlags): Part {
  const asOf = timeOption('--as-of', flags.asOf);
  const { since, until } = spanOptions(flags);
  if (since === undefined && until === undefined) return { asOf, window: flags.window };
  if (flags.window !== undefined)
    throw new UsageError(
      `--window was "${flags.window}"; allowed: none with ${since === undefined ? '--until' : '--since'}, which is a window by itself; --as-of ends another one`,
    );
  if (asOf !== undefined && until !== undefined && asOf !== until)
    throw new UsageError(
      `--until was "${flags.until ?? ''}"; allowed: the moment of --as-of, or one of the two alone`,
    );
  if (asOf !== undefined && since !== undefined && since > asOf)
    throw new UsageError(`--since was "${flags.since ?? ''}"; allowed: no later than --as-of`);
  return { asOf: until ?? asOf, window: since === undefined ? 'all' : windowSince(since).name };
}
