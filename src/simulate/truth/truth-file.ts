import { prettyJson } from '../text/pretty-json';
import { Shares } from '../market/shares';
import { SimulatedFile, SimulationSettings } from '../market/settings';
import { Truth } from './truth';
import { TruthLog } from './truth-log';

const ABOUT = {
  shares: 'how often the executor takes each path (docs/simulator.md)',
  edge_r:
    'mean net R of a position, after the fees of both legs and funding; inside ±5, so nothing is clipped',
  std_r: 'standard deviation of the net R',
  hit_rate: 'share of positions with a positive net',
  maker_fill_rate: 'share of metric rows with is_maker_final true',
  fallback_rate: 'share of rows with maker_start true that used the fallback',
  mean_slippage_bps: 'mean over filled rows, positive as a cost; likewise its quantiles and mean_fee_bps',
  ack_p50_ms: 'median over all rows',
  symbols: 'router figures are of all metric rows of the symbol',
  strategies: 'router figures are of the metric rows of the entries that filled',
  totals: 'what the positions drawn add up to; each of them is a line of truth_positions.jsonl',
};

/** `truth.json`: what the settings make true, whatever was drawn, and what the draws add up to; rounded to 9 decimals. */
export function truthFile(
  settings: SimulationSettings,
  shares: Shares,
  truth: Truth,
  positions: TruthLog,
): SimulatedFile {
  const totals = Object.fromEntries(
    Object.keys(truth.symbols).map((symbol) => [symbol, positions.totals(symbol)]),
  );
  const { seed, symbols, days, tradesPerDay, startMs, rotateBytes, backups, noise } = settings;
  const content = {
    settings: { seed, symbols, days, tradesPerDay, startMs, rotateBytes, backups, noise },
    shares: { ...shares },
    about: ABOUT,
    ...truth,
    totals,
  };
  return { path: 'truth.json', bytes: Buffer.from(prettyJson(content)) };
}
