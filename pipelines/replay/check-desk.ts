import { join } from 'node:path';
import { lastValueFrom, map } from 'rxjs';
import { NOTHING_COUNTED, type Counts } from '../../operators/ticks/tick-every';
import type { Fault } from '../../src/io/decode/fault';
import type { LogCheck } from '../../src/io/replay/check-logs';
import { withReplay } from '../../src/io/replay/replay-sources';
import type { Desk } from '../../src/model/fund/desk';
import { horizonMs } from '../../src/model/fund/settings';
import { decide, type Frame } from '../graph/decide';
import { closeFindings, NO_CLOSE_FINDINGS, type CloseFindings } from './close-findings';
import { RecentCloses } from './recent-closes';
import { noNames, noteNames, type NamesInEvents } from './names-in-events';
import { scheduleOf } from './replay';

/** What a replay of the logs would have to tell besides its numbers. */
export interface DeskCheck extends LogCheck {
  /** The codes that its files would carry. */
  readonly warnings: readonly string[];
  readonly names: NamesInEvents;
  /** What was made of the closes and fills inside the horizon. */
  readonly counts: Counts;
  /** Names that the files would not show each. */
  readonly tooMany: Frame['tooMany'];
  /** Closes inside the horizon that somebody should look at. */
  readonly closes: CloseFindings;
}

/** Replays the logs with this desk to their end, and writes nothing. */
export async function checkDesk(logs: string, desk: Desk, now: number): Promise<DeskCheck> {
  const { settings } = desk;
  const faults: Fault[] = [];
  const names = noNames();
  const closes = new RecentCloses(horizonMs(settings));
  const onFault = (fault: Fault): void => void faults.push(fault);
  return withReplay({ logs, settings, now, onFault }, async (batch$, sources) => {
    const noted$ = batch$.pipe(
      map((batch) => {
        noteNames(names, batch.events);
        closes.take(batch);
        return batch;
      }),
    );
    const frame$ = decide(noted$, desk, scheduleOf(sources, settings, undefined));
    const frame = await lastValueFrom(frame$, { defaultValue: undefined });
    const { tally, notes } = sources;
    const tooMuchBadInput = sources.tooMuchBadInput();
    return {
      faults,
      tally,
      notes,
      tooMuchBadInput,
      warnings: warningsOf(frame),
      names,
      counts: frame?.counts ?? NOTHING_COUNTED,
      tooMany: frame?.tooMany ?? [],
      closes:
        frame === undefined
          ? NO_CLOSE_FINDINGS
          : await closeFindings(closes.all, join(logs, 'execution'), frame.asOf, settings),
    };
  });
}

function warningsOf(frame: Frame | undefined): readonly string[] {
  const files = Object.values(frame?.files ?? {});
  const codes = files.flatMap((file) => (file.kind === 'answered' ? file.value.metadata.warnings : []));
  return [...new Set(codes)].sort();
}
