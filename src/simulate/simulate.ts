import { symbolProfiles } from './market/symbol-profiles';
import { configFiles } from './config-files';
import { ledgerOf } from './trading/ledger';
import { dayEntries, logLines, withDamage } from './rows/lines';
import { randomOf } from './chance/random';
import { rotatingFile } from './rows/rotating-file';
import { checkSettings, SimulatedFile, SimulationSettings } from './market/settings';
import { snapshotFiles } from './snapshots';
import { traderOf } from './trading/trader';
import { tradingDay } from './trading/trading-day';
import { truthOf } from './truth/truth';
import { truthFile } from './truth/truth-file';

// Fewer intents than this, and three damaged lines would be more than half a percent.
const LEAST_INTENTS_FOR_DAMAGE = 150;
const DAMAGE_AT = 0.9;

/**
 * A history in the executor's format, drawn from the truth it states in `truth.json`. Equal settings give equal
 * bytes (the archive also needs the same zlib); a setting out of range throws a RangeError. A rotated history
 * holds no more than its segments, so memory stays at `rotateBytes · (backups + 2)` a log and one day of rows.
 */
export function simulate(settings: SimulationSettings): readonly SimulatedFile[] {
  checkSettings(settings);
  const { seed, symbols, days, tradesPerDay, rotateBytes, backups, noise } = settings;
  const cast = symbolProfiles(settings);
  const truth = truthOf(cast);
  const desks = cast.map((profile) => ({
    trader: traderOf(profile, seed, symbols),
    noise: noise ? randomOf(seed, `noise/${profile.symbol}`) : undefined,
  }));
  const logs = {
    order_metrics: rotatingFile('order_metrics', rotateBytes, backups),
    orders_executed: rotatingFile('orders_executed', rotateBytes, backups),
  };
  const ledger = ledgerOf(settings);
  const damagedDay =
    noise && symbols * days * tradesPerDay >= LEAST_INTENTS_FOR_DAMAGE ? Math.floor(days * DAMAGE_AT) : -1;

  for (let day = 0; day < days; day += 1) {
    const traded = desks.map((desk) => ({ ...desk, trades: tradingDay(desk.trader, settings, day) }));
    ledger.book(traded.flatMap(({ trades }) => trades));
    const lines = logLines(traded.flatMap((desk) => dayEntries(desk.trader, desk.trades, desk.noise)));
    for (const { stem, text } of day === damagedDay ? withDamage(lines) : lines) logs[stem].append(text);
  }

  const traders = desks.map(({ trader }) => trader);
  return [
    ...logs.orders_executed.files(),
    ...logs.order_metrics.files(),
    ...snapshotFiles(traders, ledger, truth),
    ...configFiles(cast),
    truthFile(settings, truth),
  ];
}
