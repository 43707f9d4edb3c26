import { finite, textOf } from '../../model/values/json';
import type { FundDays } from '../model/cuts';
import { childAt, listAt, numberAt, textAt } from '../model/json-fields';
import { documentOf, type StateDocuments } from '../model/state-documents';

/** The fund by day, from the primary window; null where the file does not say. */
export function fundDays(state: StateDocuments): FundDays | null {
  const fund = childAt(documentOf(state, 'expectancy'), 'fund');
  if (fund === undefined) return null;
  const rows = listAt(fund, 'daily').flatMap((row) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [];
    const [day, net, trades] = cells;
    const [name, net_usd] = [textOf(day), finite(net)];
    const count = finite(trades) ?? 0;
    return name === undefined || net_usd === undefined
      ? []
      : [{ day: name, net_usd, trades: Math.max(0, Math.trunc(count)) }];
  });
  const dayAt = (key: string): FundDays['worst_day'] => {
    const found = childAt(fund, key) ?? {};
    const [day, net_usd] = [textAt(found, 'day'), numberAt(found, 'net_usd')];
    return day === null || net_usd === null ? null : { day, net_usd };
  };
  return {
    days: {
      day: rows.map(({ day }) => day),
      net_usd: rows.map(({ net_usd }) => net_usd),
      trades: rows.map(({ trades }) => trades),
    },
    sharpe_day: numberAt(fund, 'sharpe_day'),
    sharpe_se: numberAt(fund, 'sharpe_se'),
    worst_day: dayAt('worst_day'),
    best_day: dayAt('best_day'),
    exposure: numberAt(fund, 'exposure'),
  };
}
