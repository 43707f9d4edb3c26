import { fingerprint, Fingerprinter, MultisetDigest, type Fingerprint } from '../src/model/digest';
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

type Mark = { readonly ts: number; readonly symbol: ''; readonly id: string; readonly print: Fingerprint };

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
          if (fact.before !== undefined) state.rows.remove(closeFingerprint(fact.before.close));
          state.rows.add(closeFingerprint(fact.trade.close));
          break;
        case 'untrade':
          state.rows.remove(closeFingerprint(fact.trade.close));
          break;
        case 'routed':
          state.rows.add(routeFingerprint(fact.route));
          break;
        case 'unrouted':
          state.rows.remove(routeFingerprint(fact.route));
          break;
        case 'equity': {
          const id = equityText(fact);
          state.equity.put({ ts: fact.ts, symbol: '', id, print: fingerprint(id) });
          state.equity.evict(fact.ts - horizon);
          break;
        }
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
      for (const mark of equity.between(asOf - horizon, asOf)) others.add(mark.print);
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

const fingerprinter = new Fingerprinter();

function closeFingerprint(close: Close): Fingerprint {
  return fingerprinter
    .number(close.ts)
    .text(close.symbol)
    .text(close.link)
    .text(close.origin)
    .number(close.realizedUsd)
    .number(close.feesUsd)
    .number(close.fundingUsd)
    .number(close.riskUsd)
    .number(close.notionalUsd)
    .text(close.strategy)
    .take();
}

function routeFingerprint(route: Route): Fingerprint {
  const { links } = route;
  fingerprinter.number(route.ts).text(route.symbol).number(links.length);
  for (const link of links) fingerprinter.text(link);
  fingerprinter
    .flag(route.makerStart)
    .flag(route.makerFinal)
    .flag(route.usedFallback)
    .number(route.slippageBps)
    .number(route.ackMs)
    .number(route.feesUsd)
    .number(route.notionalUsd)
    .flag(route.reported)
    .text(route.status)
    .number(route.retries)
    .flag(route.cancelled);
  const { policy } = route;
  if (policy !== undefined)
    fingerprinter
      .flag(policy.makerFirst)
      .number(policy.bias)
      .number(policy.offsetBps)
      .text(policy.quality)
      .text(policy.biasLabel);
  return fingerprinter.take();
}

function equityText(event: EquityEvent): string {
  return ['equity', event.ts, event.origin, event.equityUsd, event.peakUsd, event.drawdownPct].join('|');
}
