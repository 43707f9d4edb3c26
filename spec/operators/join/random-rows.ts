import fc from 'fast-check';
import { plainEpisode } from '../../../operators/ledger/plain-episode';
import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import type { Route } from '../../../src/model/route';
import type { Trade } from '../../../src/model/trade';
import { close, fill, MINUTE, route } from '../made';

export type Row = Close | Fill | Route;

// Few ids and moments, so that duplicates, corrections, parts, joins and evictions abound.
const some = (names: string) => fc.constantFrom(...names.split(' '));
const maybe = (names: string) => fc.option(some(names), { nil: undefined });
const when = fc.constantFrom(0, 7, 14, 15, 24);
const size = fc.option(fc.integer({ min: -2, max: 2 }), { nil: undefined });
export const aClose: fc.Arbitrary<Close> = fc
  .record({
    when,
    told: fc.constantFrom(0, 1, 10),
    orderId: maybe('o p'),
    attemptId: maybe('a b'),
    origin: fc.constantFrom('order' as const, 'metric' as const),
    realizedUsd: fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined }),
    sizeBefore: size,
    sizeAfter: size,
  })
  .map(({ when: at, told, ...over }) => {
    const line = JSON.stringify([at, told, ...Object.values(over).map((value) => value ?? null)]);
    return close(line, { ts: at * MINUTE, toldTs: (at + told) * MINUTE, ...over });
  });
export const aFill: fc.Arbitrary<Fill> = fc
  .record({
    when,
    orderId: some('o p q r'),
    attemptId: maybe('a b'),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    qty: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ when: at, ...over }) =>
    fill(JSON.stringify([at, ...Object.values(over)]), { ts: at * MINUTE, ...over }),
  );
const aRoute: fc.Arbitrary<Route> = fc
  .record({ when, attempt: some('a b'), intent: maybe('a b'), line: some('x y z') })
  .map(({ when: at, attempt, intent, line }) =>
    route(`${attempt} ${at}`, {
      ts: at * MINUTE,
      links: [...new Set([attempt, ...(intent === undefined ? [] : [intent])])],
      line: `${line} ${attempt} ${at} ${intent ?? ''}`,
    }),
  );
export const rows: fc.Arbitrary<Row[]> = fc.array(fc.oneof(aClose, aFill, aRoute), { maxLength: 9 });

/** All that is published of a position. */
export function episodeText(episode: Episode): string {
  return JSON.stringify({ ...plainEpisode(episode), legs: episode.legs.length });
}

/** All that is published of a trade, and its row. */
export function wordsOf({ episode, route: row, regimeOf }: Trade): string {
  return `${episodeText(episode)} ← ${row?.line ?? '–'} (${regimeOf})`;
}
