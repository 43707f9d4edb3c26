import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { POLL, SOON, withPulse } from './pulsing';

describe('Waker', () => {
  it('looks every 250 ms, give or take 10 %', async () => {
    await withPulse(async (pulse, hands) => {
      for (const rest of await hands.restsOf(pulse, 20)) expect(rest).to.be.within(...POLL);
    });
  });

  it('looks when a tick is due, and once only when it is past', async () => {
    await withPulse(async (pulse, hands) => {
      const dueMs = pulse.readClock().steadyMs + 60;
      expect(await hands.restsOf(pulse, 1, dueMs)).to.deep.equal([60]);
      for (const rest of await hands.restsOf(pulse, 2, dueMs)) expect(rest).to.be.within(...POLL);
      expect((await hands.restsOf(pulse, 1, dueMs + 70))[0]).to.be.below(SOON);
      for (const rest of await hands.restsOf(pulse, 2, -Infinity)) expect(rest).to.be.within(...POLL);
    });
  });

  it('a nudge ends the rest in progress, or the next one, once', async () => {
    await withPulse(async (pulse, hands) => {
      setTimeout(() => {
        pulse.wake();
      }, 30);
      const [during = 0, after = 0] = await hands.restsOf(pulse, 2);
      expect(during).to.be.within(30, SOON);
      expect(after).to.be.within(...POLL);
      pulse.wake();
      pulse.wake();
      const [next = 0, last = 0] = await hands.restsOf(pulse, 2);
      expect(next).to.be.below(SOON);
      expect(last).to.be.within(...POLL);
    });
  });

  it('a nudge after a quiet time ends the rest in the same moment, and so do the few that follow on it', async () => {
    await withPulse(async (pulse) => {
      for (let n = 0; n < 5; n++) {
        const rest = pulse.sleepUntil(Infinity).then(() => 'at once');
        pulse.wake();
        expect(await Promise.race([rest, setImmediate('later')]), String(n)).to.equal('at once');
      }
    });
  });

  it('a flood of nudges makes at most 250 looks a second, and leaves others their turn', async () => {
    await withPulse(async (pulse, hands) => {
      let looks = 0;
      let isOver = false;
      const looking = async (): Promise<void> => {
        for (; !isOver; looks++) await pulse.sleepUntil(Infinity);
      };
      const looked = looking();
      for (let ms = 0; ms < 1000; ms++) {
        for (let n = 0; n < 100; n++) pulse.wake();
        await hands.goOn();
      }
      isOver = true;
      // It begins with what a quiet time has saved up.
      expect(looks).to.be.within(240, 257);
      await hands.timed(looked);
    });
  });

  it('while something is under way, tells of each nudge, and then that it is over', async () => {
    await withPulse(async (pulse, hands) => {
      let end = (): void => undefined;
      const work = new Promise<void>((resolve) => (end = resolve));
      for (let n = 0; n < 2; n++) {
        setTimeout(() => {
          pulse.wake();
        }, 20);
        const told = pulse.wakeOr(work);
        expect(await hands.timed(told)).to.be.within(20, SOON);
        expect(await told).to.equal(true);
      }
      end();
      expect(await pulse.wakeOr(work)).to.equal(false);
      expect(await pulse.wakeOr(work)).to.equal(false);
      expect(await pulse.wakeOr(Promise.reject(new Error('failed')))).to.equal(false);
      expect((await hands.restsOf(pulse, 1))[0]).to.be.within(...POLL);
    });
  });

  it('polls while something is under way, and keeps a nudge that came as it ended', async () => {
    await withPulse(async (pulse, hands) => {
      const told = pulse.wakeOr(new Promise(() => undefined));
      expect(await hands.timed(told)).to.be.within(...POLL);
      expect(await told).to.equal(true);
      pulse.wake();
      expect(await pulse.wakeOr(Promise.resolve())).to.equal(false);
      expect((await hands.restsOf(pulse, 1))[0]).to.be.below(SOON);
    });
  });
});
