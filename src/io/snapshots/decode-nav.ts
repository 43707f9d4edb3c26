import type { EquityEvent } from '../../model/event';
import { isObject, own, type JsonObject } from '../../model/values/json';
import { firstNumeric, numeric } from '../../model/values/numeric';
import { firstTime, snapshotTime } from './snapshot-fields';

const EQUITY = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'] as const;

/** nav.json: its own numbers, and each point of its series. `receivedMs` is the time of a nav that states none. */
export function decodeNav(nav: JsonObject, receivedMs: number): readonly EquityEvent[] {
  const points = decodeEquitySeries(own(nav, 'series'));
  const isNamed = EQUITY.some((name) => Object.hasOwn(nav, name));
  const equityUsd = firstNumeric(nav, EQUITY);
  const current = {
    equityUsd,
    unreadable: isNamed && equityUsd === undefined,
    peakUsd: firstNumeric(nav, ['peak_equity', 'peak']),
    drawdownPct: numeric(own(nav, 'drawdown_pct')),
  };
  if (!isNamed && current.peakUsd === undefined && current.drawdownPct === undefined) return points;
  return [...points, { kind: 'equity', ts: snapshotTime(nav, receivedMs), origin: 'snapshot', ...current }];
}

/** Each point of a series of equities as an event at the point's time; what has no time or no equity is left out. */
export function decodeEquitySeries(series: unknown): readonly EquityEvent[] {
  const points: readonly unknown[] = Array.isArray(series) ? series : [];
  return points.flatMap((point): readonly EquityEvent[] => {
    if (!isObject(point)) return [];
    const ts = firstTime(point, ['ts', 't']);
    const equityUsd = firstNumeric(point, ['equity', 'nav']);
    if (ts === undefined || equityUsd === undefined) return [];
    return [
      {
        kind: 'equity',
        ts,
        origin: 'series',
        equityUsd,
        unreadable: false,
        peakUsd: undefined,
        drawdownPct: undefined,
      },
    ];
  });
}
