import type { MarketEvent } from '../../../src/model/event';
import type { Schedule } from '../../../operators/ticks/tick-every';
import type { Frame } from '../../../pipelines/graph/decide';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { close, deskOf, equity, route } from '../../operators/made';

/** A desk, its events, and how specs tell the frames that `decide` makes of them. */

const universe = { universe: [{ symbol: 'BTCUSDT' }, { symbol: 'ETHUSDT', enabled: false }] };
export const desk = deskOf({
  universe,
  limits: { global: { max_nav_pct: 0.2 } },
  registry: { s1: { capacity_usd: 50 } },
});
export const grid: Schedule = { sources: ['A', 'B'], everyMs: 10, latenessMs: 0, asOf: undefined };

/** All files of a frame, as written. */
export const bytes = (frame: Frame): string =>
  publicationsOf(frame)
    .map(({ text }) => text)
    .join('');
/** A frame in a few words: its time, what it counts, and which files it has. */
export const told = (frame: Frame): string => {
  const { expectancy } = frame.files;
  const count = expectancy.kind === 'answered' ? String(expectancy.value.sample_count) : 'failed';
  return `${frame.asOf}: ${count} trades, ${publicationsOf(frame).length} files`;
};

/** Events of both logs and a nav, one after the other. */
export const EVENTS: readonly MarketEvent[] = [
  equity(1, 100, { peakUsd: 104 }),
  route('r1', {
    ts: 2,
    links: ['a'],
    makerStart: true,
    makerFinal: true,
    slippageBps: 2,
    feesUsd: 1,
    notionalUsd: 1000,
  }),
  close('c1', { ts: 8, attemptId: 'a', realizedUsd: 2, feesUsd: 0.1, strategy: 's1' }),
  close('c2', { ts: 15, realizedUsd: -1, symbol: 'ETHUSDT' }),
  route('r2', { ts: 22, symbol: 'ETHUSDT', usedFallback: true, makerStart: true, ackMs: 90 }),
  close('c3', { ts: 31, attemptId: 'b', realizedUsd: 0, strategy: 's1' }),
];
