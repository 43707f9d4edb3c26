import { DAY, HOUR, SECOND } from '../../../src/model/values/time';
import { configFiles } from '../../../src/simulate/config-files';
import { SHARES } from '../../../src/simulate/market/shares';
import { symbolProfiles } from '../../../src/simulate/market/symbol-profiles';
import { dayEntries, logLines, type LogLine } from '../../../src/simulate/rows/lines';
import { type CarriedPositions, drawSlot } from '../../../src/simulate/trading/slot';
import { traderOf } from '../../../src/simulate/trading/trader';
import type { Tree } from '../../io/temp-dir';
import { START_MS, TRADES_PER_DAY, treeOf } from './earning-fund';

const DAYS = 84;
/** How long an edge stays, in days; symbols flip at other times, so that some always earn. */
const STAY_DAYS = 21;
const EDGE_R = 0.4;
const EQUITY_USD = 100_000;
// No position outlasts its slot.
const ONLY_WHOLE = { ...SHARES, flip: 0, reduced: 0 };

/** Logs and configs of a fund whose true edges turn from 0.4 R to −0.4 R and back every three weeks. */
export function flippingFund({ seed, symbols }: { readonly seed: number; readonly symbols: number }): Tree {
  const cast = symbolProfiles({ seed, symbols });
  const slotMs = DAY / TRADES_PER_DAY;
  const lines: LogLine[] = [];
  for (const [i, profile] of cast.entries()) {
    const trader = traderOf(profile, ONLY_WHOLE, seed, symbols);
    const standing: CarriedPositions = {};
    for (let fromMs = START_MS; fromMs < START_MS + DAYS * DAY; fromMs += slotMs) {
      const days = (fromMs - START_MS) / DAY + (i * STAY_DAYS * 2) / cast.length;
      const edgeR = Math.floor(days / STAY_DAYS) % 2 === 0 ? EDGE_R : -EDGE_R;
      const now = { ...trader, profile: { ...profile, edgeR } };
      const slot = { fromUs: fromMs * 1000, untilUs: (fromMs + slotMs) * 1000, staysOpen: false };
      lines.push(...logLines(dayEntries(now, [drawSlot(now, standing, slot)], undefined)));
    }
  }
  const logOf = (stem: LogLine['stem']): string =>
    lines.flatMap((line) => (line.stem === stem ? [`${line.text}\n`] : [])).join('');
  const series = Array.from({ length: DAYS * 24 + 1 }, (_, hour) => ({
    ts: (START_MS + hour * HOUR) / SECOND,
    equity: EQUITY_USD,
  }));
  return {
    ...treeOf(configFiles(cast)),
    'execution/orders_executed.jsonl': logOf('orders_executed'),
    'execution/order_metrics.jsonl': logOf('order_metrics'),
    'state/nav.json': JSON.stringify({ equity: EQUITY_USD, updated_ts: series.at(-1)?.ts, series }),
  };
}
