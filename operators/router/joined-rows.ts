import { rounded } from '../../src/model/math/round';
import type { Route } from '../../src/model/route';
import type { Trade } from '../../src/model/trade';
import type { Delta } from '../core/timeline';
import { RouterCount, type RouterStats } from './router-stats';

/** The router's rows that trades are joined to, each row once, as the trades change. */
export class JoinedRows {
  private readonly count = new RouterCount();
  private readonly trades = new Map<Route, number>();

  apply({ removed, added }: Delta<Trade>): void {
    for (const { route } of removed) {
      if (route === undefined) continue;
      const left = (this.trades.get(route) ?? 0) - 1;
      if (left > 0) this.trades.set(route, left);
      else {
        this.trades.delete(route);
        this.count.remove(route);
      }
    }
    for (const { route } of added) {
      if (route === undefined) continue;
      const known = this.trades.get(route) ?? 0;
      this.trades.set(route, known + 1);
      if (known === 0) this.count.add(route);
    }
  }

  stats(): RouterStats {
    return rounded(this.count.stats());
  }
}
