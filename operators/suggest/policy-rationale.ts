import type { Policy } from '../router/current-policy';
import type { PolicyExplanation } from './policy-terms';
import type { Quality } from '../router/router-class';

/** Why the policy moves or stays, in lines for a person. */
export function policyRationale(
  current: Policy,
  proposed: Policy,
  { bias, offset, maker_first, risk_mode }: PolicyExplanation,
  quality: Quality,
): readonly string[] {
  return [
    biasLine(bias),
    ...labelLine(current, proposed),
    offsetLine(offset, risk_mode),
    makerFirstLine(maker_first, quality),
  ];
}

function biasLine(bias: PolicyExplanation['bias']): string {
  const rows = `${bias.maker_rows} maker and ${bias.taker_rows} taker fills with a known cost`;
  const advantage = bps(bias.advantage_bps ?? 0);
  switch (bias.binding) {
    case 'too_few_rows':
      return `Bias stays at ${bias.current}: ${rows} are too few to compare.`;
    case 'no_clear_advantage':
      return `Bias stays at ${bias.current}: taker minus maker cost is ${advantage}, within the noise of ${bps(bias.threshold_bps ?? 0)}.`;
    case 'makers_do_not_fill':
      return `Bias stays at ${bias.current}: makers are cheaper by ${advantage}, but more than half of them do not fill.`;
    case 'frozen':
      return `Bias stays at ${bias.current}: its step is configured as 0.`;
    case 'step':
    case 'bound': {
      const cheaper = (bias.advantage_bps ?? 0) > 0 ? 'maker' : 'taker';
      const limit = bias.binding === 'bound' ? `, held at its bound` : '';
      return `Bias ${bias.current} → ${bias.proposed}${limit}: ${cheaper} orders cost ${bps(Math.abs(bias.advantage_bps ?? 0))} less (${rows}).`;
    }
  }
}

function labelLine(current: Policy, proposed: Policy): readonly string[] {
  const hidden = proposed.taker_bias !== current.taker_bias && proposed.bias_label === current.bias_label;
  return hidden
    ? [`The label stays ${proposed.bias_label}: an executor that reads only the label will see no change.`]
    : [];
}

function offsetLine(offset: PolicyExplanation['offset'], riskMode: string): string {
  const fills = `${offset.filled} of ${offset.rows} maker orders filled as maker`;
  switch (offset.binding) {
    case 'too_few_rows':
      return `Offset stays at ${bps(offset.current)}: ${offset.rows} maker orders are too few to judge.`;
    case 'fill_rate_near_target':
      return `Offset stays at ${bps(offset.current)}: ${fills}, as far as one can tell on target (${offset.target}).`;
    case 'defensive':
      return `Offset stays at ${bps(offset.current)}: the account is ${riskMode}.`;
    case 'frozen':
      return `Offset stays at ${bps(offset.current)}: its step is configured as 0.`;
    case 'step':
    case 'bound': {
      const why =
        offset.gap > 0 ? 'fills come easily, quote further away' : 'fills are too few, quote closer';
      const limit = offset.binding === 'bound' ? ', held at its bound' : '';
      return `Offset ${bps(offset.current)} → ${bps(offset.proposed)}${limit}: ${fills}; ${why}.`;
    }
  }
}

function makerFirstLine(maker: PolicyExplanation['maker_first'], quality: Quality): string {
  const now = maker.current ? 'on' : 'off';
  switch (maker.binding) {
    case 'too_few_rows':
      return `Maker-first stays ${now}: ${maker.slippage_rows} rows with a slippage are too few.`;
    case 'quality_allows_no_change':
      return `Maker-first stays ${now}: router quality is ${quality}.`;
    case 'cost_says_opposite':
      return `Maker-first stays ${now}: router quality is ${quality}, but the costs of both sides say the opposite.`;
    case 'defensive_cost':
      return `Maker-first stays ${now}: in defensive mode no suggestion may raise the expected cost.`;
    case 'quality_broken':
      return 'Maker-first goes off: router quality is broken.';
    case 'quality_good':
      return 'Maker-first goes back on: router quality is good.';
  }
}

function bps(value: number): string {
  return `${Number(value.toFixed(2))} bps`;
}
