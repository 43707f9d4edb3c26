import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own } from '../../src/model/values/json';
import { closeLine, routeLine, TS } from '../io/rows';
import { inTempDir, type Tree } from '../io/temp-dir';

export const STATE_NAMES = [
  'expectancy_v6.json',
  'risk_allocation_suggestions_v6.json',
  'router_policy_suggestions_v6.json',
  'symbol_scores_v6.json',
] as const;

export const ALLOCATION = 'risk_allocation_suggestions_v6.json';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT'];
const numbers = Array.from({ length: 40 }, (_, n) => n);

/** Forty closes a minute apart, the last at 22:53:20, of two symbols. */
export const CLOSES = numbers
  .map((n) => {
    const at = {
      symbol: SYMBOLS[n % 2],
      ts: TS + 60 * n,
      attempt_id: `a${n}`,
      orderId: n,
      strategy: n % 3 === 0 ? 'trend' : 'mean',
    };
    return `${closeLine({ ...at, realizedPnlUsd: ((n * 7) % 11) - 4, fees_total: 0.25, notional_usd: 1000 })}\n`;
  })
  .join('');

const ROUTES = numbers
  .map((n) => {
    const at = {
      symbol: SYMBOLS[n % 2],
      ts: TS + 60 * n - 1,
      attempt_id: `a${n}`,
      maker_start: true,
      is_maker_final: n % 2 === 0,
    };
    return `${routeLine({ ...at, slippage_bps: n % 3, ack_latency_ms: 100 + n, fees_usd: 0.2, qty: { notional_usd: 1000 } })}\n`;
  })
  .join('');

/** A small desk: config/ and logs/ with eighty rows. */
export const DESK: Tree = {
  'config/pairs_universe.json': JSON.stringify({
    universe: SYMBOLS.map((symbol) => ({
      symbol,
      enabled: true,
      tier: 'CORE',
      caps: { max_nav_pct: 0.25, max_concurrent_positions: 2 },
    })),
  }),
  'config/risk_limits.json': JSON.stringify({
    global: { max_nav_drawdown_pct: 10, symbol_notional_share_cap_pct: 25, tiers: { CORE: {} } },
  }),
  'logs/execution/orders_executed.jsonl': CLOSES,
  'logs/execution/order_metrics.jsonl': ROUTES,
  'logs/state/nav.json': JSON.stringify({ equity: 10_000, updated_ts: TS + 60 * 39, peak_equity: 10_100 }),
  'logs/state/positions.json': JSON.stringify([{ symbol: 'BTCUSDT', qty: 1, mark_price: 500 }]),
};

/** Runs `use` on a desk of its own with these files in place of, or beside, the usual ones. */
export async function onDesk<T>(
  files: Readonly<Record<string, string | Uint8Array | undefined>>,
  use: (dir: string) => T | Promise<T>,
): Promise<T> {
  const all = Object.entries({ ...DESK, ...files });
  const present = Object.fromEntries(
    all.flatMap(([path, content]) => (content === undefined ? [] : [[path, content]])),
  );
  return inTempDir(present, use);
}

/** The options that point a command at a desk. */
export function at(
  dir: string,
  ...what: readonly ('logs' | 'config' | 'out' | 'state')[]
): readonly string[] {
  return what.flatMap((name) => [`--${name}`, join(dir, name)]);
}

/** `replay` on a desk. */
export function replayAt(dir: string, ...more: readonly string[]): readonly string[] {
  return ['replay', ...at(dir, 'logs', 'config', 'out'), ...more];
}

/** All files of a directory, by name, as latin1 text: equal texts are equal bytes. Nothing where it is missing. */
export function contentsOf(dir: string): Readonly<Record<string, string>> {
  if (!existsSync(dir)) return {};
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(dir.length + 1), readFileSync(path, 'latin1')]));
}

/** The same by the sha256 of their bytes. */
export function digestsOf(dir: string): Readonly<Record<string, string>> {
  const digest = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');
  return Object.fromEntries(Object.entries(contentsOf(dir)).map(([name, text]) => [name, digest(text)]));
}

/** The four state files by the sha256 of their bytes; undefined where one is missing. */
export function statesOf(dir: string): readonly (string | undefined)[] {
  const digests = digestsOf(dir);
  return STATE_NAMES.map((name) => digests[name]);
}

/** What stands at a path of keys in a JSON text. */
export function jsonAt(text: string, ...keys: readonly string[]): unknown {
  let value: unknown = JSON.parse(text);
  for (const key of keys)
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  return value;
}

/** The same of a file. */
export function fileAt(path: string, ...keys: readonly string[]): unknown {
  return jsonAt(readFileSync(path, 'utf8'), ...keys);
}

/** A file's lines as JSON. */
export function jsonLines(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}
