/** The executor's current routing policy: numbers for labels, and the latest known value of each field. */
import { fromNano, nano, round9 } from '../exact';
import type { Policy, Row } from '../records';
import type { PublishedPolicy } from '../types';

export function biasLabel(bias: number): string {
  const shown = round9(bias);
  if (shown <= 0.35) return 'prefer_maker';
  return shown >= 0.65 ? 'prefer_taker' : 'balanced';
}

function biasNumber(bias: number | string): number {
  if (typeof bias === 'number') return bias;
  const label = bias.trim().toLowerCase();
  if (label === 'prefer_maker') return 0.25;
  return label === 'prefer_taker' ? 0.75 : 0.5;
}

export interface CurrentPolicy {
  readonly makerFirst: boolean;
  readonly bias: bigint;
  readonly offset: bigint;
}

/** Per field: the latest row that has it (`rows` in (ts, bytes) order), else the snapshot, else the default. */
export function currentPolicy(rows: readonly Row[], snapshot: Policy): CurrentPolicy {
  let { makerFirst, bias, offset } = snapshot;
  for (const { policy } of rows) {
    makerFirst = policy.makerFirst ?? makerFirst;
    bias = policy.bias ?? bias;
    offset = policy.offset ?? offset;
  }
  return {
    makerFirst: makerFirst ?? true,
    bias: nano(biasNumber(bias ?? 0.5)),
    offset: nano(offset ?? 2),
  };
}

export function published(policy: CurrentPolicy): PublishedPolicy {
  const bias = fromNano(policy.bias);
  return {
    maker_first: policy.makerFirst,
    taker_bias: bias,
    bias_label: biasLabel(bias),
    offset_bps: fromNano(policy.offset),
  };
}
