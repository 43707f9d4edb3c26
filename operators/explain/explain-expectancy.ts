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
        `Σ R / ${group.known_r} trades with a known R; 95 %: ${interval(group.r_interval)}, on ${group.n_eff ?? 'no'} independent trades`,
      ),
      orReason('shrunk_r', group.shrunk_r, `(n·avg_r + κ·μ0)/(n + κ), n = ${group.known_r}`),
      orReason('pain_r', group.pain_r, 'what clustered losses weigh, per trade'),
      orReason('drawdown_aware_r', group.drawdown_aware_r, 'shrunk_r − λ·n/(n + κ)·pain_r'),
      orReason('edge', group.edge, 'F((drawdown_aware_r − hurdle)/(s0/√(n + κ)))'),
      orReason(
        'p_dd',
        group.p_dd,
        'F((drawdown_aware_r − hurdle)/(s0·√(1/(n + κ) + 1/20))), of the next 20 trades',
      ),
      orReason('p_mean', group.p_mean, 'the same with shrunk_r: the pain not charged'),
      orReason('r_usd', group.r_usd, 'Σ net / Σ risk, over trades with a known risk'),
      orReason(
        'edge_usd',
        group.edge_usd,
        `F((E − hurdle)/(s0/√(n_w + κ))), E = n_w·r_usd/(n_w + κ) − (shrunk_r − drawdown_aware_r), n_w = ${group.n_w}`,
      ),
      ...heldAndUnknown(group),
    ],
    remarks: [
      ...(group.fee_flips > 0 ? [`Costs turned ${group.fee_flips} winning trades into losses.`] : []),
      ...(group.clipped > 0 ? [`${group.clipped} gains were clipped; losses count in full.`] : []),
      ...(group.usd_and_r_disagree ? ['Money and R disagree: one of the two edges is too small.'] : []),
      ...(group.usd_losing ? ['No risk is known, and in USD the trades surely lose.'] : []),
      ...(group.estimated_fees > 0
        ? [`Of the fees ${group.estimated_fees.toFixed(2)} USD are estimated.`]
        : []),
      `Risk from: ${Object.entries(group.risk_sources)
        .filter(([, trades]) => trades > 0)
        .map(([source, trades]) => `${source} ${trades}`)
        .join(', ')}.`,
    ],
  };
}

// What the logs do not tell is left out.
function heldAndUnknown({ hold_s_p50, hold_s_p95, entry_unknown }: GroupView): readonly Statement[] {
  return [
    ...(hold_s_p50 === null
      ? []
      : [
          statement(
            'hold_s_p50',
            hold_s_p50,
            'seconds from entry to last close: half of those with a known entry',
          ),
          statement('hold_s_p95', hold_s_p95, '95 % of them'),
        ]),
    ...(entry_unknown === null || entry_unknown === 0
      ? []
      : [
          statement(
            'entry_unknown',
            entry_unknown,
            'share of the quantity without an opening fill in the logs',
          ),
        ]),
  ];
}
