import { lastValueFrom, map } from 'rxjs';
import type { AccountView } from '../../operators/account/measure-account';
import { coverageOf, type Coverage } from '../../operators/coverage/coverage';
import { collectJoined } from '../../operators/join/collect-joined';
import { NOTHING_COUNTED, type Counts } from '../../operators/ticks/counts';
import type { LogCheck } from './check-logs';
import { FirstFaults } from './first-faults';
import { logDirsOf, stateDirOf, type LogRoots } from '../../src/io/logs/log-roots';
import { withReplay } from '../../src/io/replay/replay-sources';
import { countKinds, noRows } from './row-kinds';
import type { Desk } from '../../src/model/fund/desk';
import { horizonMs } from '../../src/model/fund/settings';
import { decideOn, joinedIn, type Frame } from '../graph/decide';
import { checkSnapshots, type CheckedSnapshot } from './check-snapshots';
import { closeFindings, NO_CLOSE_FINDINGS, type CloseFindings } from './close-findings';
import { RecentRows } from './recent-rows';
import { noNames, noteNames, type NamesInEvents } from './names-in-events';
import { scheduleOf } from './replay';

/** What a replay of the logs would have to tell besides its numbers. */
export interface DeskCheck extends LogCheck {
  /** The codes that its files would carry. */
  readonly warnings: readonly string[];
  readonly names: NamesInEvents;
  /** The latest ts of any row: the moment that all below is of. */
  readonly asOf: number;
  /** What was made of the closes and fills inside the horizon. */
  readonly counts: Counts;
  readonly coverage: Coverage;
  readonly snapshots: readonly CheckedSnapshot[];
  /** The account as the files would have it; undefined where its stage failed. */
  readonly account: AccountView | undefined;
  /** Names that the files would not show each. */
  readonly tooMany: Frame['tooMany'];
  /** Closes inside the horizon that somebody should look at. */
  readonly closes: CloseFindings;
}

/** Replays the logs with this desk to their end, and writes nothing. */
export async function checkDesk(logs: LogRoots, desk: Desk, now: number): Promise<DeskCheck> {
  const { settings } = desk;
  const horizon = horizonMs(settings);
  const faults = new FirstFaults();
  const [names, kinds, rows] = [noNames(), noRows(), new RecentRows(horizon)];
  const collected = collectJoined(settings);
  let joinedRows = collected.init();
  return withReplay({ logs, settings, now, onFault: faults.take }, async (batch$, sources) => {
    const noted$ = batch$.pipe(
      map((batch) => {
        noteNames(names, batch.events);
        countKinds(kinds, batch.events);
        rows.take(batch);
        return batch;
      }),
    );
    const change$ = joinedIn(noted$, desk, scheduleOf(sources, settings, undefined)).pipe(
      map((changes) => {
        for (const change of changes) joinedRows = collected.step(joinedRows, change);
        return changes;
      }),
    );
    const frame = await lastValueFrom(decideOn(change$, desk), { defaultValue: undefined });
    const asOf = frame?.asOf ?? 0;
    const { tally, notes } = sources;
    const { trades, routes } = collected.view(joinedRows, asOf);
    return {
      faults,
      tally,
      notes,
      tooMuchBadInput: sources.tooMuchBadInput(),
      warnings: warningsOf(frame),
      names,
      kinds,
      asOf,
      counts: frame?.counts ?? NOTHING_COUNTED,
      coverage: coverageOf({ trades, routes, fills: rows.fillsAt(asOf) }, settings, asOf),
      snapshots: await checkSnapshots(stateDirOf(logs), asOf, horizon),
      account: frame?.files.scores.kind === 'answered' ? frame.files.scores.value.account : undefined,
      tooMany: frame?.tooMany ?? [],
      closes:
        frame === undefined
          ? NO_CLOSE_FINDINGS
          : await closeFindings(rows.closes, logDirsOf(logs), asOf, settings),
    };
  });
}

function warningsOf(frame: Frame | undefined): readonly string[] {
  const files = Object.values(frame?.files ?? {});
  const codes = files.flatMap((file) => (file.kind === 'answered' ? file.value.metadata.warnings : []));
  return [...new Set(codes)].sort();
}
