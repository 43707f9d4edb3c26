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
export function randomRows(rng: Seeded): Rows {
  const { closes, fills } = new RandomExecutor(rng, {
    ...HABITS,
    hedged: rng.chance(0.3),
    restarts: 0.05,
    interleaved: 0.2,
  }).run();
  return {
    closes: rng.shuffled([...closes, ...closes.flatMap((close) => noiseOf(rng, close))]),
    fills: rng.shuffled([...fills, ...fills.filter(() => rng.chance(0.1))]),
  };
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
  ]);
}
