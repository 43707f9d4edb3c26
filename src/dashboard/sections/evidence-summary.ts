import { byCodeUnits, finite, isObject, type JsonObject } from '../../model/values/json';
import type { EvidenceBin, EvidenceSummary, EvidenceSymbol } from '../model/evidence';
import { childAt, childrenAt, countAt, intervalAt, listAt, numberAt, textAt } from '../model/json-fields';

const COLUMNS = 5;
const MOST_SYMBOLS = 1000;

/** What the page shows of an evaluation, of whatever version. */
export function evidenceSummary(file: JsonObject): EvidenceSummary {
  const verdict = childAt(childAt(file, 'verdict'), 'bps') ?? {};
  const claims = childAt(childAt(file, 'calibration'), 'p_dd') ?? {};
  const word = textAt(verdict, 'total');
  return {
    as_of: textAt(file, 'as_of'),
    trades: countAt(file, 'eligible'),
    is_enough: word !== null && word !== 'not_enough',
    sentence: textAt(verdict, 'sentence') ?? 'The evaluation says nothing.',
    curve: curveOf(file),
    claims: { n: countAt(claims, 'n'), brier: numberAt(claims, 'brier'), bins: binsOf(claims) },
    symbols: symbolsOf(file),
  };
}

function curveOf(file: JsonObject): EvidenceSummary['curve'] {
  const points = listAt(file, 'curve').flatMap((point): readonly (readonly number[])[] => {
    if (!Array.isArray(point)) return [];
    const numbers = point.flatMap((value: unknown) => finite(value) ?? []);
    return numbers.length === COLUMNS ? [numbers] : [];
  });
  const column = (place: number): readonly number[] => points.map((point) => point[place] ?? 0);
  return { ts_ms: column(0), traded: column(1), advised: column(2), lo: column(3), hi: column(4) };
}

function binsOf(claims: JsonObject): readonly EvidenceBin[] {
  return listAt(claims, 'bins')
    .filter(isObject)
    .flatMap((bin) => {
      const [n, mean_p, share] = [countAt(bin, 'n'), numberAt(bin, 'mean_p'), numberAt(bin, 'share')];
      return n === 0 || mean_p === null || share === null
        ? []
        : [{ n, mean_p, share, interval: intervalAt(bin, 'interval') }];
    });
}

function symbolsOf(file: JsonObject): readonly EvidenceSymbol[] {
  const parts = childrenAt(childAt(childAt(file, 'contributions'), 'symbols'), 'usd');
  const sizeOf = ({ exposure_usd, choosing_usd }: EvidenceSymbol): number =>
    Math.abs(exposure_usd) + Math.abs(choosing_usd);
  return parts
    .map(([symbol, part]): EvidenceSymbol => ({
      symbol,
      n: countAt(part, 'n'),
      mean_m: numberAt(part, 'mean_m'),
      exposure_usd: numberAt(part, 'exposure') ?? 0,
      choosing_usd: numberAt(part, 'selection') ?? 0,
      p_holm: numberAt(part, 'p_holm'),
    }))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || byCodeUnits(a.symbol, b.symbol))
    .slice(0, MOST_SYMBOLS);
}
