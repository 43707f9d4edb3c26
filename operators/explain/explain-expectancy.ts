import { statement, type Section, type Statement } from './section';
import type { GroupView } from '../expectancy/group-view';

/** From gross to net, and from the mean R to the edge. */
export function explainExpectancy(group: GroupView): Section {
  const orReason = (name: string, value: number | null, formula: string): Statement =>
    statement(name, value ?? `– (${group.reasons[name] ?? 'unknown'})`, formula);
  const interval = (pair: readonly [number, number] | null): string =>
    pair === null ? 'unknown' : `${pair[0]} to ${pair[1]}`;
  return {
    title: 'Expectancy',
    statements: [
      orReason(
        'net_pnl_usd',
        group.net_pnl_usd,
        `gross ${group.gross_pnl_usd} − fees ${group.fees_usd} − funding ${group.funding_usd}`,
      ),
      orReason('expectancy', group.expectancy, `net ${group.net_pnl_usd} / ${group.count} trades`),
      orReason(
        'hit_rate',
        group.hit_rate,
        `${group.wins} wins / ${group.count} trades; 95 %: ${interval(group.hit_rate_interval)}`,
      ),
      orReason(
        'avg_r',
        group.avg_r,
        `Σ R / ${group.known_r} trades with a known R; 95 %: ${interval(group.r_interval)}`,
      ),
      orReason('shrunk_r', group.shrunk_r, `(n·avg_r + κ·μ0)/(n + κ), n = ${group.known_r}`),
      orReason('pain_r', group.pain_r, 'what clustered losses weigh, per trade'),
      orReason('drawdown_aware_r', group.drawdown_aware_r, 'shrunk_r − λ·n/(n + κ)·pain_r'),
      orReason('edge', group.edge, 'F((drawdown_aware_r − hurdle)/(s0/√(n + κ)))'),
    ],
    remarks: [
      ...(group.fee_flips > 0 ? [`Costs turned ${group.fee_flips} winning trades into losses.`] : []),
      ...(group.clipped > 0 ? [`${group.clipped} multiples were clipped.`] : []),
      `Risk from: ${Object.entries(group.risk_sources)
        .filter(([, trades]) => trades > 0)
        .map(([source, trades]) => `${source} ${trades}`)
        .join(', ')}.`,
    ],
  };
}
