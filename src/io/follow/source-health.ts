import { isoUtc } from '../../model/values/time';
import type { LogSource } from './log-source';
import type { SourceHealth } from '../publish/health';

export function sourceHealth(source: LogSource, wallMs: number): SourceHealth {
  const { tail, tally, outcome, latestTs, late } = source;
  const isKnown = latestTs > -Infinity;
  const { rows, blank, quarantined, future, nonfinite, mistyped, noted, unterminated } = tally;
  return {
    state: outcome.kind === 'drained' ? (outcome.missing ? 'missing' : 'following') : outcome.kind,
    offset: tail.offset,
    lag_bytes: tail.lagBytes,
    lag_seconds: isKnown ? Math.max(0, (wallMs - latestTs) / 1000) : null,
    lag_segments: tail.lagSegments,
    last_event: isKnown ? isoUtc(latestTs) : null,
    late,
    counters: {
      ...tail.counters,
      rows,
      blank,
      quarantined,
      future,
      nonfinite,
      mistyped,
      noted: { ...noted },
      unterminated,
    },
  };
}
