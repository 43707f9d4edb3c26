import { Entry } from './entries';
import { float, PyObject } from '../text/python-json';
import { between, chance, Random } from '../chance/random';

const LOST_CLOSE_SHARE = 0.05;
const NAN_SLIPPAGE_SHARE = 0.01;
const NAN_ACK_SHARE = 0.005;
const MISSING_SHARE = 0.01;
const LATE_SHARE = 0.01;
const TWICE_SHARE = 0.005;

/**
 * The rows of one trade as a worse day writes them: NaN, absent optional fields, late rows, exact duplicates, and
 * a lost `order_close` where a `position_close` still tells its P&L. No rate or mean of the truth moves.
 */
export function addNoise(random: Random, entries: readonly Entry[]): readonly Entry[] {
  return withLostClose(random, entries).flatMap((entry) => {
    const row = withoutField(random, entry, withNaN(random, entry));
    const lateUs = chance(random, LATE_SHARE) ? Math.floor(between(random, 2e6, 8e6)) : 0;
    const noisy = { ...entry, row, writtenUs: entry.writtenUs + lateUs };
    return chance(random, TWICE_SHARE) ? [noisy, noisy] : [noisy];
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

// Of two closes of one attempt the other would still stand, and the echo not count.
function withLostClose(random: Random, entries: readonly Entry[]): readonly Entry[] {
  const closes = entries.filter(({ kind }) => kind === 'close').length;
  const hasPnl = entries.some(
    ({ kind, row }) => kind === 'position_close' && row['pnl_at_close_usd'] !== null,
  );
  if (closes !== 1 || !hasPnl || !chance(random, LOST_CLOSE_SHARE)) return entries;
  return entries.filter(({ kind }) => kind !== 'close');
}

function withNaN(random: Random, { kind, row }: Entry): PyObject {
  if (kind !== 'routed') return row;
  const slippage = row['slippage_bps'] !== null && chance(random, NAN_SLIPPAGE_SHARE);
  const ack = chance(random, NAN_ACK_SHARE);
  return {
    ...row,
    ...(slippage ? { slippage_bps: float(NaN) } : {}),
    ...(ack ? { ack_latency_ms: float(NaN) } : {}),
  };
}

function withoutField(random: Random, { kind }: Entry, row: PyObject): PyObject {
  const fields = optionalFields(kind, row);
  if (fields.length === 0 || !chance(random, MISSING_SHARE)) return row;
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
