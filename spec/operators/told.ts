import type { Trade } from '../../src/model/trade';
import type { JoinedChange } from '../../operators/join/join-attempts';
import type { TickedEvent } from '../../operators/ticks/tick-every';

/** A fact in a few words, so that marbles can be read: `trade c1 ← r1`. */
function told(change: JoinedChange): string {
  switch (change.kind) {
    case 'trade':
      return `trade ${legsOf(change.trade)} ← ${change.trade.route?.line ?? '–'}`;
    case 'untrade':
      return `untrade ${legsOf(change.trade)}`;
    case 'routed':
      return `routed ${change.route.line}`;
    case 'unrouted':
      return `unrouted ${change.route.line}`;
    case 'tick':
      return `tick ${change.asOf}`;
    default:
      return change.kind;
  }
}

/** The facts of a batch in a few words, but for what is said of all rows. */
export function toldAll(changes: readonly JoinedChange[]): readonly string[] {
  return changes.filter(({ kind }) => kind !== 'rows').map(told);
}

/** Moments in a few words: events by line and ts, ticks by asOf. */
export function toldMoments(moments: readonly TickedEvent[]): readonly string[] {
  return moments.map((moment) => {
    if (moment.kind === 'tick') return `tick ${moment.asOf}`;
    return 'line' in moment ? moment.line : `${moment.kind} ${moment.ts}`;
  });
}

function legsOf({ episode }: Trade): string {
  return episode.legs.map(({ line }) => line).join('+');
}
