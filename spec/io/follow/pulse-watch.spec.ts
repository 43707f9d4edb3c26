import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { SECOND } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { failure } from '../fs-calls';
import { POLL, withPulse } from './pulsing';

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

/** Waits until a change of this name in the directory is told of. */
function heardOf(dir: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = fs.watch(dir, (_, found) => {
      if (found !== name) return;
      watcher.close();
      resolve();
    });
  });
}

describe('Waker of directories', () => {
  // The hands stand still: no poll comes.
  it('looks when something changes there', async () => {
    await inTempDir({}, async (dir) => {
      await withPulse(
        async (pulse, hands) => {
          await hands.restsOf(pulse, 1);
          const rest = pulse.sleepUntil(Infinity);
          fs.writeFileSync(join(dir, 'file'), 'x');
          await rest;
        },
        [join(dir, 'none'), dir],
      );
    });
  });

  it('does not look sooner for a draft, or for a file of another name', async () => {
    await inTempDir({}, async (dir) => {
      await withPulse(
        async (pulse, hands) => {
          await hands.restsOf(pulse, 1);
          const heard = heardOf(dir, 'other');
          for (const name of ['.file.1.tmp', 'file.tmp', 'other']) fs.writeFileSync(join(dir, name), 'x');
          await heard;
          expect((await hands.restsOf(pulse, 1))[0]).to.be.within(...POLL);
        },
        [dir],
      );
    });
  });

  it('hears of one that appears or is replaced after some seconds', async () => {
    await inTempDir({}, async (root) => {
      const dir = join(root, 'logs');
      await withPulse(
        async (pulse, hands) => {
          await hands.restsOf(pulse, 1);
          for (let n = 0; n < 2; n++) {
            if (n > 0) fs.renameSync(dir, join(root, 'before'));
            fs.mkdirSync(dir);
            hands.steady += 6 * SECOND;
            await hands.restsOf(pulse, 1);
            const rest = pulse.sleepUntil(Infinity);
            fs.writeFileSync(join(dir, 'file'), 'x');
            await rest;
          }
        },
        [dir],
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
          async (pulse, hands) => {
            for (const rest of await hands.restsOf(pulse, 2)) expect(rest).to.be.within(...POLL);
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
    await withWatch(counting, () =>
      withPulse(
        async (pulse, hands) => {
          for (let n = 0; n < 3; n++) {
            await hands.restsOf(pulse, 1, 0);
            hands.steady += 6 * SECOND;
            expect(open).to.equal(2);
          }
        },
        ['/a', '/b'],
      ),
    );
    expect(open).to.equal(0);
  });
});
