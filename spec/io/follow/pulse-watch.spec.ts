import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { SECOND } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { failure } from '../fs-calls';
import { Hands, restsOf, SOON, withPulse } from './pulsing';

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

describe('Waker of directories', () => {
  it('looks soon when something changes there', async () => {
    await inTempDir({}, async (dir) => {
      await withPulse(
        async (pulse) => {
          await pulse.sleepUntil(0);
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
          await pulse.sleepUntil(0);
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
          await pulse.sleepUntil(0);
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
            await pulse.sleepUntil(0);
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
