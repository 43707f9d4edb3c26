import { fingerprint, MultisetDigest } from '../src/model/digest';
import {
  isWithin,
  newerSnapshot,
  type Caution,
  type Close,
  type EquityEvent,
  type Snapshot,
} from '../src/model/event';
import type { Route } from '../src/model/route';
import { horizonMs, type Settings } from '../src/model/settings';
import type { Fold } from './fold';
import type { Fact } from './join-attempts';
import { Timeline } from './timeline';

/** What a frame was made of, and what its reader must know of it. */
export interface Provenance {
  /** Fingerprint of the events inside the horizon; their order has no part in it. */
  readonly eventsDigest: string;
  /** False when input is known to be missing. */
  readonly complete: boolean;
  readonly warnings: readonly string[];
}

type Mark = { readonly ts: number; readonly symbol: ''; readonly id: string };

export interface ProvenanceState {
  readonly rows: MultisetDigest;
  readonly equity: Timeline<Mark>;
  readonly snapshots: Map<Snapshot['kind'], Snapshot>;
  cautions: readonly Caution[];
}

/** Keeps count of what is inside the horizon. */
export function measureProvenance(
  settings: Settings,
  deskWarnings: readonly string[],
): Fold<Fact, ProvenanceState, Provenance> {
  const horizon = horizonMs(settings);
  return {
    init: () => ({ rows: new MultisetDigest(), equity: new Timeline(), snapshots: new Map(), cautions: [] }),
    step(state, fact) {
      switch (fact.kind) {
        case 'trade':
          if (fact.before !== undefined) state.rows.remove(fingerprint(closeText(fact.before.close)));
          state.rows.add(fingerprint(closeText(fact.trade.close)));
          break;
        case 'untrade':
          state.rows.remove(fingerprint(closeText(fact.trade.close)));
          break;
        case 'routed':
          state.rows.add(fingerprint(routeText(fact.route)));
          break;
        case 'unrouted':
          state.rows.remove(fingerprint(routeText(fact.route)));
          break;
        case 'equity':
          state.equity.put({ ts: fact.ts, symbol: '', id: equityText(fact) });
          state.equity.evict(fact.ts - horizon);
          break;
        case 'risk':
        case 'positions':
        case 'router':
          state.snapshots.set(fact.kind, newerSnapshot(state.snapshots.get(fact.kind), fact));
          break;
        case 'caution':
          state.cautions = [...state.cautions.filter((known) => known.ts > fact.ts - horizon), fact];
          break;
        case 'tick':
          break;
        default:
          fact satisfies never;
      }
      return state;
    },
    view({ rows, equity, snapshots, cautions }, asOf) {
      const others = new MultisetDigest();
      for (const mark of equity.between(asOf - horizon, asOf)) others.add(fingerprint(mark.id));
      for (const snapshot of snapshots.values()) {
        if (isWithin(snapshot, asOf, horizon))
          others.add(fingerprint(`${snapshot.kind}|${snapshot.ts}|${snapshot.text}`));
      }
      const standing = cautions.filter((caution) => isWithin(caution, asOf, horizon));
      const warnings = new Set([...deskWarnings, ...standing.map((caution) => caution.code)]);
      return {
        eventsDigest: `${rows.text()}.${others.text()}`,
        complete: !standing.some((caution) => caution.incomplete),
        warnings: [...warnings].sort(),
      };
    },
  };
}

function closeText(close: Close): string {
  const { id, link, origin, realizedUsd, feesUsd, fundingUsd, riskUsd, notionalUsd, strategy } = close;
  return ['close', id, link, origin, realizedUsd, feesUsd, fundingUsd, riskUsd, notionalUsd, strategy].join(
    '|',
  );
}

function routeText(route: Route): string {
  const { id, links, makerStart, makerFinal, usedFallback, slippageBps, ackMs, feesUsd, notionalUsd } = route;
  const { reported, status, retries, cancelled, policy } = route;
  const said =
    policy === undefined
      ? []
      : [policy.makerFirst, policy.bias, policy.offsetBps, policy.quality, policy.biasLabel];
  const numbers = [
    makerStart,
    makerFinal,
    usedFallback,
    slippageBps,
    ackMs,
    feesUsd,
    notionalUsd,
    reported,
    status,
    retries,
    cancelled,
  ];
  return ['route', id, ...links, ...numbers, ...said].join('|');
}

function equityText(event: EquityEvent): string {
  return ['equity', event.ts, event.origin, event.equityUsd, event.peakUsd, event.drawdownPct].join('|');
}
