import { expect } from 'chai';
import { AT } from '../journal/journal-made';
import { restsOf, SOON, steadyOf, withPulse } from './pulsing';

describe('Waker', () => {
  it('looks every 250 ms, give or take 10 %', async () => {
    await withPulse(async (pulse) => {
      for (const rest of await restsOf(pulse, 2)) expect(rest).to.be.within(223, 400);
    });
  });

  it('looks when a tick is due, and once only when it is past', async () => {
    await withPulse(async (pulse) => {
      const dueMs = steadyOf(pulse) + 60;
      const past: number[] = [];
      const before: number[] = [];
      while (past.length < 2) {
        // A timer may be a moment early: what rests before the moment has come looks again.
        const rests = steadyOf(pulse) < dueMs ? before : past;
        rests.push(...(await restsOf(pulse, 1, dueMs)));
      }
      expect(before[0]).to.be.within(58, SOON);
      expect(Math.max(0, ...before.slice(1))).to.be.below(SOON);
      expect(Math.min(...past)).to.be.above(223);
      expect((await restsOf(pulse, 1, dueMs + 70))[0]).to.be.below(SOON);
      for (const ms of await restsOf(pulse, 2, -Infinity)) expect(ms).to.be.above(223);
    });
  });

  it('a nudge ends the rest in progress, or the next one, once', async () => {
    await withPulse(async (pulse) => {
      setTimeout(() => {
        pulse.wake();
      }, 30);
      const [during = 0, after = 0] = await restsOf(pulse, 2);
      expect([during < SOON, after > 223]).to.deep.equal([true, true]);
      pulse.wake();
      pulse.wake();
      const [next = 0, last = 0] = await restsOf(pulse, 2);
      expect([next < SOON, last > 223]).to.deep.equal([true, true]);
    });
  });

  it('a nudge after a quiet time ends the rest in the same moment, and so do the few that follow on it', async () => {
    const clocks = { wallMs: () => AT, monotonicMs: () => 0 };
    await withPulse(
      async (pulse) => {
        for (let n = 0; n < 5; n++) {
          const rest = pulse.sleepUntil(Infinity).then(() => 'at once');
          pulse.wake();
          const later = new Promise((resolve) => {
            setImmediate(resolve);
          });
          expect(await Promise.race([rest, later]), String(n)).to.equal('at once');
        }
      },
      [],
      clocks,
    );
  });

  it('a flood of nudges makes at most 250 looks a second, and leaves others their turn', async () => {
    await withPulse(async (pulse) => {
      let turns = 0;
      const flood = setInterval(() => {
        turns++;
        for (let n = 0; n < 1000; n++) pulse.wake();
      }, 0);
      const until = performance.now() + 400;
      let looks = 0;
      for (; performance.now() < until; looks++) {
        pulse.wake();
        await pulse.sleepUntil(Infinity);
      }
      clearInterval(flood);
      // A timer may be a millisecond early.
      expect(looks).to.be.within(10, 140);
      expect(turns).to.be.above(10);
    });
  });

  it('while something is under way, tells of each nudge, and then that it is over', async () => {
    await withPulse(async (pulse) => {
      let end = (): void => undefined;
      const work = new Promise<void>((resolve) => (end = resolve));
      for (let n = 0; n < 2; n++) {
        setTimeout(() => {
          pulse.wake();
        }, 20);
        const started = performance.now();
        expect(await pulse.wakeOr(work)).to.equal(true);
        expect(performance.now() - started).to.be.below(SOON);
      }
      setTimeout(end, 20);
      expect(await pulse.wakeOr(work)).to.equal(false);
      expect(await pulse.wakeOr(work)).to.equal(false);
      expect(await pulse.wakeOr(Promise.reject(new Error('failed')))).to.equal(false);
      expect((await restsOf(pulse, 1))[0]).to.be.above(223);
    });
  });

  it('polls while something is under way, and keeps a nudge that came as it ended', async () => {
    await withPulse(async (pulse) => {
      const started = performance.now();
      expect(await pulse.wakeOr(new Promise(() => undefined))).to.equal(true);
      expect(performance.now() - started).to.be.within(223, 400);
      pulse.wake();
      expect(await pulse.wakeOr(Promise.resolve())).to.equal(false);
      expect((await restsOf(pulse, 1))[0]).to.be.below(SOON);
    });
  });
});
