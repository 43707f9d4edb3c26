import type { Close, Fill } from '../../../src/model/event';
import type { Seeded } from '../../contract/random/seeded';
import { HABITS, RandomExecutor } from './random-executor';
import { closeRow } from './rows';

/** Rows of one symbol. */
export interface Rows {
  readonly closes: readonly Close[];
  readonly fills: readonly Fill[];
}

/** Closes and fills of an executor that restarts, with what other writers and bad logs add to them. */
export function randomRows(rng: Seeded, orders = HABITS.orders): Rows {
  const { closes, fills } = new RandomExecutor(rng, {
    ...HABITS,
    orders,
    hedged: rng.chance(0.3),
    restarts: 0.05,
    interleaved: 0.2,
  }).run();
  const noise = rng.pick([0.1, 0.5, 1]);
  return {
    closes: rng.shuffled([
      ...closes,
      ...closes.filter(() => rng.chance(noise)).flatMap((close) => noiseOf(rng, close)),
    ]),
    fills: rng.shuffled([
      ...fills,
      ...fills.filter(() => rng.chance(0.1)),
      ...fills.filter(() => rng.chance(0.03)).map((fill) => laterRowOf(rng, fill)),
    ]),
  };
}

// An order that fills on, long after.
function laterRowOf(rng: Seeded, fill: Fill): Fill {
  const ts = fill.ts + rng.int(1, 9_000_000);
  return { ...fill, ts, qty: (fill.qty ?? 0) * 1.5, line: `${fill.line}l`, id: `${fill.line}l` };
}

function noiseOf(rng: Seeded, close: Close): readonly Close[] {
  const { ts, orderId, attemptId, realizedUsd, line } = close;
  const other = {
    origin: 'metric',
    ts: ts + rng.int(-3000, 9000),
    attemptId: rng.pick([attemptId, undefined]),
    intentId: rng.pick([`i${orderId ?? ''}`, undefined]),
    positionSide: 'BOTH',
    feesUsd: undefined,
  } as const;
  return rng.pick<readonly Close[]>([
    [],
    [],
    [],
    [],
    [close],
    [{ ...close, toldTs: ts + rng.int(0, 90_000), line: `${line}b`, id: `${line}b` }],
    [
      {
        ...close,
        toldTs: ts + rng.int(0, 7_200_000),
        realizedUsd: (realizedUsd ?? 0) + 1,
        line: `${line}c`,
        id: `${line}c`,
      },
    ],
    [closeRow({ ...other, realizedUsd, line: `${line}m`, id: `${line}m` })],
    [closeRow({ ...other, realizedUsd: undefined, line: `${line}n`, id: `${line}n` })],
    [closeRow({ ...other, realizedUsd: rng.int(-3, 3), line: `${line}u`, id: `${line}u` })],
    // Closes without sizes of one attempt, some of which only another row names.
    [0, 1, 2].flatMap((part) => {
      const at = ts + part * rng.int(1_800_000, 4_000_000);
      const unsized = { ...other, realizedUsd: part, ts: at, attemptId: 'u', intentId: `u${part}` };
      const [own, name] = [`${line}v${part}`, `${line}w${part}`];
      if (rng.chance(0.7)) return [closeRow({ ...unsized, line: own, id: own })];
      return [
        closeRow({ ...unsized, attemptId: undefined, line: own, id: own }),
        closeRow({ ...unsized, realizedUsd: undefined, ts: at + 500, line: name, id: name }),
      ];
    }),
  ]);
}
