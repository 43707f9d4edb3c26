import { fingerprint, MultisetDigest, type Fingerprint } from '../../src/model/values/digest';
import {
  isWithin,
  newerSnapshot,
  type Caution,
  type EquityEvent,
  type Snapshot,
} from '../../src/model/event';
import { isLift, isLiftedBy } from '../../src/model/lift';
import { routeFingerprint } from '../../src/model/fingerprint';
import type { Route } from '../../src/model/route';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import type { Fold } from '../core/fold';
import type { JoinedChange, RowsSummary } from '../join/join-attempts';
import { Timeline } from '../core/timeline';

/** What a frame was made of, and what its reader must know of it. */
export interface Provenance {
  /** Fingerprint of the events inside the horizon; their order has no part in it. */
  readonly eventsDigest: string;
  /** False when input is known to be missing. */
  readonly complete: boolean;
  readonly warnings: readonly string[];
}

type EquityPrint = {
  readonly ts: number;
  readonly symbol: '';
  readonly id: string;
  readonly print: Fingerprint;
};

export interface ProvenanceState {
  readonly rows: MultisetDigest;
  readonly equity: Timeline<EquityPrint>;
  readonly snapshots: Map<Snapshot['kind'], Snapshot>;
  cautions: readonly Caution[];
  /** What was last said of closes and fills. */
  closes: Pick<RowsSummary, 'digest' | 'warnings'>;
}

/** Keeps count of what is inside the horizon. */
export function measureProvenance(
  settings: Settings,
  deskWarnings: readonly string[],
): Fold<JoinedChange, ProvenanceState, Provenance> {
  const horizon = horizonMs(settings);
  return {
    init: () => ({
      rows: new MultisetDigest(),
      equity: new Timeline(),
      snapshots: new Map(),
      cautions: [],
      closes: { digest: '', warnings: [] },
    }),
    step(state, change) {
      switch (change.kind) {
        case 'trade':
        case 'untrade':
          break;
        case 'routed':
          state.rows.add(printOf(change.route));
          break;
        case 'unrouted':
          state.rows.remove(printOf(change.route));
          break;
        case 'equity': {
          const id = equityText(change);
          state.equity.put({ ts: change.ts, symbol: '', id, print: fingerprint(id) });
          state.equity.evict(change.ts - horizon);
          break;
        }
        case 'risk':
        case 'positions':
        case 'router':
          state.snapshots.set(change.kind, newerSnapshot(state.snapshots.get(change.kind), change));
          break;
        case 'caution':
          state.cautions = isLift(change)
            ? state.cautions.filter((known) => !isLiftedBy(known, change))
            : [...state.cautions.filter((known) => known.ts > change.ts - horizon), change];
          break;
        case 'rows':
          state.closes = change;
          break;
        case 'tick':
          break;
        default:
          change satisfies never;
      }
      return state;
    },
    view({ rows, equity, snapshots, cautions, closes }, asOf) {
      const others = new MultisetDigest();
      for (const mark of equity.between(asOf - horizon, asOf)) others.add(mark.print);
      for (const snapshot of snapshots.values()) {
        if (isWithin(snapshot, asOf, horizon))
          others.add(fingerprint(`${snapshot.kind}|${snapshot.ts}|${snapshot.text}`));
      }
      const current = cautions.filter((caution) => isWithin(caution, asOf, horizon));
      const warnings = new Set([
        ...deskWarnings,
        ...closes.warnings,
        ...current.map((caution) => caution.code),
      ]);
      return {
        eventsDigest: `${closes.digest}.${rows.text()}.${others.text()}`,
        complete: !current.some((caution) => caution.incomplete),
        warnings: [...warnings].sort(),
      };
    },
  };
}

function printOf(route: Route): Fingerprint {
  return route.print ?? routeFingerprint(route);
}

function equityText(event: EquityEvent): string {
  return ['equity', event.ts, event.origin, event.equityUsd, event.peakUsd, event.drawdownPct].join('|');
}
