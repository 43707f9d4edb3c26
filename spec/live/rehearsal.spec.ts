import { expect } from 'chai';
import { Rehearsal } from '../../pipelines/rehearsal';
import { Drive, inMemoryDir } from './drive';
import { closeRow } from './executor/rows';
import { verify } from '../../pipelines/verify';

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
    lookAt(nowMs, n) {
      let clock = nowMs;
      const rehearse = (asOf: number): undefined => {
        asked.push(asOf);
        clock += tookMs;
      };
      return rehearsal.perform(tick(n), { rehearse }, () => clock);
    },
  };
}

describe('Rehearsal', () => {
  it('comes shortly before its tick, as of a moment of its own, once', async () => {
    const { rehearsal, asked, lookAt } = rehearsed();
    rehearsal.note();
    const dueMs = rehearsal.dueMs(tick(1));
    expect(tick(1).dueMs - dueMs).to.equal(20);
    await lookAt(dueMs - 1, 1);
    expect(asked).to.deep.equal([]);
    await lookAt(dueMs, 1);
    expect(asked).to.deep.equal([tick(1).asOf - 1]);
    expect(rehearsal.dueMs(tick(1))).to.equal(tick(1).dueMs);
    rehearsal.note();
    await lookAt(dueMs + 1, 1);
    expect(asked).to.have.length(1);
    await lookAt(rehearsal.dueMs(tick(2)), 2);
    expect(asked).to.deep.equal([tick(1).asOf - 1, tick(2).asOf - 1]);
  });

  it('is not made where nothing came', async () => {
    const { rehearsal, asked, lookAt } = rehearsed();
    expect(rehearsal.dueMs(tick(1))).to.equal(tick(1).dueMs);
    await lookAt(tick(1).dueMs - 1, 1);
    expect(asked).to.deep.equal([]);
  });

  it('begins earlier by what the last one took', async () => {
    const { rehearsal, lookAt } = rehearsed(70);
    rehearsal.note();
    await lookAt(rehearsal.dueMs(tick(1)), 1);
    rehearsal.note();
    expect(tick(2).dueMs - rehearsal.dueMs(tick(2))).to.equal(20 + 70);
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
