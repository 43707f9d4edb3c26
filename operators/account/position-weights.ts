import type { PositionsSnapshot } from '../../src/model/event';
import { byCodeUnits, finite, sortedRecord } from '../../src/model/values/json';
import type { WarningCode } from '../../src/model/warnings';
import type { AccountView } from './measure-account';

/** What positions.json tells of the symbols that the desk or its logs know. */
export interface PositionWeights {
  /** Exposure over equity; 0 for a symbol without a row, null where that is unknown; null without positions or equity. */
  readonly weights: AccountView['weights'];
  /** Symbols with a row that says neither mark price nor notional. */
  readonly unpriced: readonly string[];
  /** Symbols held that nobody knows: a known one may be meant, so that none without a row is known to be 0. */
  readonly unknown: readonly string[];
  readonly warnings: readonly WarningCode[];
}

/** Weights of `known` symbols and of all that are held. */
export function positionWeights(
  positions: PositionsSnapshot | undefined,
  equityUsd: number | undefined,
  known: ReadonlySet<string>,
): PositionWeights {
  if (positions === undefined) return { weights: null, unpriced: [], unknown: [], warnings: [] };
  const { exposureUsd, usable } = positions;
  const held = [...exposureUsd].sort(([a], [b]) => byCodeUnits(a, b));
  const unpriced = held.filter(([, exposure]) => exposure === undefined).map(([symbol]) => symbol);
  const unknown = held
    .filter(([symbol, exposure]) => exposure !== 0 && !known.has(symbol))
    .map(([symbol]) => symbol);
  const warnings: readonly WarningCode[] = [
    ...(unknown.length > 0 ? (['positions_unknown_symbol'] as const) : []),
    ...(unpriced.length > 0 ? (['positions_unpriced'] as const) : []),
    ...(usable ? [] : (['positions_unusable'] as const)),
  ];
  const others = unknown.length > 0 ? null : 0;
  const weights =
    !usable || equityUsd === undefined
      ? null
      : sortedRecord([
          ...[...known].map((symbol) => [symbol, others] as const),
          ...held.map(
            ([symbol, exposure]) =>
              [symbol, exposure === undefined ? null : (finite(exposure / equityUsd) ?? null)] as const,
          ),
        ]);
  return { weights, unpriced, unknown, warnings };
}
