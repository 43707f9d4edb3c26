import { expect } from 'chai';
import fc from 'fast-check';
import { arrivalBatch } from '../../../src/io/journal/arrival-batch';
import { settingsFrom } from '../../../src/model/fund/settings';
import type { Batch, MarketEvent } from '../../../src/model/event';
import { openGraph } from '../../../pipelines/journal/push-graph';
import { batch, close, deskOf, equity, route } from '../../operators/made';
import { bytes } from '../graph/decide-made';

const SECOND = 1000;
const windows = ['1h', '1m', 'last_3'];
const desk = deskOf({ settings: settingsFrom({ tick: '1s', windows, horizon: '1h' }) });

const watermark = (promise: number): Batch => arrivalBatch({ kind: 'mark', promise });

const event = fc
  .tuple(fc.nat(10 * SECOND), fc.nat(20), fc.integer({ min: -3, max: 3 }))
  .map(([ts, n, usd]): MarketEvent => {
    const symbol = usd > 0 ? 'BTCUSDT' : 'ETHUSDT';
    if (n % 4 === 0) return equity(ts, 100 + usd);
    if (n % 4 === 1) return route(`r${n}`, { ts, symbol, links: [`a${n}`], slippageBps: usd });
    return close(`c${n}`, { ts, symbol, attemptId: `a${n - 1}`, realizedUsd: usd });
  });

/** Rows as they come, and between them the ends of seconds; the last tick is due by the end. */
const arrivals = fc
  .array(fc.oneof(fc.array(event, { maxLength: 8 }), fc.constant('tick' as const)), { maxLength: 12 })
  .map((steps) => {
    let ticks = 0;
    const batches = steps.map((step) =>
      step === 'tick' ? watermark(++ticks * SECOND + 1) : batch('rows', step),
    );
    return [...batches, watermark(11 * SECOND)];
  });

describe('feedInParts', () => {
  it('gives the frames that feed gives, to the byte', () =>
    fc.assert(
      fc.asyncProperty(arrivals, async (batches) => {
        const [one, other] = [openGraph(desk, 0), openGraph(desk, 0)];
        for (const each of batches) {
          const frames = await other.feedInParts(each, () => Promise.resolve());
          expect(frames.map(bytes)).to.deep.equal(one.feed(each).map(bytes));
        }
      }),
      { numRuns: 30 },
    ));

  it('waits before each part of a tick: each window, and each other branch', async () => {
    const graph = openGraph(desk, 0);
    await graph.feedInParts(batch('rows', [close('c', { ts: 10 })]), () =>
      Promise.reject(new Error('no tick')),
    );
    let pauses = 0;
    const [frame] = await graph.feedInParts(watermark(SECOND + 1), () => {
      pauses++;
      return Promise.resolve();
    });
    expect(frame?.asOf).to.equal(SECOND);
    // Before the join and the scores, too; the other four are router, account, provenance and track record.
    expect(pauses).to.equal(1 + windows.length + 4 + 1);
  });

  it('does nothing while it waits', async () => {
    const graph = openGraph(desk, 0);
    const reads: number[] = [];
    let pauses = 0;
    const watched = Object.defineProperty(close('c', { ts: 10 }), 'realizedUsd', {
      get: () => reads.push(pauses) && 1,
    });
    graph.feed(batch('rows', [watched]));
    reads.length = 0;
    await graph.feedInParts(watermark(SECOND + 1), async () => {
      const before = reads.length;
      await new Promise((resolve) => setImmediate(resolve));
      expect(reads.length).to.equal(before);
      pauses++;
    });
    expect(reads).to.include(1);
  });
});
