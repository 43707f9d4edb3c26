import type { FieldShare } from '../../../../operators/coverage/field-shares';
import type { DeskCheck } from '../../../../pipelines/replay/check-desk';
import { isoUtc } from '../../../model/values/time';
import type { CheckReport, CoverageShare } from './check-schema';
import { OF_CLOSES, OF_FILLS, OF_NO_ROUTER_ROW, OF_POSITIONS, OF_ROUTER_ROWS } from './consequences';

type CoverageReport = NonNullable<CheckReport['coverage']>;

/** The coverage by its names in JSON, each share of a field that is missing with what follows. */
export function coverageReport({ coverage, counts }: Pick<DeskCheck, 'coverage' | 'counts'>): CoverageReport {
  const { positions, closes, fills, routerRows } = coverage;
  return {
    positions: {
      count: positions.count,
      symbols: positions.symbols,
      open: positions.open,
      in_primary_window: positions.inPrimaryWindow,
      verified: counts.verified,
      differing: counts.differing,
      first_close: positions.first === undefined ? null : isoUtc(positions.first),
      last_close: positions.last === undefined ? null : isoUtc(positions.last),
      risk_sources: positions.riskSources,
      router_row_of: positions.rowOf,
      fields: shares(positions.fields, OF_POSITIONS),
    },
    closes: { count: closes.count, fields: shares(closes.fields, OF_CLOSES) },
    fills: { count: fills.count, fields: shares(fills.fields, OF_FILLS) },
    router_rows: {
      count: routerRows.count,
      filled: routerRows.filled,
      fields: shares(routerRows.fields, OF_ROUTER_ROWS, OF_NO_ROUTER_ROW),
    },
  };
}

function shares<Field extends string>(
  fields: readonly FieldShare<Field>[],
  consequences: Readonly<Record<Field, string>>,
  ofNone?: Readonly<Partial<Record<Field, string>>>,
): Readonly<Record<string, CoverageShare>> {
  return Object.fromEntries(
    fields.map(({ field, have, of }) => {
      const follows = have === 0 ? (ofNone?.[field] ?? consequences[field]) : consequences[field];
      return [field, { have, of, consequence: have < of ? follows : null }];
    }),
  );
}
