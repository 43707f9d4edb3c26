import type { RiskMode } from '../../src/model/fund/risk-mode';
import type { Policy } from '../router/current-policy';
import type {
  BiasBinding,
  BiasTerms,
  MakerFirstBinding,
  MakerFirstTerms,
  OffsetBinding,
  OffsetTerms,
  PolicyExplanation,
} from './policy-terms';
import type { Quality } from '../router/router-class';

/** Why the policy moves or stays, in lines for a person. */
export function policyRationale(
  current: Policy,
  proposed: Policy,
  { bias, offset, maker_first, risk_mode }: PolicyExplanation,
  quality: Quality,
): readonly string[] {
  return [
    BIAS_LINES[bias.binding](bias),
    ...labelLine(current, proposed),
    OFFSET_LINES[offset.binding](offset, risk_mode),
    MAKER_FIRST_LINES[maker_first.binding](maker_first, quality),
  ];
}

const BIAS_LINES: Readonly<Record<BiasBinding, (bias: BiasTerms) => string>> = {
  too_few_rows: (bias) => `Bias stays at ${bias.current}: ${fillsOf(bias)} are too few to compare.`,
  no_clear_advantage: (bias) =>
    `Bias stays at ${bias.current}: taker minus maker cost is ${bps(bias.advantage_bps ?? 0)}, within the noise of ${bps(bias.threshold_bps ?? 0)}.`,
  makers_do_not_fill: (bias) =>
    `Bias stays at ${bias.current}: makers are cheaper by ${bps(bias.advantage_bps ?? 0)}, but more than half of them do not fill.`,
  frozen: (bias) => `Bias stays at ${bias.current}: its step is configured as 0.`,
  step: (bias) => biasMove(bias, ''),
  bound: (bias) => biasMove(bias, ', held at its bound'),
};

const OFFSET_LINES: Readonly<Record<OffsetBinding, (offset: OffsetTerms, riskMode: RiskMode) => string>> = {
  too_few_rows: (offset) =>
    `Offset stays at ${bps(offset.current)}: ${offset.rows} maker orders are too few to judge.`,
  fill_rate_near_target: (offset) =>
    `Offset stays at ${bps(offset.current)}: ${filledOf(offset)}, as far as one can tell on target (${offset.target}).`,
  defensive: (offset, riskMode) => `Offset stays at ${bps(offset.current)}: the account is ${riskMode}.`,
  frozen: (offset) => `Offset stays at ${bps(offset.current)}: its step is configured as 0.`,
  step: (offset) => offsetMove(offset, ''),
  bound: (offset) => offsetMove(offset, ', held at its bound'),
};

const MAKER_FIRST_LINES: Readonly<
  Record<MakerFirstBinding, (maker: MakerFirstTerms, quality: Quality) => string>
> = {
  too_few_rows: (maker) =>
    `Maker-first stays ${onOff(maker)}: ${maker.slippage_rows} rows with a slippage are too few.`,
  quality_allows_no_change: (maker, quality) =>
    `Maker-first stays ${onOff(maker)}: router quality is ${quality}.`,
  cost_says_opposite: (maker, quality) =>
    `Maker-first stays ${onOff(maker)}: router quality is ${quality}, but the costs of both sides say the opposite.`,
  defensive_cost: (maker) =>
    `Maker-first stays ${onOff(maker)}: in defensive mode no suggestion may raise the expected cost.`,
  quality_broken: () => 'Maker-first goes off: router quality is broken.',
  quality_good: () => 'Maker-first goes back on: router quality is good.',
};

function labelLine(current: Policy, proposed: Policy): readonly string[] {
  const hidden = proposed.taker_bias !== current.taker_bias && proposed.bias_label === current.bias_label;
  return hidden
    ? [`The label stays ${proposed.bias_label}: an executor that reads only the label will see no change.`]
    : [];
}

function biasMove(bias: BiasTerms, limit: string): string {
  const advantage = bias.advantage_bps ?? 0;
  const cheaper = advantage > 0 ? 'maker' : 'taker';
  return `Bias ${bias.current} → ${bias.proposed}${limit}: ${cheaper} orders cost ${bps(Math.abs(advantage))} less (${fillsOf(bias)}).`;
}

function fillsOf(bias: BiasTerms): string {
  return `${bias.maker_rows} maker and ${bias.taker_rows} taker fills with a known cost`;
}

function offsetMove(offset: OffsetTerms, limit: string): string {
  const why = offset.gap > 0 ? 'fills come easily, quote further away' : 'fills are too few, quote closer';
  return `Offset ${bps(offset.current)} → ${bps(offset.proposed)}${limit}: ${filledOf(offset)}; ${why}.`;
}

function filledOf(offset: OffsetTerms): string {
  return `${offset.filled} of ${offset.rows} maker orders filled as maker`;
}

function onOff(maker: MakerFirstTerms): string {
  return maker.current ? 'on' : 'off';
}

function bps(value: number): string {
  return `${Number(value.toFixed(2))} bps`;
}
