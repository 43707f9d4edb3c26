import type { Observable } from 'rxjs';
import type { Batch, MarketEvent } from '../../src/model/event';

/** All events of the logs, in the order in which they could be known. */
export interface History {
  readonly events: readonly MarketEvent[];
  /** From when on each of them was known: its ts, or when it was written at the earliest. */
  readonly knownTs: Float64Array;
  readonly firstTs: number;
  readonly lastTs: number;
}

/** Reads all batches. `byWriting`: a row is known from its writing on, not from its ts on. */
export async function readHistory(batch$: Observable<Batch>, byWriting: boolean): Promise<History> {
  const events: MarketEvent[] = [];
  const known: number[] = [];
  let [firstTs, lastTs] = [Infinity, -Infinity];
  await batch$.forEach(({ events: read, received, first, latest }) => {
    firstTs = Math.min(firstTs, first);
    lastTs = Math.max(lastTs, latest);
    for (const [i, event] of read.entries()) {
      events.push(event);
      known.push(byWriting ? Math.max(event.ts, received?.[i] ?? -Infinity) : event.ts);
    }
  });
  const order = Uint32Array.from(known.keys()).sort((a, b) => (known[a] ?? 0) - (known[b] ?? 0) || a - b);
  return {
    events: Array.from(order, (i) => events[i]).flatMap((event) => event ?? []),
    knownTs: Float64Array.from(order, (i) => known[i] ?? 0),
    firstTs,
    lastTs,
  };
}
