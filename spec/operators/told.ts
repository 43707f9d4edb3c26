import type { Fact } from '../../operators/join/join-attempts';
import type { Moment } from '../../operators/ticks/tick-every';

/** A fact in a few words, so that marbles can be read: `trade c1 ← r1`. */
export function told(fact: Fact): string {
  switch (fact.kind) {
    case 'trade':
      return `trade ${fact.trade.close.line} ← ${fact.trade.route?.line ?? '–'}`;
    case 'untrade':
      return `untrade ${fact.trade.close.line}`;
    case 'routed':
      return `routed ${fact.route.line}`;
    case 'unrouted':
      return `unrouted ${fact.route.line}`;
    case 'tick':
      return `tick ${fact.asOf}`;
    default:
      return fact.kind;
  }
}

/** Moments in a few words: events by line and ts, ticks by asOf. */
export function toldMoments(moments: readonly Moment[]): readonly string[] {
  return moments.map((moment) => {
    if (moment.kind === 'tick') return `tick ${moment.asOf}`;
    return 'line' in moment ? moment.line : `${moment.kind} ${moment.ts}`;
  });
}
