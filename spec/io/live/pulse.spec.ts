import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Pulse, type Clocks } from '../../../src/io/live/pulse';
import { SECOND } from '../../../src/model/time';
import { inTempDir } from '../temp-dir';
import { failure } from './fs-calls';
import { AT } from './journal-made';

/** Clocks that go on by themselves, and can be set. */
class Hands implements Clocks {
  wall = AT;
  steady = 0;

  readonly wallMs = (): number => this.wall + performance.now();
  readonly monotonicMs = (): number => this.steady + performance.now();
}

const steadyOf = (pulse: Pulse): number => pulse.moment().steadyMs;

/** How long each of so many rests takes. */
async function restsOf(pulse: Pulse, count: number, dueMs = Infinity): Promise<readonly number[]> {
  const rests: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await pulse.rest(dueMs);
    rests.push(performance.now() - started);
  }
  return rests;
}

async function withPulse<T>(
  use: (pulse: Pulse) => Promise<T>,
  dirs: readonly string[] = [],
  clocks?: Clocks,
): Promise<T> {
  const pulse = new Pulse(new Map(dirs.map((dir) => [dir, new Set(['file'])])), clocks);
  try {
    return await use(pulse);
  } finally {
    pulse.close();
  }
}

/** Runs `use` where fs.watch is this. */
async function withWatch(watch: () => unknown, use: () => Promise<void>): Promise<void> {
  const real = fs.watch;
  Reflect.set(fs, 'watch', watch);
  try {
    await use();
  } finally {
    Reflect.set(fs, 'watch', real);
  }
}

// Timers come late on a busy machine, never more than a millisecond early.
const SOON = 200;

describe('Pulse', () => {
  it('looks every 250 ms, give or take 10 %', async () => {
    await withPulse(async (pulse) => {
      for (const rest of await restsOf(pulse, 2)) expect(rest).to.be.within(223, 400);
    });
  });

  it('looks when a tick is due, and once only when it is past', async () => {
    await withPulse(async (pulse) => {
      const dueMs = steadyOf(pulse) + 60;
      const [first = 0, ...rest] = await restsOf(pulse, 4, dueMs);
      expect(first).to.be.within(58, SOON);
      // A timer that is a moment early makes one more look.
      expect(rest.filter((ms) => ms < 223)).to.have.length.below(2);
      expect((await restsOf(pulse, 1, dueMs + 70))[0]).to.be.below(SOON);
      for (const ms of await restsOf(pulse, 2, -Infinity)) expect(ms).to.be.above(223);
    });
  });

  it('a nudge ends the rest in progress, or the next one, once', async () => {
    await withPulse(async (pulse) => {
      setTimeout(() => {
        pulse.nudge();
      }, 30);
      const [during = 0, after = 0] = await restsOf(pulse, 2);
      expect([during < SOON, after > 223]).to.deep.equal([true, true]);
      pulse.nudge();
      pulse.nudge();
      const [next = 0, last = 0] = await restsOf(pulse, 2);
      expect([next < SOON, last > 223]).to.deep.equal([true, true]);
    });
  });

  it('a flood of nudges makes at most 250 looks a second, and leaves others their turn', async () => {
    await withPulse(async (pulse) => {
      let turns = 0;
      const flood = setInterval(() => {
        turns++;
        for (let n = 0; n < 1000; n++) pulse.nudge();
      }, 0);
      const until = performance.now() + 400;
      let looks = 0;
      for (; performance.now() < until; looks++) {
        pulse.nudge();
        await pulse.rest(Infinity);
      }
      clearInterval(flood);
      // A timer may be a millisecond early.
      expect(looks).to.be.within(10, 140);
      expect(turns).to.be.above(10);
    });
  });
});

describe('Pulse of directories', () => {
  it('looks soon when something changes there', async () => {
    await inTempDir({}, async (dir) => {
      await withPulse(
        async (pulse) => {
          await pulse.rest(0);
          setTimeout(() => {
            fs.writeFileSync(join(dir, 'file'), 'x');
          }, 20);
          expect((await restsOf(pulse, 1))[0]).to.be.below(SOON);
        },
        [join(dir, 'none'), dir],
      );
    });
  });

  it('does not look sooner for a draft, or for a file of another name', async () => {
    await inTempDir({}, async (dir) => {
      await withPulse(
        async (pulse) => {
          await pulse.rest(0);
          setTimeout(() => {
            for (const name of ['.file.1.tmp', 'file.tmp', 'other']) fs.writeFileSync(join(dir, name), 'x');
          }, 20);
          expect((await restsOf(pulse, 1))[0]).to.be.above(223);
        },
        [dir],
      );
    });
  });

  it('hears of one that appears or is replaced after some seconds', async () => {
    await inTempDir({}, async (root) => {
      const dir = join(root, 'logs');
      const hands = new Hands();
      await withPulse(
        async (pulse) => {
          await pulse.rest(0);
          for (let n = 0; n < 2; n++) {
            fs.rmSync(dir, { recursive: true, force: true });
            fs.mkdirSync(dir);
            hands.steady += 6 * SECOND;
            await restsOf(pulse, 2);
            setTimeout(() => {
              fs.writeFileSync(join(dir, 'file'), 'x');
            }, 20);
            expect((await restsOf(pulse, 1))[0]).to.be.below(SOON);
          }
        },
        [dir],
        hands,
      );
    });
  });

  it('goes on polling where watching is refused, or fails later (case 43)', async () => {
    const refusing = (): never => {
      throw failure('ENOSPC');
    };
    const failing = (): unknown => {
      const watcher = Object.assign(new EventEmitter(), { close: () => undefined });
      setImmediate(() => watcher.emit('error', failure('EMFILE')));
      return watcher;
    };
    for (const watch of [refusing, failing])
      await withWatch(watch, () =>
        withPulse(
          async (pulse) => {
            for (const rest of await restsOf(pulse, 2)) expect(rest).to.be.within(223, 400);
          },
          ['/tmp'],
        ),
      );
  });

  it('lets its watches go', async () => {
    let open = 0;
    const counting = (): unknown => {
      open++;
      return Object.assign(new EventEmitter(), { close: () => open-- });
    };
    const hands = new Hands();
    await withWatch(counting, async () => {
      await withPulse(
        async (pulse) => {
          for (let n = 0; n < 3; n++) {
            await pulse.rest(0);
            hands.steady += 6 * SECOND;
            expect(open).to.equal(2);
          }
        },
        ['/a', '/b'],
        hands,
      );
    });
    expect(open).to.equal(0);
  });
});
