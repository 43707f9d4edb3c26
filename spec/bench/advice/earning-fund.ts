import { HOUR, SECOND } from '../../../src/model/values/time';
import type { SimulatedFile } from '../../../src/simulate/market/settings';
import { symbolProfiles } from '../../../src/simulate/market/symbol-profiles';
import type { Tree } from '../../io/temp-dir';
import { at, numberOf, positionsOf, simulate } from '../../simulate/history';

export const START_MS = Date.UTC(2026, 0, 5);
export const TRADES_PER_DAY = 6;
const DAYS = 60;
const START_EQUITY_USD = 100_000;

/** A position that ended, as the truth states it. */
export interface FundTrade {
  readonly symbol: string;
  readonly entryMs: number;
  readonly r: number;
}

/** A simulated fund, and what is true of its enabled symbols. */
export interface Fund {
  /** Logs and configs, by path. */
  readonly files: Tree;
  readonly trades: readonly FundTrade[];
  /** Mean R of a position. */
  readonly edges: ReadonlyMap<string, number>;
}

/**
 * `intel simulate` over 60 days, 6 positions a day and symbol: the enabled symbols together earn. The executor leaves no
 * more than the equity of its last hours; here the nav has a series of the whole time, a point an hour.
 */
export function earningFund(size: { readonly seed: number; readonly symbols: number }): Fund {
  const files = simulate({
    ...size,
    days: DAYS,
    tradesPerDay: TRADES_PER_DAY,
    startMs: START_MS,
    rotateBytes: 10_000_000,
    backups: 5,
    noise: true,
  });
  const enabled = symbolProfiles(size).filter((profile) => profile.enabled);
  const edges = new Map(enabled.map(({ symbol, edgeR }) => [symbol, edgeR]));
  const ended = positionsOf(files)
    .filter((row) => at(row, 'exit_ts') !== null)
    .map((row) => ({
      symbol: String(at(row, 'symbol')),
      entryMs: numberOf(row, 'entry_ts') * SECOND,
      exitMs: numberOf(row, 'exit_ts') * SECOND,
      r: numberOf(row, 'net_r'),
      netUsd: numberOf(row, 'net_usd'),
    }));
  return {
    files: { ...treeOf(files), 'state/nav.json': navJson(ended) },
    trades: ended.filter(({ symbol }) => edges.has(symbol)),
    edges,
  };
}

/** Simulated files, by path. */
export function treeOf(files: readonly SimulatedFile[]): Tree {
  return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
}

function navJson(ended: readonly { readonly exitMs: number; readonly netUsd: number }[]): string {
  const equityAt = (ts: number): number =>
    ended.reduce((sum, { exitMs, netUsd }) => (exitMs <= ts ? sum + netUsd : sum), START_EQUITY_USD);
  const series = Array.from({ length: DAYS * 24 + 1 }, (_, hour) => {
    const ts = START_MS + hour * HOUR;
    return { ts: ts / SECOND, equity: equityAt(ts) };
  });
  const last = series.at(-1);
  return JSON.stringify({ equity: last?.equity, updated_ts: last?.ts, series });
}
