import { expect } from 'chai';
import type { Frame } from '../../../pipelines/graph/decide';
import { openGraph, type PushGraph } from '../../../pipelines/journal/push-graph';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { Rehearsal } from '../../../pipelines/live/rehearsal';
import { verify } from '../../../pipelines/journal/verify';
import { WATERMARK_SOURCE } from '../../../src/io/journal/arrival-batch';
import { windowsOf } from '../../../src/model/fund/settings';
import { batch, close, deskOf } from '../../operators/made';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow } from '../../live/executor/rows';

const SECOND = 1000;
/** The clock may be of another time than the ticks. */
const tick = (n: number): { readonly asOf: number; readonly dueMs: number } => ({
  asOf: n * SECOND,
  dueMs: n * SECOND + 501,
});

/** A rehearsal by a hand clock: what it asked for, and how long that takes. */
function rehearsed(tookMs = 0): {
  readonly rehearsal: Rehearsal;
  readonly asked: readonly number[];
  readonly lookAt: (nowMs: number, n: number) => Promise<void>;
} {
  const rehearsal = new Rehearsal();
  const asked: number[] = [];
  return {
    rehearsal,
    asked,
    async lookAt(nowMs, n) {
      let clock = nowMs;
      function* rehearse(asOf: number): Iterable<undefined> {
        asked.push(asOf);
        yield undefined;
        clock += tookMs;
      }
      if (rehearsal.isDue(tick(n), nowMs)) await rehearsal.perform(tick(n), { rehearse }, () => clock);
    },
  };
}

describe('Rehearsal', () => {
  const LONG_AGO = 0;

  it('comes shortly before its tick, as of a moment that is no tick’s, once', async () => {
    const { rehearsal, asked, lookAt } = rehearsed();
    rehearsal.note();
    const beginMs = rehearsal.dueMs(tick(1), LONG_AGO);
    expect(tick(1).dueMs - beginMs).to.equal(20);
    await lookAt(beginMs - 1, 1);
    expect(asked).to.deep.equal([]);
    await lookAt(beginMs, 1);
    expect(asked).to.deep.equal([tick(1).asOf - 0.5]);
    expect(rehearsal.dueMs(tick(1), LONG_AGO)).to.equal(tick(1).dueMs);
    rehearsal.note();
    await lookAt(beginMs + 1, 1);
    expect(asked).to.have.length(1);
    await lookAt(rehearsal.dueMs(tick(2), LONG_AGO), 2);
    expect(asked).to.deep.equal([tick(1).asOf - 0.5, tick(2).asOf - 0.5]);
  });

  it('is not made where nothing came', async () => {
    const { rehearsal, asked, lookAt } = rehearsed();
    expect(rehearsal.dueMs(tick(1), LONG_AGO)).to.equal(tick(1).dueMs);
    await lookAt(tick(1).dueMs - 1, 1);
    expect(asked).to.deep.equal([]);
  });

  it('is not made where it would not be over by then: the tick is waited for', async () => {
    const { rehearsal, asked, lookAt } = rehearsed(70);
    rehearsal.note();
    await lookAt(rehearsal.dueMs(tick(1), LONG_AGO), 1);
    rehearsal.note();
    const beginMs = rehearsal.dueMs(tick(2), LONG_AGO);
    expect(rehearsal.dueMs(tick(2), beginMs - 1)).to.equal(beginMs);
    // It was looked at, and could not be made: the disk refused, say.
    expect(rehearsal.dueMs(tick(2), beginMs)).to.equal(tick(2).dueMs);
    for (const late of [tick(2).dueMs - 70, tick(2).dueMs, tick(2).dueMs + 500]) await lookAt(late, 2);
    expect(asked).to.have.length(1);
    await lookAt(tick(2).dueMs - 71, 2);
    expect(asked).to.have.length(2);
  });

  it('takes a quarter of the time at most', async () => {
    const { rehearsal, asked, lookAt } = rehearsed(400);
    for (let n = 1; n <= 8; n++) {
      rehearsal.note();
      await lookAt(rehearsal.dueMs(tick(n), LONG_AGO), n);
    }
    expect(asked).to.deep.equal([1, 3, 5, 7].map((n) => tick(n).asOf - 0.5));
  });

  for (const [what, tookMs, began] of [
    ['begins earlier by what the last one took', 70, 20 + 70],
    ['begins before its tick also after a clock was set back meanwhile', -5000, 20],
  ] as const)
    it(what, async () => {
      const { rehearsal, lookAt } = rehearsed(tookMs);
      rehearsal.note();
      await lookAt(rehearsal.dueMs(tick(1), LONG_AGO), 1);
      rehearsal.note();
      expect(tick(2).dueMs - rehearsal.dueMs(tick(2), LONG_AGO)).to.equal(began);
    });
});

describe('a rehearsed graph', () => {
  const desk = deskOf();
  const windows = windowsOf(desk.settings).length;
  const events = [1, 2, 3].map((n) => close(`c${n}`, { ts: n * SECOND }));
  const fed = (graph: PushGraph, n: number): void => {
    expect(graph.feed(batch('rows', events.slice(n, n + 1)))).to.deep.equal([]);
  };
  const ticked = (graph: PushGraph): readonly string[] =>
    graph
      .feed(batch(WATERMARK_SOURCE, [], { latest: 6 * SECOND, watermark: 6 * SECOND }))
      .flatMap((frame) => publicationsOf(frame).map(({ text }) => text));

  it('measures a window a step and then says a frame; the tick says what it says without', () => {
    const usual = openGraph(desk, 0);
    const graph = openGraph(desk, 0);
    for (const one of [usual, graph]) fed(one, 0);
    const steps = [...graph.rehearse(5 * SECOND - 1)];
    expect(steps.map((frame) => frame?.asOf)).to.deep.equal([
      ...Array.from({ length: windows }, () => undefined),
      5 * SECOND - 1,
    ]);
    for (const one of [usual, graph]) fed(one, 1);
    expect(ticked(graph)).to.deep.equal(ticked(usual));
  });

  it('has the texts of what did not change since: they are made of the rehearsal’s frame', async () => {
    const graph = openGraph(desk, 0);
    fed(graph, 0);
    const rehearsal = new Rehearsal();
    let frame: Frame | undefined;
    const rehearse = function* (asOf: number): Iterable<Frame | undefined> {
      for (const step of graph.rehearse(asOf)) yield (frame = step);
    };
    await rehearsal.perform(tick(5), { rehearse }, () => 0);
    const file = frame?.files.expectancy;
    if (file?.kind !== 'answered') throw new Error('no frame');
    const { symbols } = file.value;
    let stringified = 0;
    for (const group of Object.values(symbols))
      Object.defineProperty(group, 'toJSON', { value: () => ++stringified && group });
    if (frame !== undefined) publicationsOf(frame);
    expect(stringified).to.equal(0);
  });
});

describe('live before a tick', () => {
  const START = Date.UTC(2026, 0, 20, 9);

  it('rehearses it and writes nothing; the tick holds what came by then and since', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, { tick: '5s', lateness: '2s' }, START);
      await drive.lookAt(START);
      const dueMs = START + 7 * SECOND + 1;
      expect(drive.dueMs, 'nothing came').to.equal(START + 2 * SECOND + 1);
      await drive.lookAt(START + 2 * SECOND + 1);
      drive.orders.append(closeRow(1, START + SECOND));
      await drive.lookAt(START + 3 * SECOND);
      expect(drive.dueMs).to.equal(dueMs - 20);
      await drive.lookAt(drive.dueMs);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 0 });
      expect(drive.dueMs).to.equal(dueMs);
      drive.orders.append(closeRow(2, START + 4 * SECOND));
      await drive.lookAt(dueMs);
      expect(drive.read('expectancy_v6.json')).to.include({
        as_of: '2026-01-20T09:00:05.000+00:00',
        sample_count: 2,
      });
      await drive.close();
      expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
    }));
});
