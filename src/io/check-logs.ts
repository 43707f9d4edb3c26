import { lastValueFrom } from 'rxjs';
import type { Settings } from '../model/settings';
import type { Fault } from './fault';
import { mergeSources } from './merge-sources';
import { openReplay } from './replay-sources';
import { emptyTally, type Tally } from './tally';

export interface LogCheck {
  readonly faults: readonly Fault[];
  readonly tally: Tally;
  readonly notes: readonly string[];
  readonly tooMuchBadInput: boolean;
}

/** Reads a logs directory to its end and says what is wrong with it; computes nothing. */
export async function checkLogs(logs: string, settings: Settings, now: number): Promise<LogCheck> {
  const faults: Fault[] = [];
  const tally = emptyTally();
  const sources = await openReplay({
    logs,
    settings,
    asOf: undefined,
    now,
    tally,
    onFault: (fault) => faults.push(fault),
  });
  try {
    await lastValueFrom(mergeSources(sources.opening, sources.rows, sources.closing));
  } finally {
    await Promise.all(sources.rows.map((source) => source.close()));
  }
  return { faults, tally, notes: sources.notes, tooMuchBadInput: sources.tooMuchBadInput() };
}
