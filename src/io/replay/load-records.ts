import type { Readable } from 'node:stream';
import { lastValueFrom, toArray } from 'rxjs';
import type { Close, Fill, MarketEvent } from '../../model/event';
import type { Route } from '../../model/route';
import type { Settings } from '../../model/fund/settings';
import type { LogRoots } from '../logs/log-roots';
import type { Fault } from '../decode/fault';
import { withReplay } from './replay-sources';
import type { Tally } from '../decode/tally';

const ROWS: ReadonlySet<MarketEvent['kind']> = new Set(['close', 'fill', 'route']);

/** A logs directory as plain arrays. */
export interface Records {
  readonly closes: readonly Close[];
  readonly fills: readonly Fill[];
  readonly routes: readonly Route[];
  /** Snapshots as events; one without a time of its own has ts Infinity (the last moment). */
  readonly snapshots: readonly MarketEvent[];
  readonly faults: readonly Fault[];
  readonly tally: Tally;
  /** The latest ts of any row; −Infinity for none. */
  readonly latest: number;
  readonly notes: readonly string[];
}

/** Reads a logs directory (or a stream of both row kinds) whole into memory. Rows well after `now` are from the future. */
export async function loadRecords(
  logs: LogRoots | Readable,
  settings: Settings,
  now: number,
): Promise<Records> {
  const faults: Fault[] = [];
  const onFault = (fault: Fault): void => void faults.push(fault);
  return withReplay({ logs, settings, now, onFault }, async (batch$, sources) => {
    const batches = await lastValueFrom(batch$.pipe(toArray()));
    const events = batches.flatMap((batch) => batch.events);
    return {
      closes: events.filter((event) => event.kind === 'close'),
      fills: events.filter((event) => event.kind === 'fill'),
      routes: events.filter((event) => event.kind === 'route'),
      snapshots: events.filter((event) => !ROWS.has(event.kind)),
      faults,
      tally: sources.tally,
      latest: batches.reduce((latest, batch) => Math.max(latest, batch.latest), -Infinity),
      notes: sources.notes,
    };
  });
}
