import { lastValueFrom, scan } from 'rxjs';
import { joinAttempts, type JoinedChange } from '../../operators/join/join-attempts';
import { tradesIn } from '../../operators/expectancy/measure-expectancy';
import { run } from '../../operators/core/run';
import { tickEvery } from '../../operators/ticks/tick-every';
import { Timeline } from '../../operators/core/timeline';
import { withReplay, type ReplayInput } from '../../src/io/replay/replay-sources';
import type { Desk } from '../../src/model/fund/desk';
import { primaryWindow } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { scheduleOf } from './replay';

export interface TradesOptions extends Pick<ReplayInput, 'logs' | 'asOf' | 'now'> {
  readonly desk: Desk;
}

export interface TradesReport {
  /** In order of (ts, symbol, id). */
  readonly trades: readonly Trade[];
  /** More of the input is bad than the settings allow. */
  readonly tooMuchBadInput: boolean;
  /** Files that could not be used, or not wholly, in words. */
  readonly notes: readonly string[];
}

/** The trades of the primary window: what every number of a replay is made of. */
export async function tradesOf({ logs, desk, asOf, now }: TradesOptions): Promise<TradesReport> {
  const { settings } = desk;
  const input = { logs, settings, asOf, now, onlyLast: true, onFault: () => undefined };
  return withReplay(input, async (batch$, sources) => {
    const collected$ = batch$.pipe(
      run(tickEvery(scheduleOf(sources, settings, asOf))),
      run(joinAttempts(desk)),
      scan(collect, { trades: new Timeline<Trade>(), asOf: 0 }),
    );
    const { trades, asOf: last } = await lastValueFrom(collected$);
    return {
      trades: tradesIn(trades.between(-Infinity, last), primaryWindow(settings), last),
      tooMuchBadInput: sources.tooMuchBadInput(),
      notes: sources.notes,
    };
  });
}

interface Collected {
  readonly trades: Timeline<Trade>;
  readonly asOf: number;
}

function collect(known: Collected, changes: readonly JoinedChange[]): Collected {
  let { asOf } = known;
  for (const change of changes) {
    if (change.kind === 'trade') known.trades.put(change.trade);
    else if (change.kind === 'untrade') known.trades.remove(change.trade);
    else if (change.kind === 'tick') asOf = change.asOf;
  }
  return { trades: known.trades, asOf };
}
