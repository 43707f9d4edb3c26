import { isoUtc } from '../../../model/values/time';
import type { CheckReport } from '../report/check-schema';

const KINDS = [
  ['conflicting', 'closes told again with other content, as a correction or a part'],
  ['possible_duplicates', 'closes that may repeat or undo another, and all count'],
  ['without_pnl', 'closes without a realised P&L, which make no trade'],
] as const satisfies readonly (readonly [keyof CheckReport['closes'], string])[];

/** The closes that a desk should look at, the first of each kind with their places, a line each. */
export function closeLines(findings: CheckReport['closes']): readonly string[] {
  return KINDS.flatMap(([kind, what]) => {
    const { count, first } = findings[kind];
    if (count === 0) return [];
    const rest = count - first.length;
    return [
      `  ${what}: ${count}`,
      ...first.map(({ symbol, ts, places }) => {
        const where = places.length === 0 ? 'not in the logs any more' : places.join(' against ');
        return `    ${where}: ${symbol} ${isoUtc(ts)}`;
      }),
      ...(rest > 0 ? [`    and ${rest} more`] : []),
    ];
  });
}
