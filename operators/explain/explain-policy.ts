import type { Section } from './section';
import type { PolicySuggestion } from '../suggest/suggestions-file';

/** The router policy, field by field. */
export function explainPolicy(row: PolicySuggestion): Section {
  const { bias, offset, maker_first, expected_cost_bps: cost } = row.explanation;
  const known = (value: number | null): string => (value === null ? '–' : String(value));
  return {
    title: `Router policy (${row.quality}, ${row.regime})`,
    statements: [
      {
        name: 'taker_bias',
        value: `${bias.current} → ${bias.proposed}`,
        formula: `A = taker ${known(bias.taker_cost_bps)} − maker ${known(bias.maker_cost_bps)} = ${known(bias.advantage_bps)} bps, noise ${known(bias.threshold_bps)}; step ${bias.step} × ${bias.step_share}, within ${bias.low} to ${bias.high}`,
      },
      {
        name: 'offset_bps',
        value: `${offset.current} → ${offset.proposed}`,
        formula: `fill rate ${offset.fill_rate} − target ${offset.target} = ${offset.gap}, standard error ${offset.standard_error}; step ${offset.step} × ${offset.step_share}, within ${offset.low} to ${offset.high}`,
      },
      {
        name: 'maker_first',
        value: `${maker_first.current} → ${maker_first.proposed}`,
        formula: maker_first.binding,
      },
      {
        name: 'expected_cost_bps',
        value: `${known(cost.current)} → ${known(cost.proposed)}`,
        formula: '(1 − bias)·maker cost + bias·taker cost, when makers go first; else taker cost',
      },
    ],
    remarks: row.rationale,
  };
}
