import { SimulatedFile } from '../../src/simulate/market/settings';
import { Shares } from '../../src/simulate/market/shares';
import { at, groupBy, linesOf, listOf, positionsOf, Row, rowsOf, simulate, SMALL } from './history';

/** What a history says, by its logs and by its truth. */
interface Told {
  readonly files: readonly SimulatedFile[];
  readonly rows: (kind: string) => readonly Row[];
  readonly routed: readonly Row[];
  readonly echoes: readonly Row[];
  readonly positions: readonly Row[];
}

export function told(days: number, noise: boolean): Told {
  const files = simulate({ ...SMALL, days, noise, rotateBytes: 1e9 });
  const byKind = groupBy(rowsOf(files, 'orders_executed'), (row) => String(row['event_type']));
  const metrics = rowsOf(files, 'order_metrics');
  return {
    files,
    rows: (kind) => byKind.get(kind) ?? [],
    routed: metrics.filter((row) => row['event'] === undefined),
    echoes: metrics.filter((row) => row['event'] !== undefined),
    positions: positionsOf(files),
  };
}

const legsOf = (position: Row): readonly unknown[] => listOf(position, 'legs');
export const isReduced = (row: unknown): boolean => String(at(row, 'attempt_id')).endsWith('_reduce');
const ownOrders = (position: Row): number =>
  new Set(legsOf(position).flatMap((leg) => (isReduced(leg) ? [] : [at(leg, 'order_id')]))).size;
export const wasOne = (position: Row, ...restarts: readonly string[]): boolean =>
  restarts.includes(String(position['restart']));
const hasPnl = (row: Row): boolean => row['pnl_at_close_usd'] !== null;
export const isUnfilled = (row: Row): boolean => at(row, 'qty', 'contracts') === 0;

/** Positions that an entry opened, not the order that closed the one before. */
function entered({ positions }: Told): readonly Row[] {
  const closing = new Set(positions.flatMap(legsOf).map((leg) => at(leg, 'order_id')));
  return positions.filter((position) => !closing.has(position['order_id']));
}

/** Positions that orders of their own closed. */
function left({ positions }: Told): readonly Row[] {
  return positions.filter((row) => ownOrders(row) > 0 && !wasOne(row, 'cut') && row['open'] === false);
}

/** Of each path whether it was taken, each time it could be. */
export const PATHS: readonly (readonly [keyof Shares, (history: Told) => readonly boolean[]])[] = [
  ['long', ({ positions }) => positions.filter(isHedged).map((row) => row['direction'] === 'long')],
  [
    'raw_ack',
    ({ rows }) =>
      rows('order_ack')
        .filter((row) => !isReduced(row))
        .map((row) => 'raw' in row),
  ],
  [
    'unfilled_new',
    ({ routed }) => routed.filter(isUnfilled).map((row) => at(row, 'result', 'status') === 'NEW'),
  ],
  [
    'order_error',
    ({ rows, routed }) => shareOf(rows('order_error').length, new Set(routed.map(intentOf)).size),
  ],
  [
    'polled',
    ({ rows }) =>
      [
        ...groupBy(
          rows('order_fill').filter((row) => !isReduced(row)),
          orderOf,
        ).values(),
      ].map((fills) => fills.length > 1),
  ],
  [
    'partial',
    ({ positions }) =>
      positions
        .filter((row) => ownOrders(row) > 0 && !wasOne(row, 'adopted'))
        .map((row) => ownOrders(row) > 1 || wasOne(row, 'cut')),
  ],
  [
    'cut',
    ({ positions }) =>
      positions
        .filter((row) => ownOrders(row) > 1 || wasOne(row, 'cut'))
        .filter((row) => !wasOne(row, 'adopted'))
        .map((row) => wasOne(row, 'cut')),
  ],
  ['dust', (history) => left(history).map((row) => isReduced(legsOf(row).at(-1)))],
  [
    'reduced',
    ({ positions }) =>
      positions
        .filter((row) => legsOf(row).length > 0 && !wasOne(row, 'cut'))
        .map((row) => ownOrders(row) === 0),
  ],
  [
    'flip',
    (history) =>
      left(history)
        .filter((row) => !isHedged(row) && !isReduced(legsOf(row).at(-1)))
        .map(isFlipped(history)),
  ],
  [
    'forgotten',
    (history) =>
      entered(history)
        .filter((row) => !wasOne(row, 'adopted'))
        .map((row) => wasOne(row, 'forgotten')),
  ],
  ['adopted', (history) => entered(history).map((row) => wasOne(row, 'adopted'))],
  [
    'recorded_risk',
    ({ rows }) =>
      [...groupBy(rows('order_close'), orderOf).values()].map(
        ([row]) => row !== undefined && 'initial_risk_usd' in row,
      ),
  ],
  [
    'funding',
    ({ positions }) =>
      positions
        .filter((row) => row['open'] === false && wasOne(row, 'none', 'adopted'))
        .map((row) => row['funding_usd'] !== 0),
  ],
  [
    'echo_pnl',
    ({ echoes, positions }) =>
      shareOf(
        echoes.filter(hasPnl).length,
        positions.filter((row) => legsOf(row).length === 1 && row['left_quantity'] === 0).length,
      ),
  ],
  [
    'echo_null',
    ({ echoes, rows }) =>
      shareOf(
        echoes.filter((row) => !hasPnl(row)).length,
        rows('order_close').length - echoes.filter(hasPnl).length,
      ),
  ],
];

/** The same of the noise. */
export const NOISE: typeof PATHS = [
  ['lost_close', ({ echoes, rows }) => lostOf(echoes.filter(hasPnl), rows('order_close'))],
  [
    'nan_slippage',
    ({ routed }) =>
      routed.filter((row) => row['fees_usd'] !== null).map((row) => row['slippage_bps'] === null),
  ],
  ['nan_ack', ({ routed }) => routed.map((row) => row['ack_latency_ms'] === null)],
  [
    'missing_field',
    ({ routed }) =>
      routed.map((row) =>
        ['policy', 'timing_ms', 'is_maker_final', 'result', 'intent_id'].some((field) => !(field in row)),
      ),
  ],
  [
    'twice',
    ({ files }) =>
      linesOf(files, 'order_metrics').map((line, index, lines) => index > 0 && lines[index - 1] === line),
  ],
];

export function isHedged(row: Row): boolean {
  return row['position_side'] !== 'BOTH';
}

export function intentOf(row: Row): unknown {
  return row['intent_id'];
}

function orderOf(row: Row): string {
  return String(row['orderId']);
}

function isFlipped({ positions }: Told): (position: Row) => boolean {
  const opening = new Set(positions.map((row) => row['order_id']));
  return (position) => legsOf(position).some((leg) => opening.has(at(leg, 'order_id')));
}

/** As many true ones of all. */
function shareOf(taken: number, all: number): readonly boolean[] {
  return Array.from({ length: all }, (_, index) => index < taken);
}

function lostOf(echoes: readonly Row[], closes: readonly Row[]): readonly boolean[] {
  const attempts = new Set(closes.map((row) => row['attempt_id']));
  return echoes.map((row) => !attempts.has(row['attempt_id']));
}
