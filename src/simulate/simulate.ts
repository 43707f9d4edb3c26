import { symbolProfiles } from './market/symbol-profiles';
import { configFiles } from './config-files';
import { randomOf } from './chance/random';
import { checkSettings, SimulatedFile, SimulationSettings } from './market/settings';
import { dayEntries, logLines, withDamage } from './rows/lines';
import { rotatingFile } from './rows/rotating-file';
import { SHARES } from './market/shares';
import { snapshotFiles } from './snapshots';
import { equityOf } from './trading/equity';
import { symbolDesk } from './trading/symbol-desk';
import { traderOf } from './trading/trader';
import { truthOf } from './truth/truth';
import { truthFile } from './truth/truth-file';
import { truthLog } from './truth/truth-log';

// Fewer intents than this, and three damaged lines would be more than half a percent.
const LEAST_INTENTS_FOR_DAMAGE = 150;
const DAMAGE_AT = 0.9;

/**
 * A history in the executor's format, drawn from the truth it states in `truth.json`. Equal settings give equal
 * bytes (the archive also needs the same zlib); a setting out of range throws a RangeError. A rotated history
 * holds no more than its segments, so memory stays at `rotateBytes · (backups + 2)` a log, one day of rows and the
 * truth of every position.
 */
export function simulate(settings: SimulationSettings): readonly SimulatedFile[] {
  checkSettings(settings);
  const { seed, symbols, days, tradesPerDay, rotateBytes, backups, noise } = settings;
  const shares = { ...SHARES, ...settings.shares };
  const cast = symbolProfiles(settings, shares);
  const truth = truthOf(cast, shares);
  const desks = cast.map((profile) => ({
    desk: symbolDesk(traderOf(profile, shares, seed, symbols), settings),
    noise: noise ? randomOf(seed, `noise/${profile.symbol}`) : undefined,
  }));
  const logs = {
    order_metrics: rotatingFile('order_metrics', rotateBytes, backups),
    orders_executed: rotatingFile('orders_executed', rotateBytes, backups),
  };
  const equity = equityOf(settings);
  const positions = truthLog();
  const damagedDay =
    noise && symbols * days * tradesPerDay >= LEAST_INTENTS_FOR_DAMAGE ? Math.floor(days * DAMAGE_AT) : -1;

  for (let day = 0; day < days; day += 1) {
    const traded = desks.map((one) => ({ ...one, slots: one.desk.nextDay() }));
    const slots = traded.flatMap((one) => one.slots);
    equity.book(slots);
    positions.add(slots.flatMap(({ settled }) => settled));
    const lines = logLines(traded.flatMap((one) => dayEntries(one.desk.trader, one.slots, one.noise)));
    for (const { stem, text } of day === damagedDay ? withDamage(lines) : lines) logs[stem].append(text);
  }

  for (const { desk } of desks) positions.add(desk.standing());
  return [
    ...logs.orders_executed.files(),
    ...logs.order_metrics.files(),
    ...snapshotFiles(
      desks.map(({ desk }) => desk),
      equity,
      truth,
    ),
    ...configFiles(cast),
    truthFile(settings, shares, truth, positions),
    positions.file(),
  ];
}
