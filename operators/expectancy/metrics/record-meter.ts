import type { Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import type { Delta } from '../../core/timeline';
import { counts } from './counts';
import { meterOf } from './meter';
import { netMean } from './money';
import { edgeInMoney } from './money-edge';
import { multiples } from './multiples';
import { pain } from './pain';
import type { GroupMeasures } from './registry';
import { riskBasis } from './risk-basis';

/** The fields of a group that advice on sizes follows from. */
export type AdviceMeasures = Pick<
  GroupMeasures,
  | ('count' | 'wins' | 'avg_return')
  | ('known_r' | 'avg_r' | 'std_r' | 'gain_r' | 'loss_r')
  | ('shrunk_r' | 'pain_r' | 'drawdown_aware_r' | 'edge' | 'edge_usd')
  | ('r_usd' | 'n_w' | 'dust_unknown_r' | 'usd_losing')
>;

/** Measures the trades of one symbol as they change, by the metrics of a group. */
export class RecordMeter {
  private readonly counts;
  private readonly netMean;
  private readonly multiples;
  private readonly pain;
  private readonly riskBasis;

  constructor(private readonly settings: Settings) {
    this.counts = meterOf(counts.fold(settings));
    this.netMean = meterOf(netMean.fold(settings));
    this.multiples = meterOf(multiples.fold(settings));
    this.pain = meterOf(pain.fold(settings));
    this.riskBasis = meterOf(riskBasis.fold(settings));
  }

  /** They are now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], delta: Delta<Trade>): AdviceMeasures {
    const { count, wins } = this.counts.measure(trades, delta).view;
    const { avg_return } = this.netMean.measure(trades, delta).view;
    const { known_r, avg_r, std_r, gain_r, loss_r } = this.multiples.measure(trades, delta).view;
    const { shrunk_r, pain_r, drawdown_aware_r, edge } = this.pain.measure(trades, delta).view;
    const { r_usd, n_w, dust_unknown_r, usd_losing } = this.riskBasis.measure(trades, delta).view;
    // Named one by one: to join them as they come takes longer than to measure them.
    return {
      count,
      wins,
      avg_return,
      known_r,
      avg_r,
      std_r,
      gain_r,
      loss_r,
      shrunk_r,
      pain_r,
      drawdown_aware_r,
      edge,
      edge_usd: edgeInMoney({ shrunk_r, drawdown_aware_r, edge, r_usd, n_w }, this.settings),
      r_usd,
      n_w,
      dust_unknown_r,
      usd_losing,
    };
  }
}
