import type { Settings } from '../../src/model/fund/settings';
import { FirstFaults, type FaultFindings } from './first-faults';
import type { LogRoots } from '../../src/io/logs/log-roots';
import { withReplay } from '../../src/io/replay/replay-sources';
import { countKinds, noRows, type RowKinds } from './row-kinds';
import type { Tally } from '../../src/io/decode/tally';

export interface LogCheck {
  readonly faults: FaultFindings;
  readonly tally: Tally;
  readonly kinds: RowKinds;
  readonly notes: readonly string[];
  readonly tooMuchBadInput: boolean;
}

/** Reads a logs directory to its end and reports its problems; keeps nothing else in memory. */
export async function checkLogs(logs: LogRoots, settings: Settings, now: number): Promise<LogCheck> {
  const faults = new FirstFaults();
  const kinds = noRows();
  return withReplay({ logs, settings, now, onFault: faults.take }, async (batch$, sources) => {
    await batch$.forEach(({ events }) => {
      countKinds(kinds, events);
    });
    const { tally, notes } = sources;
    return { faults, tally, kinds, notes, tooMuchBadInput: sources.tooMuchBadInput() };
  });
}
