import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own } from '../../../src/model/values/json';

/**
 * The one question that all are asked, of each symbol: how many closes and what they realised in 30 days; in 14 days the
 * router rows, their median slippage in bps, and the share of maker fills.
 */
export type Answer = Readonly<Record<string, readonly number[]>>;

/** What a peer printed. */
export function answerOf(stdout: string): Answer {
  return JSON.parse(stdout) as Answer;
}

/** The same from our state files, which hold it among all else. */
export function answerIn(out: string): Answer {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8'));
  const groups = at(at(at(read('expectancy_v6'), 'windows'), '30d'), 'symbols');
  const routers = at(read('router_policy_suggestions_v6'), 'symbols');
  if (!isObject(groups) || !Array.isArray(routers)) throw new Error('the state files have another form');
  return Object.fromEntries(
    routers.map((row: unknown) => {
      const symbol = String(at(row, 'symbol'));
      const group = at(groups, symbol);
      const metrics = at(row, 'metrics');
      return [
        symbol,
        [
          ...['legs', 'gross_pnl_usd'].map((name) => Number(at(group, name))),
          Number(at(at(metrics, 'carriers'), 'is_maker_final')),
          ...['slippage_p50', 'maker_fill_rate'].map((name) => Number(at(metrics, name))),
        ],
      ];
    }),
  );
}

/** Says where an answer differs from another by more than what rounding to 9 decimals makes. */
export function difference(name: string, answer: Answer, other: Answer): string | undefined {
  const symbols = new Set([...Object.keys(answer), ...Object.keys(other)]);
  for (const symbol of symbols) {
    const [ours, theirs] = [answer[symbol] ?? [], other[symbol] ?? []];
    const isSame =
      ours.length === theirs.length &&
      ours.every((value, i) => Math.abs(value - (theirs[i] ?? NaN)) <= 1e-6 * Math.max(1, Math.abs(value)));
    if (!isSame) return `${name}, ${symbol}: ${theirs.join(' ')} where intel says ${ours.join(' ')}`;
  }
  return undefined;
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? own(value, key) : undefined;
}
