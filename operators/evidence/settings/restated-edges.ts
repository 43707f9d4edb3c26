import type { Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import { edgeInMoney } from '../../expectancy/metrics/money-edge';
import { worthOf } from '../../expectancy/metrics/pain';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

type Edges = Readonly<Pick<AdviceMeasures, 'edge' | 'edge_usd'>>;

/**
 * The edges of a record under settings of expectancy other than those it was measured with: from its counts, its mean R, its pain
 * and its money per risk, by the formulas it was measured with. The record as it was before it was rounded.
 */
export function restatedEdges(record: AdviceMeasures, settings: Settings): Edges {
  const { known_r, avg_r, pain_r, r_usd, n_w } = record;
  const { shrunk_r, drawdown_aware_r, edge } = worthOf(known_r, avg_r ?? 0, pain_r ?? 0, settings);
  const inMoney = edgeInMoney({ shrunk_r, drawdown_aware_r, edge, r_usd, n_w }, settings);
  return { edge: round9(edge), edge_usd: round9(inMoney) };
}
