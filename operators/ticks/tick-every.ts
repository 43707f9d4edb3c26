import { AT_END, type Batch, type MarketEvent } from '../../src/model/event';
import { isLift, isLiftedBy } from '../../src/model/lift';
import { lastTickBefore } from '../../src/model/values/time';
import type { Machine, Tick } from '../core/machine';
import { NOTHING_COUNTED, type Counts } from './counts';

export interface CountedTick extends Tick {
  readonly counts: Counts;
}

/** An event, or the tick that follows all events up to its moment. */
export type TickedEvent = MarketEvent | CountedTick;

/** When ticks are due. */
export interface Schedule {
  /** The sources with a watermark; a tick waits for each of them. */
  readonly sources: readonly string[];
  /** Distance between ticks in event time; undefined = only the last tick. */
  readonly everyMs: number | undefined;
  /** How far behind its latest row a source may still deliver rows. */
  readonly latenessMs: number;
  /** The moment of the last tick; undefined = the latest ts of any row. Later events are ignored. */
  readonly asOf: number | undefined;
  /** Ticks up to this one were answered in an earlier run; the grid continues after it. */
  readonly answered?: number | undefined;
  /** The last tick of the grid to answer, where others answer the later ones: what belongs to the very end is left out. */
  readonly until?: number | undefined;
  /** Of ticks that fall due together, `each` (the default) is answered, or only the `last`. */
  readonly due?: 'each' | 'last';
}

interface PendingEvent {
  /** The first moment whose tick may include the event. */
  readonly from: number;
  readonly event: MarketEvent;
}

export interface TickState {
  /** Per source: no row with ts < this will follow, unless late. */
  readonly watermarks: Map<string, number>;
  /** The next tick of the grid. */
  next: number | undefined;
  /** Events after the next tick, in order of time. */
  waiting: PendingEvent[];
  /** The earliest first row of the sources. */
  first: number;
  /** Sources whose first row is known. */
  readonly started: Set<string>;
  latest: number;
  ticked: number;
  late: number;
}

/**
 * Passes events up to the next tick and holds the rest back, so that at a tick T downstream has seen exactly the
 * received events with ts ≤ T. A tick fires when every source's watermark is past it; an event that arrives after its
 * tick passes at once and counts from the next tick on. Where a batch says from when on its late events count, neither how
 * the rows were cut nor in which turn the sources were read decides what a tick has seen. A lifted caution passes at once,
 * whatever its ts, and those of its code that came before it are gone. Emits batches that end at their tick.
 */
export function tickEvery(schedule: Schedule): Machine<Batch, TickState, readonly TickedEvent[]> {
  const { everyMs, latenessMs, asOf, answered, until: lastTick } = schedule;

  const end = lastTick ?? asOf ?? Infinity;

  const release = (state: TickState, until: number): MarketEvent[] => {
    let count = 0;
    for (const { from } of state.waiting) {
      if (from > until) break;
      count++;
    }
    return state.waiting.splice(0, count).map(({ event }) => event);
  };

  // All grid ticks below `reached`, each with the events it closes.
  const gridTicks = (state: TickState, reached: number): (readonly TickedEvent[])[] => {
    const out: (readonly TickedEvent[])[] = [];
    if (everyMs === undefined) return out;
    const bound = lastTick === undefined || reached <= lastTick ? reached : lastTick + 1;
    const last = lastTickBefore(bound, everyMs);
    if (schedule.due === 'last' && state.next !== undefined && state.next < last) state.next = last;
    while (state.next !== undefined && state.next < bound) {
      out.push([...release(state, state.next), tick(state, state.next)]);
      state.ticked = state.next;
      state.next += everyMs;
    }
    return out;
  };

  return {
    init: () => ({
      watermarks: new Map(schedule.sources.map((source) => [source, -Infinity])),
      next:
        answered === undefined || everyMs === undefined
          ? undefined
          : (Math.floor(answered / everyMs) + 1) * everyMs,
      waiting: [],
      first: Infinity,
      started: new Set(),
      latest: -Infinity,
      ticked: answered ?? -Infinity,
      late: 0,
    }),

    step(state, batch) {
      const previousWatermark = state.watermarks.get(batch.source);
      if (previousWatermark !== undefined) {
        const sourceWatermark = batch.ended ? Infinity : (batch.watermark ?? batch.latest - latenessMs);
        state.watermarks.set(batch.source, Math.max(sourceWatermark, previousWatermark));
      }
      state.late +=
        batch.late ?? batch.events.filter((event) => event.ts < (previousWatermark ?? -Infinity)).length;
      state.latest = Math.max(state.latest, batch.latest);
      if (!state.started.has(batch.source) && batch.first < Infinity) {
        state.started.add(batch.source);
        state.first = Math.min(state.first, batch.first);
      }
      const due: MarketEvent[] = [];
      let later: PendingEvent[] = [];
      const visibleAfter = batch.visibleAfter ?? -Infinity;
      // Without a grid, an event up to the latest row cannot be after the last tick.
      const until = everyMs === undefined ? (asOf ?? state.latest) : (state.next ?? -Infinity);
      for (const event of batch.events) {
        if (isLift(event)) {
          const stays = (held: PendingEvent): boolean => !isLiftedBy(held.event, event);
          [state.waiting, later] = [state.waiting.filter(stays), later.filter(stays)];
          due.push(event);
          continue;
        }
        if (event.ts > end && event.ts !== AT_END) continue;
        const from = Math.max(
          visibleAfter < event.ts ? event.ts : visibleAfter + 1,
          // The last tick includes every row up to it.
          Math.min(batch.lateFrom?.get(event) ?? -Infinity, asOf ?? Infinity),
        );
        if (from <= until) due.push(event);
        else later.push({ from, event });
      }
      if (later.length > 0) state.waiting = [...state.waiting, ...later].sort((a, b) => a.from - b.from);
      const watermark = Math.min(...state.watermarks.values(), asOf ?? Infinity);
      // The grid begins at the earliest row of all sources, once each has delivered one: independent of the read order.
      if (
        everyMs !== undefined &&
        state.next === undefined &&
        watermark > -Infinity &&
        state.first < Infinity
      ) {
        state.next = Math.ceil(state.first / everyMs) * everyMs;
      }
      const ticks = gridTicks(state, Math.min(watermark, state.latest));
      return due.length > 0 ? [due, ...ticks] : ticks;
    },

    finish(state) {
      if (lastTick !== undefined) return gridTicks(state, Infinity);
      const dated = state.waiting.findLast(({ event }) => event.ts !== AT_END);
      const last = asOf ?? (state.latest > -Infinity ? state.latest : (dated?.event.ts ?? 0));
      const grid = gridTicks(state, last);
      const closing = state.waiting
        .filter(({ event }) => event.ts === AT_END)
        .map(({ event }) => ({ ...event, ts: last }));
      return [...grid, [...release(state, last), ...closing, tick(state, last)]];
    },
  };
}

// A tick with the count of late rows; the join adds the other counts.
function tick({ late }: TickState, asOf: number): CountedTick {
  return { kind: 'tick', asOf, counts: { ...NOTHING_COUNTED, late } };
}
