import type { CheckedSnapshot } from '../../../../pipelines/replay/check-snapshots';
import type { SnapshotName } from '../../../io/snapshots/load-snapshots';
import { isoUtc } from '../../../model/values/time';
import type { CheckReport } from './check-schema';

/** What is missing in the numbers without each snapshot. Whether there is another equity decides what a nav is worth. */
const WITHOUT: Readonly<Record<SnapshotName, string>> = {
  nav: 'the equity is that of nav_log.json, without a stated peak or drawdown',
  nav_log: 'the drawdown is what nav.json and risk_snapshot.json state',
  risk_snapshot:
    'the drawdown is that of the equity alone; the volatility of a score is that of router_health.json, else its prior',
  positions: 'every current_weight is null',
  router_health:
    'a symbol without router rows has no router quality, and gets less weight; where rows carry no policy the current one is the default; the volatility of a score is that of risk_snapshot.json, else its prior',
};

const NO_EQUITY =
  'no nav: mode will be cautious or worse; sizes in USD and current weights are unknown, no minimum order applies, and strategies get no weight';

/** Each snapshot with its state, and what follows where it does not count. */
export function snapshotReport({
  snapshots,
  account,
}: {
  readonly snapshots: readonly CheckedSnapshot[];
  readonly account: { readonly equity_usd: number | null } | undefined;
}): CheckReport['snapshots'] {
  const hasEquity = (account?.equity_usd ?? 0) > 0;
  const hasNav = snapshots.some(({ name, state }) => name === 'nav' && state === 'used');
  const without = (name: SnapshotName): string => {
    if (name === 'nav') return hasEquity ? WITHOUT.nav : NO_EQUITY;
    return name === 'nav_log' && !hasNav ? 'no series of equities stands in for nav.json' : WITHOUT[name];
  };
  return Object.fromEntries(
    snapshots.map(({ name, state, ts }) => [
      name,
      {
        state,
        ts: ts === undefined ? null : isoUtc(ts),
        consequence: state === 'used' ? null : without(name),
      },
    ]),
  );
}
