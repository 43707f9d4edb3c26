import type { Settings } from '../../src/model/fund/settings';
import { byCodeUnits } from '../../src/model/values/json';
import type { Trade } from '../../src/model/trade';
import { byPlace, isEmpty, type Delta } from '../core/timeline';
import type { BarredGroup } from './bar';
import { GroupMeasure, type CutView } from './group-view';
import { CUT_METRICS, type CutMeasures } from './metrics/registry';
import { bySize, sizeBounds } from './cuts/sizes';

interface SizeGroup {
  readonly trades: readonly Trade[];
  readonly measure: GroupMeasure<CutMeasures>;
  readonly measured: BarredGroup<CutView>;
}

/** One window by the size of its trades. The groups move as the window does: a trade may change sides without changing itself. */
export class SizesMeasure {
  private groups: ReadonlyMap<string, SizeGroup> = new Map();

  constructor(private readonly settings: Settings) {}

  /** The window now holds `trades`, in order. A group that nothing changed is the same object again. */
  views(trades: readonly Trade[]): Readonly<Record<string, CutView>> {
    const lists = [...bySize(trades)].sort(([a], [b]) => byCodeUnits(a, b));
    this.groups = new Map(lists.map(([key, list]) => [key, this.grown(this.groups.get(key), list)]));
    const { size } = this.groups;
    return Object.fromEntries([...this.groups].map(([key, { measured }]) => [key, measured.among(size)]));
  }

  private grown(known: SizeGroup | undefined, trades: readonly Trade[]): SizeGroup {
    const delta = difference(known?.trades ?? [], trades);
    if (known !== undefined && isEmpty(delta)) return known;
    const measure = known?.measure ?? new GroupMeasure(() => CUT_METRICS.meter(this.settings));
    const measured = measure.measure(trades, delta, { notional_usd: sizeBounds(trades) });
    return { trades, measure, measured };
  }
}

// Both are in order.
function difference(known: readonly Trade[], trades: readonly Trade[]): Delta<Trade> {
  const removed: Trade[] = [];
  const added: Trade[] = [];
  let at = 0;
  for (const trade of trades) {
    let other = known[at];
    while (other !== undefined && other !== trade && byPlace(other, trade) <= 0) {
      removed.push(other);
      other = known[++at];
    }
    if (other === trade) at++;
    else added.push(trade);
  }
  removed.push(...known.slice(at));
  return { removed, added };
}
