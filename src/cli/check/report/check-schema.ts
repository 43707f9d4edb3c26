import {
  closed,
  count,
  flag,
  listOf,
  mapOf,
  number,
  numberOrNull,
  text,
  textOrNull,
  texts,
  warningCode,
} from '../../../model/schemas/shapes';
import { RISK_MODES } from '../../../model/fund/risk-mode';
import type { FromSchema } from '../../../model/schemas/from-schema';

/** Why nothing can be computed of the logs. */
const NOT_USABLE = [
  ...['config', 'no_rows', 'no_usable_rows', 'too_much_bad_input', 'no_closes', 'no_pnl', 'no_positions'],
] as const;

/** How many of the rows that should carry a field do, and what it does to the numbers where one does not. */
const share = closed({ have: count, of: count, consequence: textOrNull });
const fields = mapOf(share);

const coverage = closed({
  positions: closed({
    count,
    symbols: count,
    open: count,
    in_primary_window: count,
    verified: count,
    differing: count,
    first_close: textOrNull,
    last_close: textOrNull,
    risk_sources: closed({ recorded: count, stop: count, fallback: count, none: count }),
    router_row_of: closed({ entry: count, exit: count, none: count }),
    fields,
  }),
  closes: closed({ count, fields }),
  fills: closed({ count, fields }),
  router_rows: closed({ count, filled: count, fields }),
});

const fault = closed({
  source: text,
  file: text,
  /** 0 is the current file, k the k-th rotated one. */
  segment: numberOrNull,
  offset: count,
  length: count,
  reason: text,
  detail: text,
  raw: textOrNull,
  raw_b64: textOrNull,
});

const foundCloses = closed({
  count,
  first: listOf(closed({ symbol: text, ts: number, places: texts })),
});

/** Of the names in the logs, how many the configs know. */
const known = closed({ have: count, of: count });
const unknownNames = listOf(closed({ name: text, meant: textOrNull }));

/** What `intel check --json` prints. */
export const checkSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:check_report',
  title: 'What intel check finds: whether the logs can be used, and what will be missing in the numbers',
  ...closed({
    usable: flag,
    /** Why not; null where they can be used. */
    reason: { enum: [...NOT_USABLE, null] },
    verdict: text,
    as_of: textOrNull,
    /** Null: the horizon has no end. */
    horizon_days: numberOrNull,
    primary_window: text,
    fallback_risk_bps: number,
    rows: closed({
      rows: count,
      earliest: textOrNull,
      kinds: closed({ router_row: count, fill: count, close: count, close_without_pnl: count }),
      /** Rows of which only the time counts, by kind. */
      noted: mapOf(count),
      quarantined: count,
      future: count,
      nonfinite: count,
      mistyped: count,
      too_much_bad_input: flag,
      fault_reasons: mapOf(count),
      /** The first hundred. */
      faults: listOf(fault),
    }),
    coverage: { anyOf: [coverage, { type: 'null' }] },
    snapshots: mapOf(
      closed({
        state: { enum: ['used', 'missing', 'unusable', 'empty', 'later', 'old'] },
        ts: textOrNull,
        consequence: textOrNull,
      }),
    ),
    account: {
      anyOf: [
        closed({ risk_mode: { enum: RISK_MODES }, equity_usd: numberOrNull, reasons: texts }),
        { type: 'null' },
      ],
    },
    names: closed({
      known_symbols: known,
      known_strategies: known,
      unknown_symbols: unknownNames,
      unknown_strategies: unknownNames,
      unlisted: closed({ symbols: count, strategies: count, case_variants: count }),
      case_variants: listOf(texts),
      label_step: textOrNull,
    }),
    closes: closed({
      conflicting: foundCloses,
      possible_duplicates: foundCloses,
      without_pnl: foundCloses,
    }),
    notes: texts,
    warnings: listOf(closed({ code: warningCode, meaning: textOrNull, remedy: textOrNull })),
    too_many_groups: textOrNull,
    excluded: listOf(closed({ symbol: text, reason: { enum: ['restricted', 'status', 'disabled'] } })),
    problems: listOf(
      closed({
        file: text,
        line: numberOrNull,
        column: numberOrNull,
        path: text,
        found: textOrNull,
        message: text,
        severity: { enum: ['error', 'warning'] },
      }),
    ),
    conversions: listOf(
      closed({
        file: text,
        line: numberOrNull,
        column: numberOrNull,
        path: texts,
        found: number,
        used: number,
        unit: { enum: ['fraction', 'percent'] },
        converted: flag,
        doubtful: flag,
      }),
    ),
  }),
} as const;

export type CheckReport = FromSchema<typeof checkSchema>;
export type CoverageShare = FromSchema<typeof share>;
