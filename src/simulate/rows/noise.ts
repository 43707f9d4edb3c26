import { Entry } from './entries';
import { Shares } from '../market/shares';
import { float, PyObject } from '../text/python-json';
import { between, chance, Random } from '../chance/random';

/**
 * The rows of one events as a worse day writes them: NaN, absent optional fields, late rows, exact duplicates, and
 * a lost `order_close` where a `position_close` still tells its P&L. No rate or mean of the truth moves.
 */
export function addNoise(random: Random, shares: Shares, entries: readonly Entry[]): readonly Entry[] {
  return withLostClose(random, shares, entries).flatMap((entry) => {
    const row = withoutField(random, shares, entry, withNaN(random, shares, entry));
    const lateUs = chance(random, shares.late) ? Math.floor(between(random, 2e6, 8e6)) : 0;
    const noisy = { ...entry, row, writtenUs: entry.writtenUs + lateUs };
    return chance(random, shares.twice) ? [noisy, noisy] : [noisy];
  });
}

/** A line that a crash cut short. */
export function torn(line: string): string {
  return line.slice(0, Math.floor(line.length * 0.6));
}

/** An `order_close` line whose P&L is no number. */
export function unreadable(line: string): string {
  return line.replace(/"realizedPnlUsd": [^,]+/, '"realizedPnlUsd": "n/a"');
}

// A row with the P&L is written only of a close that is the whole of its position.
function withLostClose(random: Random, shares: Shares, entries: readonly Entry[]): readonly Entry[] {
  const lost = entries.flatMap(({ kind, row }) =>
    kind === 'position_close' && row['pnl_at_close_usd'] !== null && chance(random, shares.lost_close)
      ? [row['attempt_id']]
      : [],
  );
  return entries.filter(({ kind, row }) => kind !== 'close' || !lost.includes(row['attempt_id']));
}

function withNaN(random: Random, shares: Shares, { kind, row }: Entry): PyObject {
  if (kind !== 'routed') return row;
  const slippage = row['fees_usd'] !== null && chance(random, shares.nan_slippage);
  const ack = chance(random, shares.nan_ack);
  return {
    ...row,
    ...(slippage ? { slippage_bps: float(NaN) } : {}),
    ...(ack ? { ack_latency_ms: float(NaN) } : {}),
  };
}

function withoutField(random: Random, shares: Shares, { kind }: Entry, row: PyObject): PyObject {
  const fields = optionalFields(kind, row);
  if (fields.length === 0 || !chance(random, shares.missing_field)) return row;
  const missing = fields[Math.floor(random() * fields.length)] ?? '';
  return { ...row, [missing]: undefined };
}

// A close without its recorded risk needs its strategy and its notional to be measured in R.
function optionalFields(kind: Entry['kind'], row: PyObject): readonly string[] {
  if (kind === 'routed') return ['policy', 'timing_ms', 'is_maker_final', 'result', 'intent_id'];
  if (kind !== 'close') return [];
  return row['initial_risk_usd'] === undefined
    ? ['exit_reason']
    : ['strategy', 'entry_notional_usd', 'exit_reason'];
}
