import { expect } from 'chai';
import { keptAdvice, type AdviceFrame } from '../../../operators/evidence/walk/advice-frame';
import { AdviceMeasure } from '../../../operators/evidence/walk/advice-measure';
import { adviceAt } from '../../../pipelines/evaluate/advice-at';
import { outcomesOf } from '../../../pipelines/evaluate/outcomes';
import type { History } from '../../../pipelines/evaluate/history';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { NOTHING_COUNTED } from '../../../operators/ticks/counts';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import type { Desk } from '../../../src/model/fund/desk';
import { HOUR } from '../../../src/model/values/time';
import { runsOf } from '../../campaign';
import { onSimulated, withHistory } from './simulated-logs';

/** Seeds with horizons as short as the window and longer. */
const WORLDS = [
  [13, '50h'],
  [12, '2d'],
  [11, '4d'],
] as const;

const LACKING = ['edge_below_min', 'usd_edge_below_min', 'no_risk_basis', 'usd_losing'];

/** A short horizon, so that most rows leave it. */
function shortSighted(desk: Desk, horizon: string): Desk {
  return { ...desk, settings: { ...desk.settings, horizon, windows: ['2d', '24h'] } };
}

/** Sizes and what they follow from, but not the scores. */
function sizesIn({ asOf, mode, k, symbols }: AdviceFrame): object {
  return {
    asOf,
    mode,
    k,
    symbols: [...symbols].map(([name, advice]) => [name, { ...keptAdvice(advice), score: 0 }]),
  };
}

function keptFrame(frame: AdviceFrame): AdviceFrame {
  return {
    ...frame,
    symbols: new Map([...frame.symbols].map(([name, advice]) => [name, keptAdvice(advice)])),
  };
}

function scoresIn({ symbols }: AdviceFrame, areAll: boolean): object {
  return [...symbols].flatMap(([name, { score, reason }]) =>
    areAll || !LACKING.includes(reason) ? [[name, score]] : [],
  );
}

/** Of every symbol at every moment, with the join of the graph. */
function joinedAdvice(
  { events, knownTs }: History,
  desk: Desk,
  moments: readonly number[],
): readonly AdviceFrame[] {
  const measure = new AdviceMeasure(desk);
  const join = joinAttempts(desk);
  const state = join.init();
  let next = 0;
  return moments.map((asOf) => {
    const known: TickedEvent[] = [];
    for (; (knownTs[next] ?? Infinity) <= asOf; next++) known.push(...events.slice(next, next + 1));
    known.push({ kind: 'tick', asOf, counts: NOTHING_COUNTED });
    for (const changes of join.step(state, known)) for (const change of changes) measure.step(change);
    return keptFrame(measure.view(asOf));
  });
}

describe('adviceAt', function () {
  this.timeout(120_000);

  it('gives the sizes that joining all rows and scoring every symbol at every moment gives', async () => {
    for (const [seed, horizon] of WORLDS.slice(0, Math.max(1, runsOf('evidenceWorlds'))))
      await onSimulated({ seed, days: 16 }, async (dir, simulated) => {
        const desk = shortSighted(simulated, horizon);
        await withHistory(dir, desk, false, async (history) => {
          const moments: number[] = [];
          for (let ts = history.firstTs; ts < history.lastTs; ts += HOUR) moments.push(ts);
          const scoredAt = new Set(moments.filter((_, i) => i % 50 === 0));
          const outcomes = outcomesOf(history, desk);
          const frames = joinedAdvice(history, desk, moments);
          const reasons = new Set<string>();
          let i = 0;
          for (const frame of adviceAt(history, outcomes, desk, moments, scoredAt)) {
            const expected = frames[i++];
            if (expected === undefined) throw new Error('a moment has no answer');
            expect(sizesIn(frame), `seed ${seed}`).to.deep.equal(sizesIn(expected));
            const areAll = scoredAt.has(frame.asOf);
            expect(scoresIn(frame, areAll)).to.deep.equal(scoresIn(expected, areAll));
            for (const { reason } of frame.symbols.values()) reasons.add(reason);
          }
          expect(i).to.equal(moments.length);
          expect(LACKING.some((reason) => reasons.has(reason))).to.equal(true);
          await Promise.resolve();
        });
      });
  });
});
