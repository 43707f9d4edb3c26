import { known, statement, type Section } from './section';
import type { PolicySuggestion } from '../suggest/suggestions-file';

/** The router policy, field by field. */
export function explainPolicy(row: PolicySuggestion): Section {
  const { bias, offset, maker_first, expected_cost_bps: cost } = row.explanation;
  return {
    title: `Router policy (${row.quality}, ${row.regime})`,
    statements: [
      statement(
        'taker_bias',
        `${bias.current} → ${bias.proposed}`,
        `A = taker ${known(bias.taker_cost_bps)} − maker ${known(bias.maker_cost_bps)} = ${known(bias.advantage_bps)} bps, noise ${known(bias.threshold_bps)}; step ${bias.step} × ${bias.step_share}, within ${bias.low} to ${bias.high}`,
      ),
      statement(
        'offset_bps',
        `${offset.current} → ${offset.proposed}`,
        `fill rate ${offset.fill_rate} − target ${offset.target} = ${offset.gap}, standard error ${offset.standard_error}; step ${offset.step} × ${offset.step_share}, within ${offset.low} to ${offset.high}`,
      ),
      statement('maker_first', `${maker_first.current} → ${maker_first.proposed}`, maker_first.binding),
      statement(
        'expected_cost_bps',
        `${known(cost.current)} → ${known(cost.proposed)}`,
        '(1 − bias)·maker cost + bias·taker cost, when makers go first; else taker cost',
      ),
    ],
    remarks: row.rationale,
  };
}
