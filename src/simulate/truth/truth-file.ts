import { prettyJson } from '../text/pretty-json';
import { SimulatedFile, SimulationSettings } from '../market/settings';
import { Truth } from './truth';

const ABOUT = {
  edge_r: 'mean net R of a close, after fees and funding; inside ±5, so nothing is clipped',
  std_r: 'standard deviation of the net R',
  hit_rate: 'share of closes with a positive net',
  maker_fill_rate: 'share of metric rows with is_maker_final true',
  fallback_rate: 'share of rows with maker_start true that used the fallback',
  mean_slippage_bps: 'mean over filled rows, positive as a cost; likewise its quantiles and mean_fee_bps',
  ack_p50_ms: 'median over all rows',
  symbols: 'router figures are of all metric rows of the symbol',
  strategies: 'router figures are of the metric rows that a close joins: the entries that filled',
};

/** `truth.json`: what the settings make true, whatever was drawn; exact values, rounded to 9 decimals. */
export function truthFile(settings: SimulationSettings, truth: Truth): SimulatedFile {
  const content = { settings: { ...settings }, about: ABOUT, ...truth };
  return { path: 'truth.json', bytes: Buffer.from(prettyJson(content)) };
}
