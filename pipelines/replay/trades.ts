import { collectJoined } from '../../operators/join/collect-joined';
import { joinAttempts } from '../../operators/join/join-attempts';
import { tradesIn } from '../../src/model/trades-in';
import { run } from '../../operators/core/run';
import { tickEvery } from '../../operators/ticks/tick-every';
import { withReplay, type ReplayInput } from '../../src/io/replay/replay-sources';
import type { Desk } from '../../src/model/fund/desk';
import { primaryWindow } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { scheduleOf } from './replay';
import { requireReached, windowNotes } from './window-notes';

export interface TradesOptions extends Pick<ReplayInput, 'logs' | 'asOf' | 'now' | 'needsRows'> {
  readonly desk: Desk;
}

export interface TradesReport {
  /** In order of (ts, symbol, id). */
  readonly trades: readonly Trade[];
  /** More of the input is bad than the settings allow. */
  readonly tooMuchBadInput: boolean;
  /** Files that could not be used, or not wholly, in words. */
  readonly notes: readonly string[];
  /** Where the window holds less than its name says, in words. */
  readonly windowNotes: readonly string[];
}

/** The trades of the primary window: what every number of a replay is made of. */
export async function tradesOf({ desk, ...asked }: TradesOptions): Promise<TradesReport> {
  const { settings } = desk;
  const { asOf } = asked;
  const input = { ...asked, settings, onlyLast: true, onFault: () => undefined };
  return withReplay(input, async (batch$, sources) => {
    const schedule = scheduleOf(sources, settings, asOf);
    const collected = collectJoined(settings);
    const rows = collected.init();
    let last = 0;
    await batch$.pipe(run(tickEvery(schedule)), run(joinAttempts(desk))).forEach((changes) => {
      for (const change of changes) {
        collected.step(rows, change);
        if (change.kind === 'tick') last = change.asOf;
      }
    });
    const window = primaryWindow(settings);
    requireReached(window, last);
    const trades = tradesIn(collected.view(rows, last).trades, window, last);
    return {
      trades,
      tooMuchBadInput: sources.tooMuchBadInput(),
      notes: sources.notes,
      windowNotes: windowNotes([{ window, trades: trades.length }], sources.tally, last, settings),
    };
  });
}
