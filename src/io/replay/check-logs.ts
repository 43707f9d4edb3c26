import { lastValueFrom } from 'rxjs';
import type { Settings } from '../../model/fund/settings';
import type { Fault } from '../decode/fault';
import { withReplay } from './replay-sources';
import type { Tally } from '../decode/tally';

export interface LogCheck {
  readonly faults: readonly Fault[];
  readonly tally: Tally;
  readonly notes: readonly string[];
  readonly tooMuchBadInput: boolean;
}

/** Reads a logs directory to its end and reports its problems; keeps nothing else in memory. */
export async function checkLogs(logs: string, settings: Settings, now: number): Promise<LogCheck> {
  const faults: Fault[] = [];
  const onFault = (fault: Fault): void => void faults.push(fault);
  return withReplay({ logs, settings, now, onFault }, async (batch$, sources) => {
    await lastValueFrom(batch$);
    const { tally, notes } = sources;
    return { faults, tally, notes, tooMuchBadInput: sources.tooMuchBadInput() };
  });
}
